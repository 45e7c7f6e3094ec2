import { expect, test } from 'vitest';
import { heldByVersion } from '../../../src/mesh/versions/held-by-version.ts';
import { meshOf } from '../mesh-of.ts';

const select = (kind: string, version?: string): object => ({ select: { kind, version } });
const replacement = (...targets: readonly object[]): object => ({
  replacements: [
    {
      source: { kind: 'Service', name: 'x', fieldPath: 'metadata.name' },
      targets: targets.map((target) => ({ ...target, fieldPaths: ['spec.x'] })),
    },
  ],
});

const HELD: readonly (readonly [string, object, boolean])[] = [
  ['nothing', {}, false],
  ['a selector without a version', replacement(select('VirtualService')), false],
  ['a selector with one', replacement(select('VirtualService', 'v1beta1')), true],
  ['one of another kind', replacement(select('Deployment', 'v1')), false],
  ['replacements in a file', { replacements: [{ path: 'r.yaml' }] }, true],
  ['a patch in a file', { patches: [{ path: 'p.yaml' }] }, true],
  [
    'a patch with a target without a version',
    { patches: [{ path: 'p.yaml', target: { kind: 'VirtualService' } }] },
    false,
  ],
];

test.each(HELD)('a VirtualService is found by its version by %s', (_name, content, expected) => {
  const mesh = meshOf({
    'kustomization.yaml': JSON.stringify({ resources: ['a.yaml'], ...content }),
  });
  expect(heldByVersion(mesh)('VirtualService')).toBe(expected);
});
