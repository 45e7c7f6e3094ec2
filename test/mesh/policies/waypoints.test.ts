import { expect, test } from 'vitest';
import { WAYPOINT_TYPES } from '../../../src/mesh/policies/waypoints.ts';
import { deployment, documents, meshOf, namespace, object, service } from '../mesh-of.ts';

const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };
const WAYPOINT = { 'istio.io/use-waypoint': 'way' };
const ambient = namespace('shop', AMBIENT);
const enrolled = namespace('shop', { ...AMBIENT, ...WAYPOINT });
const web = deployment({ namespace: 'shop' });
const http = { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] };
const policy = (spec: object): string =>
  object('security.istio.io/v1', 'AuthorizationPolicy', 'x', 'shop', spec);
const rule = (part: object): string => policy({ ...toService, rules: [part] });
const telemetry = (spec: object): string =>
  object('telemetry.istio.io/v1', 'Telemetry', 'x', 'shop', spec);
const toService = { targetRefs: [{ kind: 'Service', name: 'web' }] };
const selector = { selector: { matchLabels: { app: 'web' } } };
const shop = service('web', 'shop', [{ name: 'http', port: 80 }]);
const shopEnrolled = shop.replace(
  '"metadata":{',
  '"metadata":{"labels":{"istio.io/use-waypoint":"way"},',
);

test.each([
  ['no ambient namespace', documents(namespace('shop'), web, policy(http)), ''],
  ['neither', documents(ambient, policy(http)), 'attachment waypoint'],
  ['neither, with pods', documents(ambient, web, policy(http)), 'attachment waypoint refuses'],
  ['no attachment', documents(enrolled, policy(http)), 'attachment'],
  ['attached', documents(enrolled, shop, policy({ ...http, ...toService })), ''],
  ['no waypoint', documents(ambient, shop, policy({ ...http, ...toService })), 'waypoint'],
  ['a Service with one', documents(ambient, shopEnrolled, policy({ ...http, ...toService })), ''],
  ['a Service that may be elsewhere', documents(ambient, policy({ ...http, ...toService })), ''],
  [
    'a Service without',
    documents(enrolled, shopEnrolled.replace('"way"', '"none"'), policy({ ...http, ...toService })),
    'waypoint',
  ],
  [
    'pods with one',
    documents(
      ambient,
      deployment({ namespace: 'shop', labels: WAYPOINT }),
      policy({ ...http, ...selector }),
    ),
    'attachment refuses',
  ],
  [
    'pods outside',
    documents(
      ambient,
      deployment({ namespace: 'shop', labels: { 'istio.io/dataplane-mode': 'none' } }),
      policy({ ...http, ...selector }),
    ),
    'attachment',
  ],
  [
    'nothing of HTTP',
    documents(ambient, shop, rule({ to: [{ operation: { ports: ['80'] } }] })),
    '',
  ],
  [
    'tokens',
    documents(ambient, shop, rule({ from: [{ source: { requestPrincipals: ['*'] } }] })),
    'waypoint',
  ],
  ['principals', documents(ambient, shop, rule({ from: [{ source: { principals: ['*'] } }] })), ''],
  [
    'a condition',
    documents(ambient, shop, rule({ when: [{ key: 'request.headers[x]' }] })),
    'waypoint',
  ],
  ['another condition', documents(ambient, shop, rule({ when: [{ key: 'source.ip' }] })), ''],
  ['metrics', documents(ambient, telemetry({ metrics: [{}] })), ''],
  [
    'changed metrics',
    documents(ambient, telemetry({ metrics: [{ overrides: [{}] }] })),
    'attachment waypoint',
  ],
  ['traces of a namespace', documents(enrolled, telemetry({ tracing: [{}] })), ''],
  [
    'traces of workloads',
    documents(enrolled, telemetry({ tracing: [{}], ...selector })),
    'attachment',
  ],
  [
    'tokens of a namespace',
    documents(enrolled, object('security.istio.io/v1', 'RequestAuthentication', 'x', 'shop', {})),
    'attachment',
  ],
  [
    'plugins',
    documents(ambient, object('extensions.istio.io/v1alpha1', 'WasmPlugin', 'x', 'shop', {})),
    'attachment waypoint',
  ],
])('%s', (_name, files, expected) => {
  const mesh = meshOf(files);
  const lacks = WAYPOINT_TYPES.flatMap((type) => mesh.all(type)).map(mesh.policies.waypointLack);
  const said = lacks.map((lack) =>
    Object.entries(lack ?? {})
      .filter(([, is]) => is)
      .map(([name]) => name)
      .join(' '),
  );
  expect(said).toEqual([expected]);
});
