import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';
import { drafted } from './drafts.ts';

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`;

const STRICT = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: istio-system
spec:
  mtls:
    mode: STRICT
`;

const STRICT_ALPHA = `apiVersion: authentication.istio.io/v1alpha1
kind: MeshPolicy
metadata:
  name: default
spec:
  peers:
  - mtls: {}
`;

/** Pods with one probe, given as a YAML flow map, and a Service for port 80. */
function web(probe: string, labels = '{app: web, tier: front}'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector: {matchLabels: ${labels}}
  template:
    metadata:
      labels: ${labels}
    spec:
      containers:
      - name: web
        image: registry.acme.dev/web:1
        ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]
        ${probe}
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector: ${labels}
  ports: [{name: http, port: 80, targetPort: http}]
`;
}

const HOOK = 'lifecycle: {preStop: {httpGet: {path: /stop, port: http}}}';
const PROBES = ['--only', 'mtls-http-probe'];

test('a hook that the target cannot rewrite gets a policy for its port', async () => {
  const folder = folderWith({ 'a.yaml': NAMESPACE, 'b.yaml': STRICT, 'c.yaml': web(HOOK) });
  const args = ['--istio-version', '1.20'];
  expect(found(folder, [...PROBES, ...args])).toHaveLength(1);
  expect(await drafted(folder, args)).toEqual([
    {
      apiVersion: 'security.istio.io/v1beta1',
      kind: 'PeerAuthentication',
      metadata: { name: 'web-probes', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        portLevelMtls: { '8080': { mode: 'PERMISSIVE' } },
      },
    },
  ]);
  meshlint(folder, ['generate', '--out', 'drafts', ...args]);
  expect(found(folder, args)).toEqual([]);
});

test('Istio up to 1.4 gets a policy for the ports of Services', async () => {
  const probe = 'readinessProbe: {httpGet: {path: /, port: 8080}}';
  const folder = folderWith({ 'a.yaml': NAMESPACE, 'b.yaml': STRICT_ALPHA, 'c.yaml': web(probe) });
  const args = ['--istio-version', '1.0'];
  expect(found(folder, [...PROBES, ...args])).toHaveLength(1);
  const [policy] = await drafted(folder, args);
  expect(policy).toMatchObject({
    kind: 'Policy',
    spec: {
      targets: [{ name: 'web', ports: [{ number: 80 }] }],
      peers: [{ mtls: { mode: 'PERMISSIVE' } }],
    },
  });
  meshlint(folder, ['generate', '--out', 'drafts', ...args]);
  expect(found(folder, [...PROBES, ...args])).toEqual([]);
});

test('what has a fix gets no policy: rewriting opens no port', () => {
  const probe = 'readinessProbe: {httpGet: {path: /, port: 8080}}';
  const pods = web(probe).replace(
    '      labels: {',
    '      annotations: {sidecar.istio.io/rewriteAppHTTPProbers: "false"}\n      labels: {',
  );
  const folder = folderWith({ 'a.yaml': NAMESPACE, 'b.yaml': STRICT, 'c.yaml': pods });
  expect(found(folder, PROBES)).toHaveLength(1);
  expect(meshlint(folder, ['generate']).stdout).toBe('');
});

test('a policy that is there is to be added to, and the fewest labels are taken that select no other pods', async () => {
  const own = `${STRICT.replace('istio-system', 'shop').replace('name: default', 'name: web')}  selector: {matchLabels: {app: web}}\n`;
  const folder = folderWith({
    'a.yaml': NAMESPACE,
    'b.yaml': STRICT,
    'c.yaml': web(HOOK),
    'd.yaml': own,
  });
  const { stdout } = meshlint(folder, ['generate', '--istio-version', '1.20']);
  expect(stdout).toContain(
    '# TODO: Write portLevelMtls (8080: PERMISSIVE) into PeerAuthentication shop/web.\n',
  );
  expect(stdout).not.toContain('\nkind:');
  const other = web('', '{app: web, tier: back}').replaceAll('name: web\n', 'name: back\n');
  const two = folderWith({
    'a.yaml': NAMESPACE,
    'b.yaml': STRICT,
    'c.yaml': web(HOOK),
    'd.yaml': other,
  });
  const [policy] = await drafted(two, ['--istio-version', '1.20']);
  expect(policy?.spec?.selector).toEqual({ matchLabels: { app: 'web', tier: 'front' } });
});
