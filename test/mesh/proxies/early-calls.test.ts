import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { earlyCalls } from '../../../src/mesh/proxies/early-calls.ts';
import { NATIVE_SIDECAR } from '../../../src/mesh/proxies/plain-sidecar.ts';
import { deployment, documents, meshOf, namespace, object, service, the } from '../mesh-of.ts';

const injected = namespace('shop', { 'istio-injection': 'enabled' });
const api = documents(
  service('api', 'shop', [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'http-open', port: 81, targetPort: 8081 },
  ]),
  deployment({ name: 'api', namespace: 'shop' }),
);
const strict = object('security.istio.io/v1', 'PeerAuthentication', 'x', 'shop', {
  selector: { matchLabels: { app: 'api' } },
  mtls: { mode: 'STRICT' },
  portLevelMtls: { 8081: { mode: 'PERMISSIVE' } },
});
const plugin = object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {
  components: { cni: { enabled: true } },
});

interface Pod {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly init?: object;
}

function web(script: string, { annotations = {}, labels = {}, init = {} }: Pod = {}): string {
  const initContainers = [{ name: 'init', command: ['sh', '-c', script], ...init }];
  return deployment({ namespace: 'shop', annotations, labels, initContainers });
}

/** What hinders the calls of the Deployment `web`: a policy, or the plugin. */
function obstacles(text: string, options: Partial<MeshInput> = {}): string[] {
  const mesh = meshOf(documents(injected, api, text), { istioVersion: '1.24', ...options });
  return earlyCalls(the(mesh, 'Workload', 'web'), mesh).map(
    ({ mutualTls, cni }) => mutualTls?.by ?? cni?.source ?? '',
  );
}

const CALL = 'curl http://api/x';
const POLICY = ['PeerAuthentication shop/x'];

test.each<[string, string, readonly string[], Partial<MeshInput>?]>([
  ['strict mutual TLS', documents(strict, web(CALL)), POLICY],
  ['the same call twice', documents(strict, web(`${CALL}; ${CALL}`)), POLICY],
  ['no policy', web(CALL), []],
  ['a port that takes plain text', documents(strict, web('curl http://api:81')), []],
  ['a port that the Service has not', documents(strict, web('curl http://api:82')), []],
  ['a host outside', documents(strict, web('curl http://example.com')), []],
  ['a host that is not known', documents(strict, web('curl http://$X')), []],
  ['a connection and no more', documents(strict, web('nc -z api 80')), []],
  [
    'a container that runs on',
    documents(strict, web(CALL, { init: { restartPolicy: 'Always' } })),
    [],
  ],
  [
    'user 1337',
    documents(strict, web(CALL, { init: { securityContext: { runAsUser: 1337 } } })),
    POLICY,
  ],
  ['native sidecars', documents(strict, web(CALL)), [], { istioVersion: '1.28' }],
  [
    'nodes that are too old for them',
    documents(strict, web(CALL)),
    POLICY,
    { istioVersion: '1.28', kubernetesVersion: '1.30' },
  ],
  [
    'a native sidecar',
    documents(strict, web(CALL, { annotations: { [NATIVE_SIDECAR]: 'true' } })),
    [],
  ],
  [
    'pods without a sidecar',
    documents(strict, web(CALL, { labels: { 'sidecar.istio.io/inject': 'false' } })),
    [],
  ],
])('without the plugin: %s', (_name, text, expected, options) => {
  expect(obstacles(text, options)).toEqual(expected);
});

const PLUGIN = ['IstioOperator istio-system/x'];
const excluding = (what: string, value: string): Pod => ({
  annotations: { [`traffic.sidecar.istio.io/excludeOutbound${what}`]: value },
});

test.each<[string, string, readonly string[], Partial<MeshInput>?]>([
  ['a host inside', web(CALL), PLUGIN],
  ['a host outside', web('curl http://example.com'), PLUGIN],
  ['a host that is not known', web('curl http://$X'), PLUGIN],
  ['a connection and no more', web('nc -z api 80'), PLUGIN],
  ['no host', web('kubectl get pods'), PLUGIN],
  ['its own machine', web('curl http://127.0.0.1'), []],
  ['strict mutual TLS', documents(strict, web(CALL)), POLICY],
  ['user 1337', web(CALL, { init: { securityContext: { runAsUser: 1337 } } }), []],
  ['the port', web(CALL, excluding('Ports', '80')), []],
  ['another port', web(CALL, excluding('Ports', '443')), PLUGIN],
  [
    'a port, and it is not known which is called',
    web('kubectl get x', excluding('Ports', '443')),
    [],
  ],
  ['the address', web('curl http://10.0.0.1', excluding('IPRanges', '10.0.0.0/8')), []],
  ['another address', web('curl http://11.0.0.1', excluding('IPRanges', '10.0.0.0/8')), PLUGIN],
  ['an address that a name may have', web(CALL, excluding('IPRanges', '10.0.0.0/8')), []],
  ['native sidecars', web(CALL), [], { istioVersion: '1.28' }],
])('with the plugin: %s', (_name, text, expected, options) => {
  expect(obstacles(documents(plugin, text), options)).toEqual(expected);
});

test('nothing is said where no version is known, for the newest ones have native sidecars', () => {
  const mesh = meshOf(documents(injected, api, strict, web(CALL)));
  expect(earlyCalls(the(mesh, 'Workload', 'web'), mesh)).toEqual([]);
});
