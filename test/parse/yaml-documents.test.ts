import { expect, test } from 'vitest';
import { parseDocuments, parseOne } from '../../src/parse/yaml/documents.ts';
import { secondOpinion } from '../../src/parse/yaml/second-opinion.ts';

function plain(text: string): unknown[] {
  return parseOne('a.yaml', text).documents.map(({ root }) => root.plain());
}

test.each<readonly [name: string, text: string, values: readonly unknown[]]>([
  ['one document', 'a: 1\n', [{ a: 1 }]],
  ['no last newline', 'a: 1', [{ a: 1 }]],
  ['two documents', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['a marker first', '---\na: 1\n---\n---\nb: 2\n---\n', [{ a: 1 }, { b: 2 }]],
  ['empty lines first', '\n\n---\na: 1\n', [{ a: 1 }]],
  ['a comment behind the marker', '--- # first\na: 1\n', [{ a: 1 }]],
  ['content behind the marker', '--- {a: 1}\n--- text\n', [{ a: 1 }, 'text']],
  ['a byte order mark', '\uFEFFa: 1\n', [{ a: 1 }]],
  ['a byte order mark and a marker', '\uFEFF---\na: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['CRLF', 'a: 1\r\nb: |\r\n  x\r\n  y\r\n---\r\nc: 2\r\n', [{ a: 1, b: 'x\ny\n' }, { c: 2 }]],
  ['a document end', 'a: 1\n...\nb: 2\n...\n---\nc: 3\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
  ['a directive', '%YAML 1.2\n---\na: 1\n...\n# c\n%YAML 1.2\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['a broken document between', 'a: 1\n---\nb: [\n---\nc: 3\n', [{ a: 1 }, { c: 3 }]],
  ['an open quote', 'a: "x\n---\nb: 2\n', [{ b: 2 }]],
  ['only comments', '# a\n---\n# b\n', []],
  ['nothing', '', []],
  ['a marker that is none', 'a: |\n  ---\n  x\nb: ---x\n', [{ a: '---\nx\n', b: '---x' }]],
  [
    'JSON',
    '{\n\t"a": [1, true, null, "x\\n\\u0041"],\n\t"b": {}\n}\n',
    [{ a: [1, true, null, 'x\nA'], b: {} }],
  ],
  ['JSON on one line', '{"a":{"b":[{"c":"d"}]}}', [{ a: { b: [{ c: 'd' }] } }]],
  ['scalars at the root', 'text\n', ['text']],
  ['a list at the root', '- 1\n- a: 2\n-\n', [[1, { a: 2 }, null]]],
  [
    'an alias',
    'a: &x {b: 1}\nc: *x\nd: &y text\ne: *y\n',
    [{ a: { b: 1 }, c: { b: 1 }, d: 'text', e: 'text' }],
  ],
  [
    'a merge key',
    'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n',
    [{ a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  ],
  [
    'merge keys: the first map wins',
    'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne:\n  f: 4\n  <<: [*x, *y]\n',
    [{ a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3, f: 4 } }],
  ],
  [
    'a quoted "<<" merges nothing',
    'a: &x {b: 1}\nc: {"<<": *x}\n',
    [{ a: { b: 1 }, c: { '<<': { b: 1 } } }],
  ],
  ['a repeated key', 'a: 1\na: 2\n', [{ a: 2 }]],
  [
    'an unquoted template',
    'a: {{ .Values.x }}\nb: [ {{ y }} ]\n',
    [{ a: '{{ .Values.x }}', b: ['{{ y }}'] }],
  ],
  ['a map as key', '? {a: 1}\n: 2\nb: 3\n', [{ b: 3 }]],
  ['empty values', 'a:\nb: ""\nc: !!str\nd: ~\n', [{ a: null, b: '', c: '', d: null }]],
  ['a single pair in a list', '[a: 1, {b: 2}: 3]', [[{ a: 1 }, {}]]],
])('%s', (_name, text, values) => {
  expect(plain(text)).toEqual(values);
});

test('a document knows its place, comments included', () => {
  const text = '# one\n---\n# two\na: 1\n---\nb: 2\n...\nc: 3\n';
  const { documents } = parseOne('a.yaml', text);
  expect(documents.map(({ at }) => text.slice(at.start, at.end))).toEqual([
    '\n# two\na: 1\n',
    '\nb: 2',
    '\n...\nc: 3\n',
  ]);
});

test('what templates make of YAML is no problem, only not known', () => {
  const text = 'a: 1\n---\n{{- if .Values.on }}\nb: 2\n{{- end }}\n---\nc: {% x %}y\n---\nd: [\n';
  const file = parseOne('a.yaml', text);
  expect(file.documents.map(({ root }) => root.plain())).toEqual([{ a: 1 }]);
  expect(file.templated.map(({ start, end }) => text.slice(start, end))).toEqual([
    '---\n{{- if .Values.on }}\nb: 2\n{{- end }}\n',
    '---\nc: {% x %}y\n',
  ]);
  expect(file.problems).toHaveLength(1);
});

test.each([
  ['a: b: c\n', ':', 'needs quotes'],
  ['a: "x\n', 'x', 'a quote is never closed'],
  ['a:\n\tb: c\n', ':', 'a tab is used for indentation'],
  ['a: @x\n', '@x', 'needs quotes'],
  ['a: {b: 1\n', '1', 'indented'],
  ['a: [1, 2', '2', 'indented'],
  ['a: b\nfoo\nc: d\n', 'foo', 'a key must stand on one line with its ":"'],
  ['spec:\n  a: 1\n c: 2\n', '1', 'indented wrongly'],
  ['a: "\\d"\n', '\\d', 'escape'],
])('%j is explained', (text, word, message) => {
  for (const opinion of [undefined, secondOpinion]) {
    const { documents, problems } = parseOne('a.yaml', text, opinion);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    const at = problems[0]?.at ?? { start: 0, end: 0 };
    expect(at.end).toBeGreaterThan(at.start);
    if (opinion) {
      expect(problems[0]?.message).toContain(message);
      expect(text.slice(at.start, at.end)).toContain(word);
    }
    expect(problems[0]?.message).toMatch(/^this is not valid YAML: /);
  }
});

test('the second opinion reads what js-yaml alone refuses', () => {
  const text = 'x: 0\n---\na: {\n  b: &n no,\n  "c": "d"\n}\ne: *n\nf: |\n  g\n';
  expect(parseOne('a.yaml', text).problems).toHaveLength(1);
  const { documents, problems } = parseOne('a.yaml', text, secondOpinion);
  expect(problems).toEqual([]);
  const root = documents[1]?.root;
  expect(root?.plain()).toEqual({ a: { b: false, c: 'd' }, e: false, f: 'g\n' });
  const words = ['b', 'c'].map((key) => root?.get('a', key).at ?? { start: 0, end: 0 });
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['no', 'd']);
  const embedded = root?.get('f').embedded();
  expect(text.slice(embedded?.offset(0)).startsWith('g')).toBe(true);
});

test.each([
  ['a: *b\n', '"*b" names an anchor that this document does not have', '*b'],
  ['a: &x [1, *x]\n', '"*x" stands inside the very value that "&x" names', '*x'],
  ['a: &x\n  <<: *x\n', '"*x" stands inside the very value that "&x" names', '*x'],
])('%j is read, with a problem', (text, message, word) => {
  const { documents, problems } = parseOne('a.yaml', text);
  expect(documents).toHaveLength(1);
  expect(problems.map((problem) => problem.message)).toEqual([message]);
  expect(problems.map(({ at }) => text.slice(at.start, at.end))).toEqual([word]);
});

test('a key written twice is reported at the second one, in small maps and large', () => {
  const many = Array.from({ length: 50 }, (_, index) => `k${index}: 1\n`).join('');
  for (const text of ['a: 1\n"a": 2\n', `a: 1\n${many}a: 2\n`]) {
    const { duplicateKeys, problems } = parseOne('a.yaml', text);
    expect(problems).toEqual([]);
    expect(duplicateKeys).toEqual([
      {
        at: { file: 'a.yaml', start: text.lastIndexOf('a'), end: text.lastIndexOf('a') + 1 },
        message: 'key "a" is written twice; the last one counts',
      },
    ]);
  }
});

test('documents of kinds that nobody asks for are not parsed', () => {
  const text = 'kind: A\nx: 1\n---\nkind: B\nx: 2\n---\nkind: "A"\nx: 3\n';
  const isRelevant = (_apiVersion: string, kind: string): boolean => kind === 'B';
  const read = (skip: boolean): unknown[] =>
    parseDocuments('a.yaml', text, isRelevant, { skip }).documents.map(({ root }) =>
      root.get('x').plain(),
    );
  expect(read(true)).toEqual([2]);
  expect(read(false)).toEqual([1, 2, 3]);
});

test.each([
  ['lists', '['.repeat(100_000)],
  ['block lists', '- '.repeat(100_000)],
  ['maps', '{a: '.repeat(100_000)],
  ['explicit keys', '? '.repeat(100_000)],
])('%s in 100,000 levels are a problem, not a crash', (_name, deep) => {
  const { documents, problems } = parseOne(
    'a.yaml',
    `a: 1\n---\n${deep}\n---\nb: 2\n`,
    secondOpinion,
  );
  expect(problems.map(({ message }) => message)).toEqual(['nested deeper than 500 levels']);
  expect(documents.map(({ root }) => root.plain())).toEqual([{ a: 1 }, { b: 2 }]);
});

test('aliases that multiply cost nothing', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 2000; i++) {
    lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`);
  }
  const [document] = parseOne('a.yaml', `${lines.join('\n')}\n`).documents;
  expect(document?.root.get('a1999').items()).toHaveLength(9);
  expect(document?.root.leaves()).toHaveLength(9);
  expect(document?.root.plain()).toBeTypeOf('object');
});

test('merge keys that multiply are limited', () => {
  const lines = [`m0: &m0 {${Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join(', ')}}`];
  for (let i = 1; i < 1000; i++) lines.push(`m${i}: {<<: [*m0, *m0, *m0]}`);
  const { documents, problems } = parseOne('a.yaml', `${lines.join('\n')}\n`);
  expect(documents[0]?.root.get('m1', 'k7').number()?.value).toBe(1);
  expect(problems).toHaveLength(1);
});

test('keys of JavaScript are keys like any other', () => {
  const [document] = parseOne(
    'a.yaml',
    '__proto__: {x: 1}\nconstructor: 2\nhasOwnProperty: 3\n',
  ).documents;
  expect(document?.root.get('__proto__', 'x').number()?.value).toBe(1);
  expect(document?.root.get('toString').present).toBe(false);
  expect(document?.root.entries().map(({ key }) => key.value)).toEqual([
    '__proto__',
    'constructor',
    'hasOwnProperty',
  ]);
  expect(Object.keys({}.constructor.prototype)).toEqual([]);
});

const DEFINITION = `kind: CustomResourceDefinition
metadata:
  name: x
spec:
  group: z
`;

test.each([
  ['up to its spec', DEFINITION, { kind: 'CustomResourceDefinition', metadata: { name: 'x' } }],
  [
    'whole, of another kind',
    DEFINITION.replace('CustomResourceDefinition', 'Other'),
    { kind: 'Other', metadata: { name: 'x' }, spec: { group: 'z' } },
  ],
  [
    'whole, where the kind is not certain',
    `? kind\n: CustomResourceDefinition\nspec:\n  group: z\n`,
    { kind: 'CustomResourceDefinition', spec: { group: 'z' } },
  ],
])('of a kind whose head is enough is read %s', (_name, text, expected) => {
  const isHeadEnough = (_apiVersion: string, kind: string): boolean =>
    kind === 'CustomResourceDefinition';
  const { documents, problems } = parseDocuments('a.yaml', text, () => true, { isHeadEnough });
  expect(problems).toEqual([]);
  expect(documents.map(({ root }) => root.plain())).toEqual([expected]);
});
