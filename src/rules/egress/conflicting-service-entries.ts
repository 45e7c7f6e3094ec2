import { described } from '../../facts/resource.ts';
import { type EntryRivalry, entryRivalries } from '../../mesh/egress/entry-rivals.ts';
import type { Rule } from '../../rule.ts';

export const conflictingServiceEntries: Rule = {
  id: 'conflicting-service-entries',
  summary: 'Several ServiceEntries declare the same port of the same host',
  severity: 'warning',
  codes: ['IST0177', 'KIA1211', 'KIA1212'],
  why: `
istiod makes one service of all ServiceEntries for a host and takes the protocol of the one that it meets first. Where they
differ, half of them are wrong about what their clients speak: plain HTTP is expected where TLS comes, or routes for HTTP never
hold. Where all say the same, a change to one of them may have no effect; that is an information.

Keep one ServiceEntry per host, visible to all who call it, or show each to its own namespaces with \`exportTo\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0177/',
  ],

  *check(mesh) {
    const reported = new Set<unknown>();
    for (const rivalry of entryRivalries(mesh)) {
      const { entry, port, others, protocolsDiffer } = rivalry;
      if (reported.has(port)) continue;
      reported.add(port);
      yield {
        at: port.protocolAt ?? port.number.at,
        resource: entry,
        ...(!protocolsDiffer && { severity: 'info' }),
        codes: protocolsDiffer ? ['IST0177', 'KIA1212'] : ['KIA1211'],
        message: messageOf(rivalry),
        related: others.map((other) => ({ at: other.port.at, message: 'Declares it as well' })),
      };
    }
  },
};

function messageOf({ entry, port, host, others, protocolsDiffer }: EntryRivalry): string {
  const own = described(entry);
  const names = [...new Set(others.map((other) => described(other.entry)))];
  const name = names.every((each) => each === own) ? 'another port of it' : names.join(', ');
  const start = `${own} declares port ${port.number.value} of "${host.value}"`;
  if (!protocolsDiffer) return `${start}, and so does ${name}`;
  const protocols = new Set(others.map((other) => other.port.protocol || 'none'));
  return `${start} with protocol ${port.protocol || 'none'}, and ${name} with ${[...protocols].join(', ')}`;
}
