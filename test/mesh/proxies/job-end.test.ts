import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { keptAlive } from '../../../src/mesh/proxies/job-end.ts';
import { NATIVE_SIDECAR } from '../../../src/mesh/proxies/plain-sidecar.ts';
import { documents, meshOf, namespace, object, the } from '../mesh-of.ts';

const CONTAINER = { name: 'work', image: 'shop/work:1' };

interface Pod {
  readonly annotations?: object;
  readonly containers?: readonly object[];
  readonly initContainers?: readonly object[];
}

function job(pod: Pod = {}, kind: 'Job' | 'Deployment' = 'Job'): string {
  const { annotations, containers = [CONTAINER], initContainers } = pod;
  const template = { metadata: { annotations }, spec: { containers, initContainers } };
  return object('batch/v1', kind, 'work', 'shop', { template });
}

/** What keeps the Job alive in a namespace that is injected, by Istio 1.20 where nothing else is said. */
function keeper(text: string, options: Partial<MeshInput> = {}): string | undefined {
  const injected = namespace('shop', { 'istio-injection': 'enabled' });
  const mesh = meshOf(documents(injected, text), { istioVersion: '1.20', ...options });
  return keptAlive(the(mesh, 'Workload'), mesh)?.by;
}

const OLD = 'default of Istio 1.20';

test.each<[string, string, string | undefined, Partial<MeshInput>?]>([
  ['a Job', job(), OLD],
  ['a Deployment', job({}, 'Deployment'), undefined],
  ['the newest version', job(), undefined, { istioVersion: '1.27' }],
  [
    'nodes that know native sidecars only as beta',
    job(),
    'Kubernetes 1.32',
    { istioVersion: '1.27', kubernetesVersion: '1.32' },
  ],
  [
    'an annotation',
    job({ annotations: { [NATIVE_SIDECAR]: 'true' } }),
    undefined,
    { istioVersion: '1.24' },
  ],
  ['an annotation that is not read yet', job({ annotations: { [NATIVE_SIDECAR]: 'true' } }), OLD],
  [
    'an annotation that switches off',
    job({ annotations: { [NATIVE_SIDECAR]: 'false' } }),
    `annotation ${NATIVE_SIDECAR}`,
    { istioVersion: '1.30' },
  ],
  [
    'an annotation that a template fills in',
    job({ annotations: { [NATIVE_SIDECAR]: '${NATIVE}' } }),
    undefined,
    { istioVersion: '1.24' },
  ],
  [
    'a container that ends the sidecar',
    job({
      containers: [{ ...CONTAINER, args: ['work && curl -XPOST localhost:15020/quitquitquit'] }],
    }),
    undefined,
  ],
  [
    'a container that ends the proxy itself',
    job({ containers: [{ ...CONTAINER, command: ['sh', '-c', 'work; pkill -f pilot-agent'] }] }),
    undefined,
  ],
  [
    'a container that ends something else beside a word of the proxy',
    job({ containers: [{ ...CONTAINER, command: ['sh', '-c', 'pkill work; echo envoy'] }] }),
    OLD,
  ],
  [
    'a wrapper in the image, shown by its variables',
    job({ containers: [{ ...CONTAINER, env: [{ name: 'ENVOY_ADMIN_API', value: 'x' }] }] }),
    undefined,
  ],
  [
    'a native sidecar that is written out',
    job({ initContainers: [{ name: 'istio-proxy', image: 'x', restartPolicy: 'Always' }] }),
    undefined,
  ],
  [
    'a plain sidecar that is written out',
    job({ containers: [CONTAINER, { name: 'istio-proxy', image: 'x' }] }),
    OLD,
  ],
])('%s', (_, text, by, options) => {
  expect(keeper(text, options)).toBe(by);
});

test('no sidecar, nothing to end', () => {
  const outside = meshOf(documents(namespace('shop'), job()), { istioVersion: '1.20' });
  expect(keptAlive(the(outside, 'Workload'), outside)).toBeUndefined();
});

test('ambient pods have none', () => {
  const labels = { 'istio.io/dataplane-mode': 'ambient' };
  const ambient = meshOf(documents(namespace('shop', labels), job()), { istioVersion: '1.26' });
  expect(keptAlive(the(ambient, 'Workload'), ambient)).toBeUndefined();
});
