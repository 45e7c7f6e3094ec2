import { expect, test } from 'vitest';
import { answerEgress } from '../../../src/mesh/egress/egress-questions.ts';
import { nginxWith } from '../nginx/nginx-pods.ts';
import { deployment, documents, meshOf, NAMESPACE, serviceEntry } from './project.ts';

/** `host:port confidence` of each call that a project makes. */
function calls(files: Readonly<Record<string, string>>, istioVersion = '1.20'): string[] {
  const egress = answerEgress(meshOf(files, { istioVersion }));
  return egress
    .outsideCalls()
    .map(({ host, port, evidence }) => `${host}:${port ?? '?'} ${evidence[0]?.confidence}`);
}

function project(container: string, ...more: readonly string[]): string {
  return documents(NAMESPACE, deployment('api', container), ...more);
}

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  API_URL: https://api.stripe.com
  other: https://api.twilio.com
  front: https://api.mailgun.net
`;

test.each([
  [
    'a variable',
    'env: [{name: A_URL, value: "https://api.stripe.com/v1"}]',
    ['api.stripe.com:443 high'],
  ],
  ['a command', 'command: [curl, "https://api.stripe.com"]', ['api.stripe.com:443 high']],
  [
    'a flag',
    'args: ["--redis-addr=cache.prod.internal:6379"]',
    ['cache.prod.internal:6379 medium'],
  ],
  [
    'a variable from a ConfigMap',
    'env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: API_URL}}}, {name: ALLOWED_ORIGINS, valueFrom: {configMapKeyRef: {name: settings, key: front}}}]',
    ['api.stripe.com:443 medium'],
  ],
  [
    'all of a ConfigMap',
    'envFrom: [{configMapRef: {name: settings}}]',
    ['api.stripe.com:443 medium', 'api.twilio.com:443 medium', 'api.mailgun.net:443 medium'],
  ],
  ['a template', 'env: [{name: A_URL, value: "https://$(HOST)/v1"}]', []],
  [
    'a variable that shows a provider',
    'env: [{name: STRIPE_API_KEY, value: x}]',
    ['api.stripe.com:443 medium'],
  ],
  [
    'a known command',
    'command: [pip, install, flask]',
    ['pypi.org:443 medium', 'files.pythonhosted.org:443 medium'],
  ],
  [
    'a known command with another place',
    'command: [pip, install, -i, "http://pip.tools", flask]',
    [],
  ],
  [
    'a region',
    'command: [aws s3 ls], env: [{name: AWS_REGION, value: eu-west-1}]',
    ['s3.eu-west-1.amazonaws.com:443 medium'],
  ],
  [
    'the user of the proxy',
    'securityContext: {runAsUser: 1337}, command: [curl, "https://api.stripe.com"]',
    [],
  ],
])('%s', (_, container, expected) => {
  const unused = container.includes('settings') ? [CONFIG] : [];
  expect(calls({ 'a.yaml': project(container, ...unused) })).toEqual(expected);
});

test('a ConfigMap that nobody uses may name a call', () => {
  expect(calls({ 'a.yaml': project('', CONFIG) })).toEqual([
    'api.stripe.com:443 low',
    'api.twilio.com:443 low',
    'api.mailgun.net:443 low',
  ]);
});

const REQUIREMENTS = 'google-cloud-storage==2.0\n';

test.each([
  [
    'the folder has the name of the image',
    'services/api/requirements.txt',
    deployment('api'),
    true,
  ],
  [
    'the folder has the name of the workload',
    'api/requirements.txt',
    deployment('api', '', 'x/y:1'),
    true,
  ],
  [
    'the image has the name of the project in front',
    'api/requirements.txt',
    deployment('web', '', 'x/shop-api:1'),
    true,
  ],
  ['the folder is inside one of that name', 'api/src/requirements.txt', deployment('api'), true],
  ['another folder', 'worker/requirements.txt', deployment('api'), false],
  ['no folder', 'requirements.txt', deployment('api'), false],
])('a dependency list: %s', (_, file, workload, expected) => {
  const found = calls({ 'a.yaml': documents(NAMESPACE, workload), [file]: REQUIREMENTS });
  expect(found).toEqual(expected ? ['storage.googleapis.com:443 medium'] : []);
});

test('two folders that fit tell nothing', () => {
  const files = {
    'a.yaml': documents(NAMESPACE, deployment('api')),
    'v1/api/requirements.txt': REQUIREMENTS,
    'v2/api/requirements.txt': REQUIREMENTS,
  };
  expect(calls(files)).toEqual([]);
});

test('what a Dockerfile sets counts for the container, unless the manifest says otherwise', () => {
  const files = (container: string) => ({
    'a.yaml': documents(NAMESPACE, deployment('api', container)),
    'api/Dockerfile':
      'FROM python AS base\nENV A_URL=https://api.stripe.com\nRUN curl https://build.tools-inc.net\nFROM base\nCMD ["curl", "https://api.twilio.com"]\n',
  });
  expect(calls(files(''))).toEqual(['api.twilio.com:443 medium', 'api.stripe.com:443 medium']);
  const own = 'env: [{name: A_URL, value: "https://api.mailgun.net"}], command: [run]';
  expect(calls(files(own))).toEqual(['api.mailgun.net:443 high']);
});

test.each([
  ['1.20', []],
  ['1.27.1', ['api.stripe.com:443 low']],
])('an init container on Istio %s', (version, expected) => {
  const text = project('command: [x]').replace(
    'containers:\n',
    'initContainers:\n        - {name: a, image: b, command: [curl, "https://api.stripe.com"]}\n      containers:\n',
  );
  expect(calls({ 'a.yaml': text }, version)).toEqual(expected);
});

const CALL = 'env: [{name: A_URL, value: "https://api.stripe.com/v1"}]';

test.each([
  ['no entry', '', 'none'],
  ['host and port', serviceEntry('api.stripe.com', 443, 'HTTPS'), 'admitted'],
  ['a wildcard', serviceEntry('*.stripe.com', 443, 'TLS', '  resolution: NONE\n'), 'admitted'],
  ['the wildcard of another level', serviceEntry('*.api.stripe.com', 443, 'TLS'), 'none'],
  ['another port', serviceEntry('api.stripe.com', 80, 'HTTP'), 'other-port'],
  [
    'an entry for its own namespace',
    serviceEntry('api.stripe.com', 443, 'HTTPS', '  exportTo: ["."]\n').replace(
      'namespace: shop',
      'namespace: tools',
    ),
    'hidden',
  ],
])('a call to api.stripe.com:443 with %s is %s', (_, entry, expected) => {
  const egress = answerEgress(meshOf({ 'a.yaml': project(CALL, ...(entry ? [entry] : [])) }));
  expect(egress.outsideCalls().map((call) => egress.admission(call).kind)).toEqual([expected]);
});

test.each([
  ['its address', '10.20.0.3', '  addresses: [10.20.0.3]\n', '1.20', 'admitted'],
  ['its range', 'db.corp.net', '  addresses: [10.20.0.0/24]\n', '1.20', 'admitted'],
  ['another range', 'db.corp.net', '  addresses: [10.21.0.0/24]\n', '1.20', 'none'],
  [
    'an endpoint',
    'db.corp.net',
    '  resolution: STATIC\n  endpoints: [{address: 10.20.0.3}]\n',
    '1.20',
    'none',
  ],
  ['a host on Istio 1.0', '10.20.0.3', '', '1.0.6', 'admitted'],
  ['a host on Istio 1.1', '10.20.0.3', '', '1.1.0', 'none'],
])('a call to 10.20.0.3 with an entry for %s', (_, host, spec, istioVersion, expected) => {
  const text = project(
    'env: [{name: DB_ADDR, value: "10.20.0.3:5432"}]',
    serviceEntry(host, 5432, 'TCP', spec),
  );
  const egress = answerEgress(meshOf({ 'a.yaml': text }, { istioVersion }));
  expect(egress.outsideCalls().map((call) => egress.admission(call).kind)).toEqual([expected]);
});

test.each([
  ['an HTTP proxy', '{name: HTTPS_PROXY, value: "http://proxy.shop.svc:3128"}', 'free'],
  ['a proxy for others', '{name: http_proxy, value: "http://proxy.shop.svc:3128"}', 'none'],
  [
    'a proxy with an exception',
    '{name: HTTPS_PROXY, value: "http://proxy.shop.svc:3128"}, {name: NO_PROXY, value: "localhost,.stripe.com"}',
    'none',
  ],
])('a call with %s is %s', (_, variables, expected) => {
  const text = project(CALL.replace('[', `[${variables}, `));
  const egress = answerEgress(meshOf({ 'a.yaml': text }));
  const admissions = egress.outsideCalls().map((call) => egress.admission(call).kind);
  expect(admissions).toEqual([expected]);
});

test.each([
  ['1.0.6', 'closed'],
  ['1.1.1', 'closed'],
  ['1.1.3', 'unstated'],
])('port 80 on Istio %s is %s', (istioVersion, expected) => {
  const service = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  ports: [{name: http, port: 80}]
`;
  const text = project('env: [{name: A_URL, value: "http://api.stripe.com/v1"}]', service);
  const egress = answerEgress(meshOf({ 'a.yaml': text }, { istioVersion }));
  const modes = egress.outsideCalls().map(({ caller, port }) => egress.blocking(caller, port).mode);
  expect(modes).toEqual([expected]);
});

