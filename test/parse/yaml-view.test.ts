import { expect, test } from 'vitest';
import { parseOne } from '../../src/parse/yaml/documents.ts';
import { View } from '../../src/parse/yaml/view.ts';
import type { Span } from '../../src/text.ts';

function rootOf(text: string): View {
  const missing = { node: undefined, near: undefined };
  return (
    parseOne('a.yaml', text).documents[0]?.root ??
    new View({ file: 'a.yaml', text, start: 0 }, missing)
  );
}

function words(text: string, at: Span): string {
  return text.slice(at.start, at.end);
}

const TEXT = `# comment
kind: Service
metadata: &m
  name: "web"
  empty:
  quoted: ''
  nothing: null
spec:
  ports:
    - name: http # trailing
      port: 80
    -
    - text
  flow: { a: 1, 'b': [x, "y z"] }
  same: *m
  block: |2-
      first
     second

  folded: >
    one
    two
  long: this goes
    over two lines
on: yes
`;

test.each<readonly [path: readonly string[], type: string, at: string, keyAt: string]>([
  [['kind'], 'text', 'Service', 'kind'],
  [['metadata', 'name'], 'text', 'web', 'name'],
  [['metadata', 'empty'], 'null', 'empty', 'empty'],
  [['metadata', 'quoted'], 'text', "''", 'quoted'],
  [['metadata', 'nothing'], 'null', 'null', 'nothing'],
  [['spec', 'flow'], 'map', `{ a: 1, 'b': [x, "y z"] }`, 'flow'],
  [['spec', 'flow', 'b'], 'list', '[x, "y z"]', 'b'],
  [['spec', 'same'], 'map', '*m', 'same'],
  [['spec', 'same', 'name'], 'text', 'web', 'name'],
  [['spec', 'block'], 'text', '|2-\n      first\n     second', 'block'],
  [['spec', 'folded'], 'text', '>\n    one\n    two', 'folded'],
  [['spec', 'long'], 'text', 'this goes\n    over two lines', 'long'],
  [['on'], 'boolean', 'yes', 'on'],
  [['absent'], 'missing', 'kind', 'kind'],
  [['metadata', 'absent'], 'missing', 'metadata', 'metadata'],
  [['metadata', 'absent', 'deeper'], 'missing', 'metadata', 'metadata'],
  [['metadata', 'name', 'deeper'], 'missing', 'name', 'name'],
  [['metadata', 'empty', 'deeper'], 'missing', 'empty', 'empty'],
  [['spec', 'ports', 'name'], 'missing', 'ports', 'ports'],
  [['spec', 'flow', 'absent'], 'missing', 'flow', 'flow'],
])('%j is a %s at its place', (path, type, at, keyAt) => {
  const view = path.reduce<View>((each, key) => each.get(key), rootOf(TEXT));
  expect(view.type).toBe(type);
  expect(words(TEXT, view.at)).toBe(at);
  expect(words(TEXT, view.keyAt)).toBe(keyAt);
  expect(view.present).toBe(type !== 'missing');
  expect(view.exists).toBe(type !== 'missing' && type !== 'null');
});

test('list items and what is missing in them', () => {
  const items = rootOf(TEXT).get('spec', 'ports').items();
  expect(items.map((item) => item.type)).toEqual(['map', 'null', 'text']);
  expect(items.map((item) => words(TEXT, item.get('absent').at))).toEqual(['name', '', 'text']);
  expect(items.map((item) => words(TEXT, item.keyAt))).toEqual([
    'name: http # trailing\n      port: 80',
    '',
    'text',
  ]);
  expect(items[0]?.get('port').number()).toEqual({
    value: 80,
    at: { file: 'a.yaml', start: TEXT.indexOf('80'), end: TEXT.indexOf('80') + 2 },
  });
  expect(rootOf(TEXT).get('kind').items()).toEqual([]);
});

test('text, number and boolean take only what they say', () => {
  const view = rootOf('a: 1\nb: "1"\nc: no\nd: x\ne: 0x10\nf: .inf\ng: ~\nh: [1]\ni: 0644\n');
  const values = view
    .entries()
    .map(({ value }) => [value.text()?.value, value.number()?.value, value.boolean()?.value]);
  expect(values).toEqual([
    ['1', 1, undefined],
    ['1', undefined, undefined],
    ['no', undefined, false],
    ['x', undefined, undefined],
    ['0x10', 16, undefined],
    ['.inf', undefined, undefined],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
    ['0644', 420, undefined],
  ]);
});

test('texts, pairs and entries skip what they cannot show', () => {
  const view = rootOf(
    'list: [a, 1, null, [b], {c: d}]\nmap: {a: x, b: 1, c: null, d: [e], ? [f] : g}\n',
  );
  expect(
    view
      .get('list')
      .texts()
      .map(({ value }) => value),
  ).toEqual(['a', '1']);
  expect(
    view
      .get('map')
      .pairs()
      .map(({ key, value }) => [key.value, value.value]),
  ).toEqual([
    ['a', 'x'],
    ['b', '1'],
  ]);
  expect(
    view
      .get('map')
      .entries()
      .map(({ key }) => key.value),
  ).toEqual(['a', 'b', 'c', 'd']);
  expect(view.get('list').entries()).toEqual([]);
});

test('of a key written twice the last one counts, everywhere', () => {
  const view = rootOf('a: {k: 1, l: 2, k: 3}\n');
  expect(view.get('a', 'k').number()?.value).toBe(3);
  expect(
    view
      .get('a')
      .pairs()
      .map(({ key, value }) => `${key.value}=${value.value}`),
  ).toEqual(['l=2', 'k=3']);
});

test('leaves are the scalars that are written, each once, with the nearest key', () => {
  const text = 'a: &x {image: one}\nb: *x\nc:\n  <<: *x\n  images: [two, {k: three}]\nd: ~\n';
  const leaves = rootOf(text).leaves();
  expect(leaves.map(({ key, value }) => [key, value.value, words(text, value.at)])).toEqual([
    ['image', 'one', 'one'],
    ['images', 'two', 'two'],
    ['k', 'three', 'three'],
  ]);
  expect(
    rootOf(text)
      .get('c')
      .leaves()
      .map(({ value }) => value.value),
  ).toEqual(['two', 'three']);
});

test('a quoted key is found, and its place is its words', () => {
  const text = '"a b": {\'c\': 1}\n';
  expect(words(text, rootOf(text).get('a b').keyAt)).toBe('a b');
  expect(words(text, rootOf(text).get('a b', 'c').keyAt)).toBe('c');
});
