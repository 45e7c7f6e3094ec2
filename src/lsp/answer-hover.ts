import { knownRules } from '../run/known-rules.ts';
import { pageOf } from '../run/page.ts';
import { hoverOf } from './hover.ts';
import { judged, type Server } from './state.ts';
import { findingsIn } from './tell.ts';

/** Shows the page of a rule where something was found by it. */
export function answerHover(server: Server): void {
  server.connection.onHover(async ({ textDocument, position }) => {
    const known = await judged(server, textDocument.uri);
    if (!known) return null;
    const { member, document, file } = known;
    return hoverOf({
      document,
      offset: document.offsetAt(position),
      found: findingsIn(member, file),
      facts: member.judgement?.facts(file),
      markdown: server.client.markdown,
      page(id) {
        const rule = knownRules.get(id);
        return rule && pageOf(rule, server.packageFolder);
      },
    });
  });
}
