import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostIndex } from '../../../src/mesh/ingress/host-index.ts';
import { hostsOverlap } from '../../../src/mesh/ingress/host-patterns.ts';
import { isTemplated } from '../../../src/text.ts';

const label = fc.constantFrom('a', 'B', 'shop', 'dev');
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const host = fc.oneof(
  name,
  name.map((each) => `*.${each}`),
  name.map((each) => `*${each}`),
  fc.constantFrom('*', '', '{{ .host }}', '.a', 'a.', '*.'),
);

/** What the index stands for: a walk over everything. */
function walk(hosts: readonly string[], wanted: string): string[] {
  return hosts.filter(
    (each) => isTemplated(each) || isTemplated(wanted) || hostsOverlap(each, wanted),
  );
}

test('the index finds what a walk finds, in the same order', () => {
  fc.assert(
    fc.property(fc.array(host, { maxLength: 12 }), host, (hosts, wanted) => {
      expect(hostIndex(hosts, (each) => each)(wanted)).toEqual(walk(hosts, wanted));
    }),
    { numRuns: 2000 },
  );
});