const OUTSIDER = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: disabled}}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
`;
const CALLING =
  'env: [{name: A_URL, value: "https://api.stripe.com"}, {name: B_URL, value: "http://cart"}, {name: C_URL, value: "http://gone.shop:80"}]';

test.each([
  ['in the mesh', NAMESPACE, 'yes'],
  ['out of it', OUTSIDER, 'no'],
])('the calls of everybody: %s', (_name, namespace, judged) => {
  const files = { 'all.yaml': documents(namespace, SERVICE, deployment('api', CALLING)) };
  const egress = answerEgress(meshOf(files, { istioVersion: '1.20' }));
  expect(egress.calls().outside.map(({ host, caller }) => [host, caller.judged])).toEqual([
    ['api.stripe.com', judged],
  ]);
  expect(egress.insideCalls().map(({ host, port, service }) => [host, port, service.name])).toEqual(
    [['cart', 80, 'cart']],
  );
  expect(egress.isCalled(['api.stripe.com'], 443, 'https')).toBe(judged === 'yes');
});

test('whoever names his own Service calls nobody', () => {
  const own = SERVICE.replace('{ports:', '{selector: {app: api}, ports:');
  const files = { 'all.yaml': documents(NAMESPACE, own, deployment('api', CALLING)) };
  expect(answerEgress(meshOf(files)).insideCalls()).toEqual([]);
});

test('the servers of an nginx are called, whatever it speaks to them', () => {
  const text = `upstream php { server fpm.acme.dev:9000; server 127.0.0.1:9000; }
    server {
      location / { proxy_pass https://api.stripe.com; }
      location /rpc { grpc_pass grpcs://spanner.googleapis.com:443; }
      location /php { fastcgi_pass php; }
    }`;
  expect(calls({ 'all.yaml': documents(NAMESPACE, nginxWith(text)) })).toEqual([
    'api.stripe.com:443 high',
    'spanner.googleapis.com:443 high',
    'fpm.acme.dev:9000 high',
  ]);
});
