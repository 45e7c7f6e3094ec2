import { expect, test } from 'vitest';
import { applied, textEdits } from '../../src/edits/text-edits.ts';
import type { LineEdit } from '../../src/finding.ts';
import { type Case, edited, LABEL } from './edited.ts';

const CHANGED: readonly Case[] = [
  {
    name: 'scalars in their quotes',
    before: 'kind: A\na: "x"\nb: \'x\'\nc: x # c\nd:\ne: 1\n',
    edits: [
      { set: ['a'], to: 'say "y"' },
      { set: ['b'], to: "it's" },
      { set: ['c'], to: 'off' },
      { set: ['d'], to: 'z' },
      { set: ['e'], to: 2 },
    ],
    after: 'kind: A\na: "say \\"y\\""\nb: \'it\'\'s\'\nc: "off" # c\nd: z\ne: 2\n',
  },
  {
    name: 'a number in the place of a quoted text',
    before: 'kind: A\nport: "443"\n',
    edits: [{ replace: '443', to: 80 }],
    after: 'kind: A\nport: 80\n',
  },
  {
    name: 'a word in YAML that stands in a block text',
    before: 'kind: A\npatch: |-\n  a: "false"\n',
    edits: [{ replace: 'false', to: 'true' }],
    after: 'kind: A\npatch: |-\n  a: "true"\n',
  },
  {
    name: 'an entry, with another key',
    before: 'kind: A\nmap:\n  percent: 5 # of all\n  a: {percent: "6", b: 1}\n',
    edits: [
      { entry: 'percent: 5', key: 'percentage', to: { value: 5 } },
      { entry: '6', key: 'c/d', to: 'true' },
    ],
    after: 'kind: A\nmap:\n  percentage:\n    value: 5 # of all\n  a: {c/d: "true", b: 1}\n',
  },
  {
    name: 'an anchor stays',
    before: 'kind: A\na: &name x\nb: 1\n',
    edits: [{ set: ['a'], to: 'z' }],
    after: 'kind: A\na: &name z\nb: 1\n',
  },
];

const REMOVED: readonly Case[] = [
  {
    name: 'an object between others, with its marker and the comments around it',
    before: 'kind: B\n---\n# of it\nkind: A\nname: x\n# of it, too\n---\n# of C\nkind: C\n',
    edits: [{ removeObject: 'x' }],
    after: 'kind: B\n---\n# of C\nkind: C\n',
  },
  {
    name: 'the first object, and the last one of a file without a last line break',
    before: 'kind: A\nname: x\n---\nkind: B\n---\nkind: A\nname: y',
    edits: [{ removeObject: 'x' }, { removeObject: 'y' }],
    after: '---\nkind: B',
  },
  {
    name: 'no object that is the only one of its file',
    before: '# empty\n---\nkind: A\nname: x\n',
    edits: [{ removeObject: 'x' }],
  },
  {
    name: 'no object of a list, and none of another kind',
    before: 'kind: B\n---\nkind: List\nitems:\n- kind: A\n  name: x\n',
    edits: [{ removeObject: 'x' }],
  },
  {
    name: 'an entry with its line and the comment on it',
    before: 'kind: A\nmap:\n  # about a\n  a: 1 # one\n  b: 2\n',
    edits: [{ remove: 'a: 1' }],
    after: 'kind: A\nmap:\n  # about a\n  b: 2\n',
  },
  {
    name: 'an entry of several lines at the end of a file without a last line break',
    before: 'kind: A\nmap:\n  b: 2\n  long:\n    - 1\n    - 2',
    edits: [{ remove: 'long' }],
    after: 'kind: A\nmap:\n  b: 2',
  },
  {
    name: 'the only entry, with the key above it',
    before: 'kind: A\nmetadata:\n  name: x\n  annotations:\n    a/b: c\nspec: {}\n',
    edits: [{ remove: 'a/b' }],
    after: 'kind: A\nmetadata:\n  name: x\nspec: {}\n',
  },
  {
    name: 'entries and items in brackets',
    before: 'kind: A\nmap: {a: 1, b: 2, c: "3"}\nlist: [x, "y"]\n',
    edits: [{ remove: 'c: "3"' }, { remove: 'x,' }],
    after: 'kind: A\nmap: {a: 1, b: 2}\nlist: ["y"]\n',
  },
  {
    name: 'an item',
    before: 'kind: A\r\nlist:\r\n- "x"\r\n- y\r\n',
    edits: [{ remove: 'x' }],
    after: 'kind: A\r\nlist:\r\n- y\r\n',
  },
  {
    name: 'the first entry behind a dash',
    before: 'kind: A\nlist:\n- a: 1\n  b: 2\n- c: 3\n',
    edits: [{ remove: 'a: 1' }],
    after: 'kind: A\nlist:\n- b: 2\n- c: 3\n',
  },
  {
    name: 'a key that is written twice',
    before: 'kind: A\na: 1\nb: 2\na: 1\n',
    edits: [{ remove: 'a: 1' }],
    after: 'kind: A\nb: 2\na: 1\n',
  },
  {
    name: 'an entry that moves',
    before:
      'kind: A\nmetadata:\n  name: x\n  labels:\n    a/b: "true"\nspec:\n  template:\n    metadata:\n      labels: {app: x}\n',
    edits: [
      { remove: 'a/b' },
      { set: ['spec', 'template', 'metadata', 'labels', 'a/b'], to: 'true' },
    ],
    after:
      'kind: A\nmetadata:\n  name: x\nspec:\n  template:\n    metadata:\n      labels: {app: x, a/b: "true"}\n',
  },
];

