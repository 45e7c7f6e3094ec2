import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { reportPath } from '../project/paths.ts';
import { absolute } from '../project/scope.ts';
import { pagePath } from '../run/page.ts';
import type { Client } from './client.ts';
import { documentOf, pathOf, uriOf } from './places.ts';
import type { Results } from './results.ts';
import type { EditorSettings } from './settings.ts';
import type { Telling } from './to-protocol.ts';
import type { Member, Workspace } from './workspace.ts';

/** All that the parts of the server share. */
export interface Server {
  readonly connection: Connection;
  /** The documents that are open, by the addresses that the client gave them. */
  readonly documents: TextDocuments<TextDocument>;
  readonly client: Client;
  readonly settings: { current: EditorSettings };
  readonly workspace: Workspace;
  readonly results: Results;
  /** What the user has been told that could not be done. */
  readonly troubles: Set<string>;
  /** Where the package lies, with `docs/rules`. */
  readonly packageFolder: string;
  /** Resolves when the folders and settings of the client are known. */
  readonly begun: Promise<void>;
}

/** The open document of a path; clients write addresses each in their own way. */
export function openDocument({ documents }: Server, path: string): TextDocument | undefined {
  return (
    documents.get(uriOf(path)) ?? documents.all().find((document) => pathOf(document.uri) === path)
  );
}

/** How findings of a project are told now. A text is read once for as long as its file is the same. */
export function tellingOf(server: Server, { session, texts }: Member): Telling {
  return {
    page: (rule) => pagePath(rule, server.packageFolder),
    shows: server.client.shows,
    document(file) {
      const path = absolute(session.folder, file);
      const open = openDocument(server, path);
      if (open) return open;
      const revision = session.revision(file);
      const known = texts.get(file);
      if (known?.revision === revision) return known.document;
      const document = documentOf(uriOf(path), session.text(file) ?? '');
      texts.set(file, { revision, document });
      return document;
    },
  };
}

/** An open document, judged as it is now. */
export interface Judged {
  readonly member: Member;
  readonly document: TextDocument;
  /** Named as in reports. */
  readonly file: string;
}

/** Waits until an open document is judged as it is now; nothing where it belongs to no project. */
export async function judged(server: Server, uri: string): Promise<Judged | undefined> {
  await server.begun;
  const path = pathOf(uri);
  if (path === undefined) return undefined;
  for (;;) {
    const member = server.workspace.owner(path);
    if (!member) return undefined;
    await member.runner.settled();
    if (server.workspace.owner(path) !== member) continue;
    const document = server.documents.get(uri);
    return document && { member, document, file: reportPath(member.session.folder, path) };
  }
}
