import { expect, test } from 'vitest';
import { metadataFaults } from '../../../src/mesh/egress/metadata-faults.ts';
import { metadataNeeds } from '../../../src/mesh/egress/metadata-needs.ts';
import { unadmittedGroups } from '../../../src/mesh/egress/unadmitted.ts';
import type { Mesh } from '../../../src/mesh/mesh.ts';
import { deployment, meshOf, NAMESPACE, serviceEntry } from './project.ts';

/** Istio 1.0 lets nothing out that nobody has declared. */
function meshWith(env: Readonly<Record<string, string>>, more = ''): Mesh {
  const list = Object.entries(env).map(([name, value]) => `{name: ${name}, value: "${value}"}`);
  return meshOf(
    {
      'namespace.yaml': NAMESPACE,
      'api.yaml': deployment('api', `env: [${list.join(', ')}]`),
      ...(more !== '' && { 'more.yaml': more }),
    },
    { istioVersion: '1.0' },
  );
}

function groups(mesh: Mesh, ignored: readonly string[] = []): string[] {
  return unadmittedGroups(mesh.egress, ignored).map(
    ({ name, calls, severity }) =>
      `${severity} ${name}: ${calls.map(({ call }) => call.host).join(' ')}`,
  );
}

test.each([
  ['one provider', { A_URL: 'https://api.stripe.com' }, ['error stripe: api.stripe.com']],
  [
    'hosts of one owner',
    { A_URL: 'https://a.acme.dev', B_URL: 'https://b.acme.dev' },
    ['error acme.dev: a.acme.dev b.acme.dev'],
  ],
  [
    'two owners',
    { A_URL: 'https://a.acme.dev', B_URL: 'https://b.other.dev' },
    ['error acme.dev: a.acme.dev', 'error other.dev: b.other.dev'],
  ],
  ['hosts of the cluster', { A_URL: 'http://cart.shop.svc.cluster.local' }, []],
])('%s', (_case, env, expected) => {
  expect(groups(meshWith(env))).toEqual(expected);
});

test('what an entry admits, and what is ignored, is in no group', () => {
  const env = { A_URL: 'https://a.acme.dev', B_URL: 'https://b.acme.dev' };
  const mesh = meshWith(env, serviceEntry('a.acme.dev', 443, 'HTTPS'));
  expect(groups(mesh)).toEqual(['error acme.dev: b.acme.dev']);
  expect(groups(mesh, ['*.acme.dev'])).toEqual([]);
});

function needs(mesh: Mesh): string[] {
  const faults = metadataFaults(mesh, mesh.egress.metadataCalls());
  return metadataNeeds(mesh, faults).map(({ gap, severity }) => `${severity} ${gap.join(' ')}`);
}

test.each([
  ['by name', 'http://metadata.google.internal', ['error metadata.google.internal']],
  ['by address', 'http://169.254.169.254', ['error 169.254.169.254']],
  ['by its short name', 'http://metadata/computeMetadata', ['error metadata']],
  ['not at all', 'http://cart', []],
])('the metadata server called %s', (_how, url, expected) => {
  expect(needs(meshWith({ A_URL: url }))).toEqual(expected);
});

test('a faulty entry is to be mended, not to be added to', () => {
  const half = serviceEntry('metadata.google.internal', 80, 'HTTP');
  expect(needs(meshWith({ A_URL: 'http://169.254.169.254' }, half))).toEqual([]);
});