/** What would change something else as well, or cannot be written for certain. */
const REFUSED: readonly Case[] = [
  {
    name: 'a map that is used once more by an alias',
    before: 'kind: A\nmetadata:\n  labels: &l\n    app: x\nother: *l\n',
    edits: [LABEL],
  },
  {
    name: 'a map that an alias stands for',
    before: 'kind: A\nl: &l {app: x}\nmetadata:\n  labels: *l\n',
    edits: [LABEL],
  },
  {
    name: 'a map that a merge key brings in',
    before: 'kind: A\nbase: &b\n  labels: {app: x}\nmetadata:\n  <<: *b\n',
    edits: [LABEL],
  },
  {
    name: 'behind a block text that keeps its blank lines',
    before: 'kind: A\nmetadata:\n  note: |+\n    one\n\n\n---\n',
    edits: [LABEL],
  },
  {
    name: 'behind a block text that the file ends in',
    before: 'kind: A\nmetadata:\n  note: |\n    one',
    edits: [LABEL],
  },
  {
    name: 'a comma behind the last entry',
    before: 'kind: A\nmetadata: {name: x,}\n',
    edits: [LABEL],
  },
  {
    name: 'an object of another kind, which something makes into this one',
    before: 'kind: Kustomization\nmetadata: {name: x}\n',
    edits: [LABEL],
  },
  { name: 'a text in the place of a map', before: 'kind: A\nmetadata: x\n', edits: [LABEL] },
  {
    name: 'the value of an anchor that is used elsewhere',
    before: 'kind: A\na: &name x\nb: *name\n',
    edits: [{ set: ['a'], to: 'y' }],
  },
  {
    name: 'an entry with an anchor that is used elsewhere',
    before: 'kind: A\na: &name x\nb: *name\n',
    edits: [{ remove: 'a: &name' }],
  },
  {
    name: 'a block text in the place of a scalar',
    before: 'kind: A\na: |\n  x\n',
    edits: [{ set: ['a'], to: 'y' }],
  },
  {
    name: 'a comment between the entry that goes and the one that takes its place',
    before: 'kind: A\nlist:\n- a: 1\n  # about b\n  b: 2\n',
    edits: [{ remove: 'a: 1' }],
  },
  {
    name: 'more than a word in a block text',
    before: 'kind: A\npatch: |-\n  a: x\n',
    edits: [{ replace: 'x', to: 'y: z' }],
  },
  {
    name: 'an entry by a key that is there already',
    before: 'kind: A\nmap: {a: 1, b: 2}\n',
    edits: [{ entry: 'a: 1', key: 'b', to: 1 }],
  },
  {
    name: 'an entry of several lines',
    before: 'kind: A\nmap:\n  a:\n    b: 1\n',
    edits: [{ entry: 'a', key: 'c', to: 1 }],
  },
  {
    name: 'an entry that would take a comment along with the key above it',
    before: 'kind: A\nmetadata:\n  name: x\n  annotations:\n    # for the mesh\n    a/b: c\n',
    edits: [{ remove: 'a/b' }],
  },
  {
    name: 'an entry in brackets with a comment behind it',
    before: 'kind: A\nmap: {a: 1, # one\n  b: 2}\n',
    edits: [{ remove: 'a: 1' }],
  },
  { name: 'all that a document has', before: 'kind: A\n', edits: [{ remove: 'kind' }] },
  { name: 'a document that is broken', before: 'kind: A\n b: {\n', edits: [LABEL] },
  {
    name: 'all of a fix where a part of it cannot be',
    before: 'kind: A\nmetadata: {name: x}\nnote: |\n  x\n',
    edits: [LABEL, { set: ['note'], to: 'y' }],
  },
  {
    name: 'a document so long that a machine has written it',
    before: `kind: A\nmetadata: {name: x}\n${'# so long\n'.repeat(10_000)}`,
    edits: [LABEL],
  },
];

