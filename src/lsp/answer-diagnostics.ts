import {
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { judged, type Server } from './state.ts';

/** Answers a client that asks for diagnostics. */
export function answerDiagnostics(server: Server): void {
  const { connection, documents, results, workspace } = server;
  const { diagnostics } = connection.languages;
  diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    await judged(server, uri);
    return reportOf(server, uri, previousResultId);
  });
  diagnostics.onWorkspace(async ({ previousResultIds }) => {
    await server.begun;
    await Promise.all(workspace.members().map(({ runner }) => runner.settled()));
    const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const uris = new Set([...results.all().keys(), ...before.keys()]);
    const items = [...uris].map((uri): WorkspaceDocumentDiagnosticReport => {
      const version = documents.get(uri)?.version ?? null;
      return { uri, version, ...reportOf(server, uri, before.get(uri)) };
    });
    return { items };
  });
}

function reportOf(
  { results }: Server,
  uri: string,
  previous: string | undefined,
): DocumentDiagnosticReport {
  const { id, items } = results.of(uri);
  return id === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
    : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] };
}
