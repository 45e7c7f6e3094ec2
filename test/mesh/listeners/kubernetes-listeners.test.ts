import { expect, test } from 'vitest';
import { meshOf, object, the } from '../mesh-of.ts';

const a = 'a.example';
const b = 'b.example';

test.each([
  ['HTTP apart by host', ['HTTP', 80, a], ['HTTP', 80, b], []],
  ['HTTP for one and for all', ['HTTP', 80, a], ['HTTP', 80, undefined], []],
  ['HTTP for all twice', ['HTTP', 80, undefined], ['HTTP', 80, undefined], ['repeated']],
  ['HTTP for one twice', ['HTTP', 80, a], ['HTTP', 80, 'A.example'], ['repeated']],
  ['on two ports', ['HTTP', 80, a], ['HTTP', 8080, a], []],
  ['HTTP and HTTPS', ['HTTP', 80, a], ['HTTPS', 80, b], ['port']],
  ['HTTPS and TLS', ['HTTPS', 443, a], ['TLS', 443, b], []],
  ['HTTPS and TLS for one', ['HTTPS', 443, a], ['TLS', 443, a], ['host']],
  ['TCP twice', ['TCP', 5432, undefined], ['TCP', 5432, undefined], ['repeated']],
  ['TCP and TLS', ['TCP', 443, undefined], ['TLS', 443, b], ['port']],
  ['TCP and UDP', ['TCP', 53, undefined], ['UDP', 53, undefined], []],
  ['a protocol of an extension', ['HBONE', 80, undefined], ['HTTP', 80, undefined], []],
  ['hosts that are filled in', ['HTTP', 80, '${A}'], ['HTTP', 80, '${A}'], []],
])('%s', (_name, first, second, kinds) => {
  const listeners = [first, second].map(([protocol, port, hostname], index) => ({
    ...{ name: `listener-${index}`, protocol, port, hostname },
  }));
  const text = object('gateway.networking.k8s.io/v1', 'Gateway', 'public', 'edge', { listeners });
  const mesh = meshOf(text);
  const conflicts = mesh.listeners.listenerConflicts(the(mesh, 'KubernetesGateway'));
  expect(conflicts.map(({ kind }) => kind)).toEqual(kinds.flatMap((kind) => [kind, kind]));
  expect(conflicts.map(({ others }) => others.map(({ name }) => name))).toEqual(
    kinds.length > 0 ? [['listener-1'], ['listener-0']] : [],
  );
});
