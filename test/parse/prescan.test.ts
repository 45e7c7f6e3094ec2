import { expect, test } from 'vitest';
import { parseDocuments } from '../../src/parse/yaml/documents.ts';
import { secondOpinion } from '../../src/parse/yaml/second-opinion.ts';
import { randomNumbers } from './yaml-generator.ts';
import { falseSkips, kindsOf, RELEVANT } from './yaml-oracle.ts';

function isSkipped(text: string): boolean {
  const isRelevant = (_apiVersion: string, kind: string): boolean => RELEVANT.has(kind);
  const { documents, problems, templated } = parseDocuments('a.yaml', text, isRelevant);
  return documents.length + problems.length + templated.length === 0;
}

test.each([
  ['an irrelevant kind', 'apiVersion: v1\nkind: Secret\nx:\n  y: 1\n'],
  ['behind a marker and comments', '--- # c\n# d\n\n  # e\nkind: Secret\n'],
  ['quoted', 'kind: "Secret" # c\napiVersion: \'v1\'\n'],
  ['no kind', 'a: 1\nb:\n- kind: Service\n'],
  ['CRLF', 'kind: Secret\r\na:\r\n- b\r\n-\r\n'],
  ['a relevant kind further in', 'kind: Secret\nspec:\n  kind: Service\n'],
  ['a relevant kind in a text', 'kind: Secret\na: |\n  kind: Service\n'],
  ['no last newline', 'kind: Secret'],
])('skipped: %s', (_name, text) => {
  expect(isSkipped(text)).toBe(true);
});

test.each([
  ['a relevant kind', 'kind: Service\n'],
  ['a list', 'kind: List\n'],
  ['a list of a kind', 'kind: SecretList\n'],
  ['kind last', 'a:\n  b: 1\nkind: Service\n'],
  ['quoted key', '"kind": Service\n'],
  ['a blank before the colon', 'kind : Service\n'],
  ['explicit key', '? kind\n: Service\n'],
  ['value on the next line', 'kind:\n  Service\n'],
  ['block value', 'kind: |-\n  Service\n'],
  ['value that goes on', 'kind: Secret\n  more\n'],
  ['value that goes on behind a blank line', 'kind: Secret\n\n  more\n'],
  ['escape', 'kind: "S\\u0065rvice"\n'],
  ['tag', 'kind: !!str Service\n'],
  ['anchor', 'kind: &a Service\n'],
  ['alias', 'a: &a Service\nkind: *a\n'],
  ['merge key', 'a: &a {kind: Service}\n<<: *a\n'],
  ['two kinds', 'kind: Secret\nkind: Service\n'],
  ['indented root', '  kind: Service\n'],
  ['indented root behind a comment', '# c\n  kind: Service\n'],
  ['flow', '{kind: Service}\n'],
  ['list root', '- kind: Service\n'],
  ['content behind the marker', '--- {kind: Service}\n'],
  ['directive', '%YAML 1.2\n---\nkind: Service\n'],
  ['document end', 'kind: Secret\n...\nkind: Service\n'],
  ['lone CR', 'a: 1\rkind: Service\n'],
  ['a tab first', 'a: 1\nkind: Service\nb:\n\t- 1\n'],
  ['a template', '{{ if x }}\nkind: Secret\n'],
  ['a value of templates', 'kind: {{ .Values.kind }}\n'],
])('not skipped: %s', (_name, text) => {
  expect(isSkipped(text)).toBe(false);
});

