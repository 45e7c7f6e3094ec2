import {
  type Diagnostic as LspDiagnostic,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import type { Diagnostic } from '../finding.ts';
import { absolute } from '../project/scope.ts';
import { visible } from '../report/visible.ts';
import { openDocument, type Server, tellingOf } from './state.ts';
import { diagnosticOf, problemOf } from './to-protocol.ts';
import type { Member } from './workspace.ts';

/** Tells what is wrong with a project now, where that differs from what was told last. */
export function tell(server: Server, member: Member): void {
  const { judgement, session } = member;
  const changed = server.results.replace(member, itemsOf(server, member));
  forgetTexts(member);
  announce(server, changed);
  const trouble = judgement?.trouble;
  if (trouble === undefined) return;
  const message = `${session.folder}: ${visible(trouble)}`;
  if (server.troubles.has(message)) return;
  server.troubles.add(message);
  void server.connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Error,
    message: `meshlint: ${message}`,
  });
}

/** Nothing is wrong any more with a project that is none of the workspace. */
export function withdraw(server: Server, member: Member): void {
  announce(server, server.results.replace(member, new Map()));
}

/** Sends what has changed to a client that does not ask for it; one that asks is told that it should. */
function announce(
  { connection, client, results, documents }: Server,
  changed: readonly string[],
): void {
  if (client.pulls) {
    if (changed.length === 0 || !client.refreshes) return;
    connection.languages.diagnostics.refresh().catch((error) => {
      connection.console.warn(`the client does not ask for diagnostics again: ${String(error)}`);
    });
    return;
  }
  for (const uri of changed) {
    const version = documents.get(uri)?.version;
    const diagnostics = [...results.of(uri).items];
    void connection.sendDiagnostics({
      uri,
      diagnostics,
      ...(version !== undefined && { version }),
    });
  }
}

/** What is to be said of a project's own files, by address. */
function itemsOf(server: Server, member: Member): ReadonlyMap<string, readonly LspDiagnostic[]> {
  const { session, judgement } = member;
  const telling = tellingOf(server, member);
  const items = new Map<string, LspDiagnostic[]>();
  for (const problem of judgement?.problems ?? []) {
    const document = telling.document(problem.at.file);
    add(items, document.uri, problemOf(problem, document));
  }
  const configured = new Set(judgement?.problems.map(({ at }) => at.file));
  for (const finding of judgement?.found ?? []) {
    const path = absolute(session.folder, finding.at.file);
    const isOwn = server.workspace.owner(path) === member && !configured.has(finding.at.file);
    if (!isOwn || !isWanted(server, path)) continue;
    add(items, telling.document(finding.at.file).uri, diagnosticOf(finding, telling));
  }
  return items;
}

/** Texts of files in which nothing is found any more. */
function forgetTexts({ judgement, texts }: Member): void {
  const files = new Set(
    judgement?.found
      .flatMap(({ at, related = [] }) => [at, ...related.map((each) => each.at)])
      .map(({ file }) => file),
  );
  for (const file of texts.keys()) if (!files.has(file)) texts.delete(file);
}

function add(items: Map<string, LspDiagnostic[]>, uri: string, item: LspDiagnostic): void {
  const list = items.get(uri) ?? [];
  list.push(item);
  items.set(uri, list);
}

function isWanted(server: Server, path: string): boolean {
  return (
    server.settings.current.diagnostics === 'workspace' || openDocument(server, path) !== undefined
  );
}

/** The findings of one file of a project, at their places in its text now. */
export function findingsIn({ judgement }: Member, file: string): readonly Diagnostic[] {
  return judgement?.found.filter(({ at }) => at.file === file) ?? [];
}
