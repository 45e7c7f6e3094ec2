import { knownRules } from '../run/known-rules.ts';
import { pagePath } from '../run/page.ts';
import { actionsOf, OPEN_PAGE } from './actions.ts';
import { uriOf } from './places.ts';
import { judged, type Server, tellingOf } from './state.ts';
import { findingsIn } from './tell.ts';
import { diagnosticOf } from './to-protocol.ts';

/** Says what can be done about findings, and does what only the server can do. */
export function answerActions(server: Server): void {
  const { connection, client, documents } = server;
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const known = await judged(server, textDocument.uri);
    if (!known) return [];
    const { member, document, file } = known;
    const telling = tellingOf(server, member);
    return actionsOf({
      document,
      found: findingsIn(member, file),
      from: document.offsetAt(range.start),
      to: document.offsetAt(range.end),
      ...(context.only && { only: context.only }),
      documentOf: telling.document,
      versionOf: (uri) => documents.get(uri)?.version ?? null,
      told: (finding) => diagnosticOf(finding, telling),
      takes: client.takes,
    });
  });
  connection.onExecuteCommand(async ({ command, arguments: [rule] = [] }) => {
    if (command !== OPEN_PAGE || typeof rule !== 'string' || !knownRules.has(rule)) return null;
    await connection.window.showDocument({ uri: uriOf(pagePath(rule, server.packageFolder)) });
    return null;
  });
}