for (const { name, before, edits, after } of [...CHANGED, ...REMOVED]) {
  test(name, () => expect(edited(before, edits)).toBe(after));
}

for (const { name, before, edits } of REFUSED) {
  test(`refused: ${name}`, () => expect(edited(before, edits)).toBe(undefined));
}

test('words have the line ends of the lines around them', () => {
  const at = { file: 'nginx.conf', start: 3, end: 3 };
  const fix = { edits: [{ at, text: 'b;\n' }] };
  expect(textEdits(fix, () => 'a;\r\nc;\r\n')).toEqual([{ at, text: 'b;\r\n' }]);
  expect(textEdits(fix, () => 'a;\nc;\n')).toEqual([{ at, text: 'b;\n' }]);
});

test('a file that must stay as it is keeps all of a fix from being made', () => {
  const at = { file: 'a', start: 0, end: 0 };
  const edits = [
    { at, text: 'x' },
    { at: { ...at, file: 'b' }, text: 'x' },
  ];
  expect(textEdits({ edits }, (file) => (file === 'a' ? '' : undefined))).toBe(undefined);
});

const LINES: readonly (readonly [string, LineEdit['where'], string | undefined])[] = [
  ['a {\n  b; # why\n}\n', 'before', 'a {\n  X;\n  Y;\n  b; # why\n}\n'],
  ['a {\n  b; # why\n}\n', 'behind', 'a {\n  b; # why\n  X;\n  Y;\n}\n'],
  ['a {\r\n\tb; }\r\n', 'behind', 'a {\r\n\tb;\r\n\tX;\r\n\tY; }\r\n'],
  ['b;', 'before', 'X;\nY;\nb;'],
  ['a { b; }', 'before', undefined],
];

for (const [before, where, after] of LINES) {
  test(`lines ${where} b in ${JSON.stringify(before)}`, () => {
    const start = before.indexOf('b');
    const at = { file: 'nginx.conf', start, end: start + 2 };
    const edits = textEdits(
      { edits: [{ kind: 'lines', at, where, lines: ['X;', 'Y;'] }] },
      () => before,
    );
    const changes = edits?.map((edit) => ({ ...edit.at, text: edit.text }));
    expect(changes && applied(before, changes)).toBe(after);
  });
}
