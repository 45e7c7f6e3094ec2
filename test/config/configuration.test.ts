import { expect, test } from 'vitest';
import { readConfiguration } from '../../src/config/read-configuration.ts';
import { secondOpinion } from '../../src/parse/yaml/second-opinion.ts';
import { positions } from '../../src/text.ts';

function wrong(text: string): string[] {
  const read = readConfiguration('meshlint.yaml', text, secondOpinion);
  const place = positions(text);
  if (!('problems' in read)) return [];
  return read.problems.map(({ at, message }) => {
    const { line, column } = place(at.start);
    return `${line}:${column} ${message}`;
  });
}

const WRONG: readonly [text: string, problems: readonly string[]][] = [
  ['', []],
  ['# nothing\n', []],
  ['{}', []],
  ['rules: {unrouted-host: off, http10-client: warning}', []],
  [
    'rules:\n  unrouted-hots: off\n',
    ['2:3 There is no rule "unrouted-hots", did you mean "unrouted-host"?'],
  ],
  [
    'rules: {unrouted-host: of}',
    ['1:24 "of" is none of off, info, warning, error, did you mean "off"?'],
  ],
  ['rules: {unrouted-host: [off]}', ['1:9 A list is none of off, info, warning, error']],
  ['rules: {unrouted-host: }', ['1:9 An empty value is none of off, info, warning, error']],
  ['rules: []', ['1:1 A list must be a mapping']],
  ['rules: {missing-service-entry: {ignoreHosts: a.example}}', ['1:46 "a.example" must be a list']],
  [
    'rules: {missing-service-entry: {ignoreHost: []}}',
    ['1:33 There is no setting "ignoreHost" here, did you mean "ignoreHosts"?'],
  ],
  [
    'rules: {missing-service-entry: {severity: loud}}',
    ['1:43 "loud" is none of off, info, warning, error'],
  ],
  [
    'rule: {}\nversion: {}',
    [
      '1:1 There is no setting "rule" here, did you mean "rules"?',
      '2:1 There is no setting "version" here, did you mean "versions"?',
    ],
  ],
  ['versions: {istio: 1.20}', []],
  ['versions: {istio: v1.20.3}', []],
  [
    'versions: {istio: newest}',
    ['1:19 "newest" cannot be a version; one is written like "1.27" or "1.27.3"'],
  ],
  [
    'versions: {istio: 2}',
    ['1:19 "2" cannot be a version; one is written like "1.27" or "1.27.3"'],
  ],
  ['versions: {istio: [1.2]}', ['1:12 A list must be a text or a number']],
  ['namespace: My_Shop', ['1:12 "My_Shop" cannot be the name of a namespace']],
  ['migrating: no', []],
  ['migrating: maybe', ['1:12 "maybe" is none of auto, yes, no, true, false']],
  [
    'mesh: {mtls: strict}',
    ['1:14 "strict" is none of STRICT, PERMISSIVE, DISABLE, did you mean "STRICT"?'],
  ],
  ['mesh: {http10: "1"}', ['1:17 "1" must be true or false']],
  ['environments:\n  - name: prod\n', ['2:5 "paths" is missing here']],
  ['environments: [{name: prod, paths: prod}]', ['1:36 "prod" must be a list']],
  ['hosts: [""]', ['1:9 "" cannot be empty']],
  ['overrides: [{paths: [a], rules: {x: off}}]', ['1:34 There is no rule "x"']],
  ['- a', ['1:1 A list must be a mapping']],
  ['rules: {}\nrules: {}', ['2:1 key "rules" is written twice; the last one counts']],
  [
    'rules: [',
    ['1:8 this is not valid YAML: this is indented wrongly for the map or list it stands in'],
  ],
  ['a: {{ x }}: [', ['1:1 A configuration is one document, and no template']],
  ['{}\n---\n{}', ['2:4 A configuration is one document, and no template']],
  ['__proto__: {rules: {}}', ['1:1 There is no setting "__proto__" here']],
  ['constructor: 1', ['1:1 There is no setting "constructor" here']],
  ['rules: {toString: off}', ['1:9 There is no rule "toString"']],
];

for (const [text, problems] of WRONG) {
  test(`what is wrong with ${JSON.stringify(text)}`, () => {
    expect(wrong(text)).toEqual(problems);
  });
}

test('all that a configuration may say', () => {
  const text = `
versions: {istio: 1.20, kubernetes: "1.33", nginx: 1.25.3}
namespace: shop
migrating: yes
mesh:
  outboundTrafficPolicy: REGISTRY_ONLY
  mtls: STRICT
  autoMtls: false
  clusterDomain: k8s.example
  rootNamespace: mesh
  trustDomain: example
  cni: true
  nativeSidecars: false
  http10: true
  rewriteProbes: false
environments: [{name: prod, paths: [overlays/prod, "common/**"]}]
context: [cluster.yaml]
hosts: [api.example.com]
exclude: [examples]
baseline: known.jsonl
failOn: error
rules:
  unrouted-host: off
  missing-service-entry: {severity: warning, ignoreHosts: [a.example]}
overrides:
  - {paths: [legacy], rules: {http10-client: info}}
`;
  const read = readConfiguration('meshlint.yaml', text);
  const at = expect.objectContaining({ file: 'meshlint.yaml' });
  expect(read).toEqual({
    configuration: {
      file: 'meshlint.yaml',
      istioVersion: '1.20',
      kubernetesVersion: '1.33',
      nginxVersion: '1.25.3',
      namespace: 'shop',
      migrating: 'yes',
      mesh: {
        source: 'meshlint.yaml',
        at,
        gateways: [],
        outboundMode: { value: 'REGISTRY_ONLY', at },
        mtlsMode: { value: 'STRICT', at },
        enableAutoMtls: { value: false, at },
        clusterDomain: { value: 'k8s.example', at },
        rootNamespace: { value: 'mesh', at },
        trustDomain: { value: 'example', at },
        cni: { value: true, at },
        nativeSidecars: { value: 'false', at },
        http10: { value: '1', at },
        rewriteProbes: { value: false, at },
      },
      environments: [{ name: 'prod', paths: ['overlays/prod', 'common/**'] }],
      context: ['cluster.yaml'],
      hosts: ['api.example.com'],
      exclude: ['examples'],
      baseline: 'known.jsonl',
      failOn: 'error',
      severities: new Map([
        ['unrouted-host', 'off'],
        ['missing-service-entry', 'warning'],
      ]),
      options: new Map([['missing-service-entry', { ignoreHosts: ['a.example'] }]]),
      overrides: [{ paths: ['legacy'], severities: new Map([['http10-client', 'info']]) }],
    },
  });
});

test('JSON is read as well', () => {
  const text = '{"$schema": "x", "rules": {"unrouted-host": "off"}}';
  expect(readConfiguration('meshlint.json', text)).toMatchObject({
    configuration: { severities: new Map([['unrouted-host', 'off']]) },
  });
});

test('aliases that multiply take no time', () => {
  const lines = Array.from(
    { length: 30 },
    (_, i) => `x${i}: &x${i} [${Array(9).fill(i === 0 ? 'a' : `*x${i - 1}`)}]\n`,
  );
  expect(wrong(lines.join('')).length).toBeGreaterThan(0);
});
