import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { deployment, documents, meshOf, namespace, object, service, the } from '../mesh-of.ts';

const web = service('web', 'shop', [{ port: 80 }]);
const unplaced = service('lone', '', [{ port: 80 }]);
const files = documents(
  web,
  unplaced,
  namespace('empty'),
  service('mongo', 'data', [{ port: 27017 }]),
);

test.each([
  ['web', 'shop', 'shop/web'],
  ['WEB.', 'shop', 'shop/web'],
  ['web.shop', 'data', 'shop/web'],
  ['web.shop.svc', 'data', 'shop/web'],
  ['web.shop.svc.cluster.local', 'data', 'shop/web'],
  ['web.shop.svc.corp.example', 'data', 'missing'],
  ['pod-0.web.shop.svc.cluster.local', 'data', 'shop/web'],
  ['mongo-0.mongo', 'data', 'data/mongo'],
  ['web', 'data', 'missing'],
  ['web', 'elsewhere', 'unknown'],
  ['web', 'empty', 'missing'],
  ['web.elsewhere.svc', 'shop', 'unknown'],
  ['lone', 'shop', '/lone'],
  ['web', '', 'shop/web'],
  ['${SERVICE}', 'shop', 'unknown'],
  ['github.com', 'shop', 'missing'],
  ['redis.dev', 'shop', 'unknown'],
  ['api.example.org', 'shop', 'missing'],
  ['10.0.0.1', 'shop', 'missing'],
  ['localhost', 'shop', 'missing'],
  ['*.shop.svc.cluster.local', 'shop', 'missing'],
])('%s in %s is %s', (host, from, wanted) => {
  const found = meshOf(files).service(host, from);
  expect(typeof found === 'string' ? found : `${found.namespace}/${found.name}`).toBe(wanted);
});

test('what another environment of the project declares is not missing', () => {
  const elsewhere = [
    readFacts('other.yaml', documents(service('api', 'shop', []), service('lost', '', []))),
  ];
  const mesh = meshOf(files, { declared: declaredIn(() => elsewhere) });
  expect(['api', 'api.shop.svc', 'lost', 'web2'].map((host) => mesh.service(host, 'shop'))).toEqual(
    ['unknown', 'unknown', 'unknown', 'missing'],
  );
});

test('what is not in complete files does not exist', () => {
  expect(meshOf(files, { complete: true }).service('web', 'elsewhere')).toBe('missing');
});

test("the cluster's own domain counts", () => {
  const operator = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    values: { global: { proxy: { clusterDomain: 'corp.example' } } },
  });
  const found = meshOf(documents(files, operator)).service('web.shop.svc.corp.example', 'data');
  expect(found).toMatchObject({ name: 'web' });
});

const entry = (name: string, inNamespace: string, spec: object) =>
  object('networking.istio.io/v1', 'ServiceEntry', name, inNamespace, spec);
const entries = documents(
  entry('exact', 'shop', { hosts: ['api.example.org'] }),
  entry('wild', 'shop', { hosts: ['*.example.com'] }),
  entry('private', 'other', { hosts: ['hidden.example.org'], exportTo: ['.'] }),
  entry('listed', 'other', { hosts: ['listed.example.org'], exportTo: ['shop'] }),
  entry('range', 'other', { hosts: ['db.corp'], addresses: ['10.20.0.0/16'], exportTo: ['*'] }),
);

test.each([
  ['api.example.org', 'shop', ['exact']],
  ['API.example.org.', 'elsewhere', ['exact']],
  ['a.b.example.com', 'shop', ['wild']],
  ['example.com', 'shop', []],
  ['*.example.com', 'shop', ['wild']],
  ['hidden.example.org', 'other', ['private']],
  ['hidden.example.org', 'shop', []],
  ['listed.example.org', 'shop', ['listed']],
  ['listed.example.org', 'other', []],
  ['10.20.3.4', 'shop', ['range']],
  ['10.21.3.4', 'shop', []],
])('%s in %s has the ServiceEntries %j', (host, from, names) => {
  expect(
    meshOf(entries)
      .serviceEntries(host, from)
      .map(({ name }) => name),
  ).toEqual(names);
});

test.each([
  ['./*', []],
  ['*/api.example.org', ['exact']],
  ['shop/*', ['exact']],
  ['other/*', []],
  ['~/*', []],
  ['*/*.example.org', ['exact']],
  ['*/other.example.org', []],
])('a Sidecar that imports %s sees %j', (host, names) => {
  const sidecar = object('networking.istio.io/v1', 'Sidecar', 'default', 'client', {
    egress: [{ hosts: [host] }],
  });
  const mesh = meshOf(documents(entries, sidecar));
  expect(mesh.serviceEntries('api.example.org', 'client').map(({ name }) => name)).toEqual(names);
});

test('defaultServiceExportTo holds for entries that say nothing', () => {
  const operator = object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', {
    meshConfig: { defaultServiceExportTo: ['.'] },
  });
  const mesh = meshOf(documents(entries, operator));
  expect(mesh.serviceEntries('api.example.org', 'shop')).toHaveLength(1);
  expect(mesh.serviceEntries('api.example.org', 'other')).toHaveLength(0);
});

test('Services and workloads find each other by labels, in one namespace', () => {
  const mesh = meshOf(
    documents(
      web,
      object('v1', 'Service', 'both', 'shop', { selector: { app: 'web', tier: 'front' } }),
      object('v1', 'Service', 'manual', 'shop', {}),
      service('web', 'other', [{ port: 80 }]),
      deployment({ namespace: 'shop', labels: { tier: 'front' } }),
      deployment({ namespace: 'shop', name: 'db' }),
    ),
  );
  const workload = the(mesh, 'Workload', 'web');
  const own = mesh.all('Service').filter((one) => one.namespace === 'shop');
  expect(
    mesh
      .servicesOf(workload)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['both', 'web']);
  expect(own.map((one) => mesh.workloadsOf(one).map(({ name }) => name))).toEqual([
    ['web'],
    ['web'],
    [],
  ]);
  expect(mesh.selected([], 'shop')).toHaveLength(2);
  expect(mesh.selected([], 'other')).toHaveLength(0);
});
