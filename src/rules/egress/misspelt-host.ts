import { meantHost } from '../../facts/application/known-hosts/misspellings.ts';
import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';
import { isTemplated } from '../../text.ts';

export const misspeltHost: Rule = {
  id: 'misspelt-host',
  summary: 'A ServiceEntry names a host that is one letter away from a well-known one',
  severity: 'warning',
  why: `
A ServiceEntry for a host that nobody calls is accepted and does nothing, so a misspelt name shows only when the
real host is blocked, or when its traffic goes out without the rules that were written for it. \`www.googleapi.com\`
for \`www.googleapis.com\` is the classic: it was copied from article to article.

Write the name as the provider does. If a host of this name does exist and is meant, ignore the finding where it
stands.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    'https://cloud.google.com/storage/docs/request-endpoints',
  ],
  fixes: [{ does: 'write the host as its provider does', safe: true }],

  *check(mesh) {
    for (const entry of mesh.all('ServiceEntry')) {
      for (const host of entry.hosts) {
        if (isTemplated(host.value)) continue;
        const meant = meantHost(host.value.toLowerCase());
        if (meant === undefined) continue;
        yield {
          at: host.at,
          resource: entry,
          message: `${described(entry)} names "${host.value}", which looks like a misspelling of "${meant}"`,
          fix: {
            title: `Write "${meant}"`,
            edits: [{ kind: 'replace', at: host.at, value: meant }],
            safe: true,
          },
        };
      }
    }
  },
};