const LINES: readonly string[] = [
  'kind: Secret',
  'kind: Service',
  'kind: "Service"',
  "kind: 'Secret'",
  'kind: List',
  '"kind": Service',
  'kind : Service',
  '? kind',
  ': Service',
  'kind:',
  '  Service',
  'kind: |',
  '  kind: Service',
  '   kind: Service',
  'kind: &a Service',
  'kind: *a',
  'kind: !!str Service',
  'kind: "Se',
  '  rvice"',
  'rvice"',
  'kind: Service # c',
  'kind: Service#c',
  'kind: "S\\x65rvice"',
  'apiVersion: v1',
  'apiVersion: "v1"',
  'apiVersion: apps/v1',
  'a: 1',
  'a:',
  'a: "x',
  "a: 'x",
  'y"',
  "y'",
  'a: {',
  '}',
  'a: [',
  ']',
  'a: |',
  'a: >-',
  'a: &a Service',
  '<<: *m',
  'm: &m {kind: Service}',
  '- kind: Service',
  '-',
  '- a',
  '  - a',
  '  - kind: Service',
  '  a: 1',
  '    b: 2',
  '# c',
  '  # kind: Service',
  '',
  '  ',
  '---',
  '--- # c',
  '--- |',
  '--- {kind: Service}',
  '--- kind: Service',
  '...',
  '%YAML 1.2',
  '%TAG ! tag:x,2000:',
  '\tkind: Service',
  ' \tx',
  '{kind: Service}',
  '{ "kind": "Service",',
  '{{ if x }}',
  'a: {{ x }}',
  '{',
  'kind: Service,',
  'a: x',
  'kind: Secret\r',
  '\r',
  'a: 1\rkind: Service',
  '\uFEFF',
  '\uFEFFkind: Service',
  'a: \u00e9\u2028kind: Service',
  'a: \u0085kind: Service',
  '__proto__: 1',
  'kind: ""',
  'kind: ~',
  'a: b: c',
  '!t',
  '&r',
];

const JOINTS: readonly string[] = [
  '\n',
  '\n',
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\r\n',
  '\n# c\n',
  '\n---\n',
];

test('no document that parses without errors is skipped wrongly', () => {
  const random = randomNumbers(20);
  let skipped = 0;
  for (let round = 0; round < 20_000; round++) {
    let text = '';
    for (let line = 1 + random(9); line > 0; line--) {
      text += `${LINES[random(LINES.length)]}${JOINTS[random(JOINTS.length)]}`;
    }
    const result = falseSkips(text);
    skipped += result.skipped;
    expect(result.wrong).toEqual([]);
  }
  expect(skipped).toBeGreaterThan(2000);
});

test('cut at its markers, a file has the relevant documents that it has as a whole', () => {
  const random = randomNumbers(41);
  const isRelevant = (_apiVersion: string, kind: string): boolean => RELEVANT.has(kind);
  let compared = 0;
  for (let round = 0; round < 20_000; round++) {
    let text = '';
    for (let line = 1 + random(7); line > 0; line--) {
      text += `${LINES[random(LINES.length)]}${JOINTS[random(JOINTS.length)]}`;
    }
    const expected = kindsOf(text).filter((kind) => RELEVANT.has(kind));
    // The parsers do not agree on a byte order mark that is not the first character.
    if (expected.length === 0 || text.includes('\uFEFF')) continue;
    compared++;
    const { documents } = parseDocuments('a.yaml', text, isRelevant, { secondOpinion });
    const kinds = documents.map(({ root }) => root.get('kind').text()?.value ?? '');
    expect([text, kinds.filter((kind) => RELEVANT.has(kind))]).toEqual([text, expected]);
  }
  expect(compared).toBeGreaterThan(500);
});

const MODEL = `# c
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "web"
  labels: { app: web }
spec:
  args:
  - a
  - |
    kind: Secret
    x
data:
  text: >-
    one
    two
`;

test('nor one that small changes made odd', () => {
  const random = randomNumbers(7);
  const parts = [
    '\n',
    ' ',
    '  ',
    '"',
    "'",
    '#',
    ':',
    '- ',
    '\t',
    '{',
    '}',
    '|',
    '&a ',
    '*a',
    'kind: X\n',
    '\r',
    '---\n',
  ];
  let skipped = 0;
  for (let round = 0; round < 10_000; round++) {
    let text = random(2) === 0 ? MODEL : MODEL.replace('Deployment', 'Secret');
    for (let change = 1 + random(4); change > 0; change--) {
      const at = random(text.length);
      const cut = random(3) === 0 ? 1 + random(20) : 0;
      text = text.slice(0, at) + parts[random(parts.length)] + text.slice(at + cut);
    }
    const result = falseSkips(text);
    skipped += result.skipped;
    expect(result.wrong).toEqual([]);
  }
  expect(skipped).toBeGreaterThan(100);
});
