import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { scrapeRefusal } from '../../../src/mesh/proxies/scraping.ts';
import { deployment, documents, meshOf, namespace, object, the } from '../mesh-of.ts';

const strict = (spec: object = {}): string =>
  object('security.istio.io/v1', 'PeerAuthentication', 'x', 'shop', {
    mtls: { mode: 'STRICT' },
    ...spec,
  });
const operator = (enablePrometheusMerge: unknown): string =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
    meshConfig: { enablePrometheusMerge },
  });
const SCRAPE = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' };
const OFF = { 'prometheus.istio.io/merge-metrics': 'false' };

function web(annotations: Readonly<Record<string, string>>, ports: readonly number[] = []): string {
  const containers = [{ name: 'web', ports: ports.map((containerPort) => ({ containerPort })) }];
  return deployment({ namespace: 'shop', annotations, containers });
}

/** The port, and what keeps its metrics from being merged. */
function refusal(files: string, options: Partial<MeshInput> = {}): string | undefined {
  const mesh = meshOf(
    documents(namespace('shop', { 'istio-injection': 'enabled' }), files),
    options,
  );
  const refused = scrapeRefusal(the(mesh, 'Workload'), mesh);
  return refused && `${refused.port} ${refused.unmerged.by}`;
}

const BY_POD = '9102 annotation prometheus.istio.io/merge-metrics';
const BY_MESH = '9102 enablePrometheusMerge in IstioOperator istio-system/x';

test.each<[string, string, string | undefined]>([
  ['switched off by the pods', documents(strict(), web({ ...SCRAPE, ...OFF })), BY_POD],
  ['switched off by the mesh', documents(strict(), operator(false), web(SCRAPE)), BY_MESH],
  ['switched on', documents(strict(), operator(true), web(SCRAPE)), undefined],
  ['on by default', documents(strict(), web(SCRAPE)), undefined],
  [
    'on again by the pods',
    documents(
      strict(),
      operator(false),
      web({ ...SCRAPE, 'prometheus.istio.io/merge-metrics': 'true' }),
    ),
    undefined,
  ],
  [
    'a word that does not count',
    documents(
      strict(),
      operator(false),
      web({ ...SCRAPE, 'prometheus.istio.io/merge-metrics': 'no' }),
    ),
    BY_MESH,
  ],
  [
    'a template',
    documents(
      strict(),
      operator(false),
      web({ ...SCRAPE, 'prometheus.istio.io/merge-metrics': '${M}' }),
    ),
    undefined,
  ],
  ['permissive', web({ ...SCRAPE, ...OFF }), undefined],
  [
    'a port that takes plain text',
    documents(
      strict({
        selector: { matchLabels: { app: 'web' } },
        portLevelMtls: { 9102: { mode: 'PERMISSIVE' } },
      }),
      web({ ...SCRAPE, ...OFF }),
    ),
    undefined,
  ],
  [
    'a port that is not captured',
    documents(
      strict(),
      web({ ...SCRAPE, ...OFF, 'traffic.sidecar.istio.io/excludeInboundPorts': '9102' }),
    ),
    undefined,
  ],
  ['not scraped', documents(strict(), web({ ...OFF, 'prometheus.io/port': '9102' })), undefined],
  [
    'scraped with TLS',
    documents(strict(), web({ ...SCRAPE, ...OFF, 'prometheus.io/scheme': 'https' })),
    undefined,
  ],
  [
    'the only port',
    documents(strict(), web({ 'prometheus.io/scrape': 'true', ...OFF }, [9102])),
    BY_POD,
  ],
  [
    'one of two ports',
    documents(strict(), web({ 'prometheus.io/scrape': 'true', ...OFF }, [80, 9102])),
    undefined,
  ],
  [
    'no sidecar',
    documents(strict(), web({ ...SCRAPE, ...OFF, 'sidecar.istio.io/inject': 'false' })),
    undefined,
  ],
])('%s', (_name, files, expected) => {
  expect(refusal(files)).toBe(expected);
});

test('nothing is said of versions that did not merge', () => {
  expect(refusal(documents(strict(), web(SCRAPE)), { istioVersion: '1.6' })).toBeUndefined();
});
