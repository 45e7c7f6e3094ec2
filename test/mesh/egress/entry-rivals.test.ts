import { expect, test } from 'vitest';
import { entryRivalries } from '../../../src/mesh/egress/entry-rivals.ts';
import { documents, meshOf, object } from '../mesh-of.ts';

const entry = (
  name: string,
  inNamespace: string,
  host: string,
  port: readonly [number, string],
  ...exportTo: readonly string[]
) =>
  object('networking.istio.io/v1', 'ServiceEntry', name, inNamespace, {
    hosts: [host],
    ports: [{ number: port[0], protocol: port[1] }],
    exportTo,
  });
const host = 'a.example';
const https: readonly [number, string] = [443, 'HTTPS'];
const http: readonly [number, string] = [443, 'HTTP'];

test.each([
  ['the same', [entry('a', 'x', host, https), entry('b', 'y', 'A.example', https)], 'a b'],
  ['other protocols', [entry('a', 'x', host, https), entry('b', 'y', host, http)], 'a! b!'],
  [
    'protocols in other letters',
    [entry('a', 'x', host, https), entry('b', 'y', host, [443, 'https'])],
    'a b',
  ],
  ['other ports', [entry('a', 'x', host, https), entry('b', 'y', host, [80, 'HTTP'])], ''],
  ['other hosts', [entry('a', 'x', '*.example', https), entry('b', 'y', host, http)], ''],
  ['apart', [entry('a', 'x', host, https, '.'), entry('b', 'y', host, http, 'y')], ''],
  [
    'one sees both',
    [entry('a', 'x', host, https, '.'), entry('b', 'y', host, http, 'x', 'y')],
    'a! b!',
  ],
  ['filled in', [entry('a', 'x', '${H}', https), entry('b', 'y', '${H}', http)], ''],
])('%s', (_name, entries, wanted) => {
  const words = entryRivalries(meshOf(documents(...entries))).map(
    (rivalry) => `${rivalry.entry.name}${rivalry.protocolsDiffer ? '!' : ''}`,
  );
  expect(words.join(' ')).toBe(wanted);
});
