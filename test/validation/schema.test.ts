import assert from 'node:assert/strict';
import { test } from 'vitest';
import { parseOne } from '../../src/parse/yaml/documents.ts';
import { violationsOf } from '../../src/validation/validate.ts';

/** What one document violates, as `words: message`. */
function violationsIn(text: string): string[] {
  const [document] = parseOne('a.yaml', text).documents;
  assert.ok(document);
  return violationsOf(document.root).map(
    ({ at, message }) => `${text.slice(at.start, at.end)}: ${message}`,
  );
}

function pod(container: string): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [${container}]}}`;
}

function entry(spec: string): string {
  return `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec: ${spec}}`;
}

const RIGHT: Readonly<Record<string, string>> = {
  'null is nothing': pod('{name: a, image: null, env: , resources: {limits: null}}'),
  'a null in a list of Kubernetes': pod('~'),
  'a comma at the end of a list adds nothing': entry('{hosts: [a.b, ]}'),
  'a null in a list of texts is an empty text': pod('{name: a, args: [~]}'),
  'status is the cluster’s own':
    '{apiVersion: v1, kind: Service, metadata: {name: a}, status: {any: thing}}',
  'numbers may be texts and numbers where both are meant': pod(
    '{name: a, ports: [{containerPort: 0x50}], livenessProbe: {httpGet: {port: http}}, resources: {limits: {cpu: 0.5, memory: 1e3, storage: 100m}}}',
  ),
  'a whole number may be written with a fraction of zero':
    '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: 1.0, selector: {}, template: {}}}',
  'a template may fill in anything': pod('{name: "{{ name }}", ports: "${PORTS}", image: <IMAGE>}'),
  'a key that a template fills in may be what is missing': pod('{"{{ key }}": x}'),
  'a key of a patch is no field':
    '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {$setElementOrder/containers: [], containers: []}}',
  'what JavaScript objects have is no field':
    '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {constructor: x, __proto__: z}}',
  'other versions are left alone': '{apiVersion: apps/v1beta1, kind: Deployment, spec: 1}',
  'definitions of resources are left alone':
    '{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: 1}',
  'no kind': '{spec: 1}',
};

for (const [name, text] of Object.entries(RIGHT))
  test(`right: ${name}`, () => assert.deepEqual(violationsIn(text), []));

const WRONG: readonly (readonly [name: string, text: string, ...violations: string[]])[] = [
  [
    'what JavaScript objects have is no field either',
    pod('{name: a, constructor: x}'),
    'constructor: "spec.containers[0].constructor" is no field of Pod',
  ],
  [
    'an item of a custom resource that is null',
    entry('{hosts: [a.b, ~]}'),
    '~: "spec.hosts[1]" must be text, not null',
  ],
  ['a required field that is null', entry('{hosts: }'), 'hosts: "spec.hosts" must not be empty'],
  [
    'a whole part that is missing',
    '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}}',
    'e: "spec" is missing',
  ],
  [
    'an object of no name',
    '{apiVersion: networking.istio.io/v1, kind: ServiceEntry}',
    'ServiceEntry: "spec" is missing',
  ],
  [
    'a misspelt field is not missing as well',
    entry('{host: [a.b]}'),
    'host: "spec.host" is no field of ServiceEntry, did you mean "hosts"?',
  ],
  [
    'a name that is taken is not meant',
    entry('{hosts: [a.b], host: [a.b]}'),
    'host: "spec.host" is no field of ServiceEntry',
  ],
  [
    'numbers have bounds',
    entry('{hosts: [a.b], ports: [{name: a, number: -1}]}'),
    '-1: "spec.ports[0].number" must be at least 1',
  ],
  [
    'whole numbers fit into 32 bits',
    pod('{name: a, ports: [{containerPort: 3000000000}]}'),
    '3000000000: "spec.containers[0].ports[0].containerPort" must fit into 32 bits',
  ],
  [
    'texts have bounds',
    '{apiVersion: security.istio.io/v1, kind: RequestAuthentication, spec: {jwtRules: [{issuer: a, audiences: [""]}]}}',
    '"": "spec.jwtRules[0].audiences[0]" must not be empty',
  ],
  ['lists have bounds', entry('{hosts: []}'), 'hosts: "spec.hosts" must have at least one entry'],
];

for (const [name, text, ...expected] of WRONG)
  test(`wrong: ${name}`, () => assert.deepEqual(violationsIn(text), expected));

test('a document that multiplies itself by aliases costs what it has characters, and says little', () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const before =
      level === 0
        ? '{wrong: 1}'
        : Array(9)
            .fill(`*l${level - 1}`)
            .join(', ');
    return `l${level}: &l${level} ${level === 0 ? before : `[${before}]`}`;
  });
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {}}\n${levels.join('\n')}\nspec: {containers: *l8, initContainers: [${Array(100).fill('*l0').join(', ')}]}\n`;
  assert.ok(violationsIn(text).length <= 50);
});
