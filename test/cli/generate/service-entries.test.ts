import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from '../run.ts';
import { drafted, sameAsGolden } from './drafts.ts';

const CLOSED = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
  namespace: istio-system
spec:
  meshConfig:
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
`;

/** Pods in the mesh with variables that name hosts, given as a YAML flow list. */
function app(namespace: string, env: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    istio-injection: enabled
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: ${namespace}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
      - name: api
        image: registry.acme.dev/api:1
        env: ${env}
`;
}

const HOSTS = `[{name: PAYMENT_URL, value: "https://api.stripe.com/v1"},
          {name: LEGACY_URL, value: "http://old.acme.dev:8080"}, {name: OTHER_URL, value: "https://new.acme.dev"},
          {name: DATABASE_URL, value: "postgres://shop@10.20.0.3:5432/shop"},
          {name: BROKER_URL, value: "amqps://queue.cloudamqp.com"},
          {name: GCS_URL, value: "https://storage.googleapis.com"}, {name: METADATA_URL, value: "http://169.254.169.254/"},
          {name: METADATA_NAME_URL, value: "http://metadata.google.internal/"}]`;

const EGRESS = ['--only', 'missing-service-entry,metadata-server-entry,broken-service-entry'];

for (const version of ['1.0', '1.2.1', '1.4', '1.20', '1.29']) {
  const args = ['--istio-version', version];

  test(`entries for Istio ${version} are valid and accepted`, async () => {
    const folder = folderWith({ 'mesh.yaml': CLOSED, 'app.yaml': app('shop', HOSTS) });
    const before = found(folder, [...EGRESS, ...args]);
    expect(before.length).toBeGreaterThan(4);
    const objects = await drafted(folder, args);
    expect(new Set(objects.map(({ apiVersion }) => apiVersion))).toEqual(new Set([api(version)]));
    expect(meshlint(folder, ['generate', '--out', 'drafts', ...args]).code).toBe(0);
    expect(found(folder, [...EGRESS, ...args])).toEqual([]);
    expect(meshlint(folder, ['generate', ...args])).toMatchObject({ code: 0, stdout: '' });
  });
}

function api(version: string): string {
  const minor = Number(version.split('.')[1]);
  const name = minor < 5 ? 'v1alpha3' : minor < 22 ? 'v1beta1' : 'v1';
  return `networking.istio.io/${name}`;
}

test('a file of drafts says what asked for each, and where', () => {
  const folder = folderWith({ 'mesh.yaml': CLOSED, 'app.yaml': app('shop', HOSTS) });
  const { stdout, stderr } = meshlint(folder, ['generate', '--istio-version', '1.29']);
  sameAsGolden('service-entries.yaml', stdout);
  expect(stderr).toBe('meshlint: drafts for 6 of 6 findings\n');
});

test('Istio 1.0 gets a route by SNI for each host that is called with TLS', async () => {
  const folder = folderWith({ 'app.yaml': app('shop', HOSTS) });
  const objects = await drafted(folder, ['--istio-version', '1.0']);
  const [route] = objects.filter(
    ({ kind, metadata }) => kind === 'VirtualService' && metadata.name === 'stripe',
  );
  expect(route?.spec).toEqual({
    hosts: ['api.stripe.com'],
    tls: [
      {
        match: [{ port: 443, sniHosts: ['api.stripe.com'] }],
        route: [{ destination: { host: 'api.stripe.com', port: { number: 443 } } }],
      },
    ],
  });
});

test('what is ignored, off, or less than the least severity is not drafted', () => {
  const env =
    '[{name: PAYMENT_URL, value: "https://api.stripe.com"}] # meshlint-ignore missing-service-entry: paid by hand';
  const ignored = folderWith({ 'mesh.yaml': CLOSED, 'app.yaml': app('shop', env) });
  expect(meshlint(ignored, ['generate'])).toMatchObject({ code: 0, stdout: '' });
  expect(meshlint(ignored, ['generate', '--no-ignores']).stdout).toContain('api.stripe.com');
  const folder = folderWith({ 'mesh.yaml': CLOSED, 'app.yaml': app('shop', HOSTS) });
  expect(
    meshlint(folder, ['generate', '--rule', 'missing-service-entry=off']).stdout,
  ).not.toContain('stripe');
  expect(meshlint(folder, ['generate', '--topic', 'metadata-server']).stdout).not.toContain(
    'stripe',
  );
  const open = folderWith({ 'app.yaml': app('shop', HOSTS) });
  expect(meshlint(open, ['generate', '--migrating=no'])).toMatchObject({ code: 0, stdout: '' });
  expect(meshlint(open, ['generate', '--migrating=no', '--min-severity', 'info']).stdout).toContain(
    'stripe',
  );
});

test('entries keep to their namespaces where two have the same, or where the project does so', async () => {
  const env = '[{name: PAYMENT_URL, value: "https://api.stripe.com"}]';
  const two = folderWith({ 'mesh.yaml': CLOSED, 'a.yaml': app('a', env), 'b.yaml': app('b', env) });
  const objects = await drafted(two, ['--istio-version', '1.29']);
  expect(objects.map(({ metadata, spec }) => [metadata.namespace, spec?.exportTo])).toEqual([
    ['a', ['.']],
    ['b', ['.']],
  ]);
  const old = await drafted(two, ['--istio-version', '1.0']);
  expect(old.map(({ spec }) => spec?.exportTo)).toEqual(old.map(() => undefined));
});

test('a name that is taken gets a number; another port of a known host gets an entry of its own', async () => {
  const entry = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: stripe
  namespace: shop
spec:
  exportTo: ["."]
  hosts: [api.stripe.com]
  ports: [{number: 8443, name: https, protocol: HTTPS}]
  resolution: DNS
`;
  const env = '[{name: PAYMENT_URL, value: "https://api.stripe.com"}]';
  const folder = folderWith({ 'mesh.yaml': CLOSED, 'a.yaml': app('shop', env), 'b.yaml': entry });
  const [draft] = await drafted(folder, []);
  expect(draft).toMatchObject({ metadata: { name: 'stripe-2' }, spec: { exportTo: ['.'] } });
});

test('plain TCP to a name is left for a person to give its addresses', async () => {
  const env = '[{name: DATABASE_URL, value: "postgres://db.acme.dev/shop"}]';
  const folder = folderWith({ 'mesh.yaml': CLOSED, 'app.yaml': app('shop', env) });
  const [entry] = await drafted(folder, []);
  expect(entry?.spec?.ports).toEqual([{ number: 5432, name: 'tcp-5432', protocol: 'TCP' }]);
  expect(meshlint(folder, ['generate']).stdout).toContain(
    '# TODO: Write the addresses of db.acme.dev. Plain TCP is matched by address and port: without addresses this entry takes every connection to its port.\n',
  );
});
