import { expect, test } from 'vitest';
import { type Case, edited, LABEL } from './edited.ts';

const ADDED: readonly Case[] = [
  {
    name: 'a key in a block map, behind its last line and that one’s comment',
    before: 'kind: A\nmetadata:\n  labels:\n    app: x # why\n    # not this\nspec: {}\n',
    edits: [LABEL],
    after:
      'kind: A\nmetadata:\n  labels:\n    app: x # why\n    a/b: "true"\n    # not this\nspec: {}\n',
  },
  {
    name: 'a key and the maps around it, with the indentation of the document',
    before: 'kind: A\nmetadata:\n    name: x\n',
    edits: [LABEL],
    after: 'kind: A\nmetadata:\n    name: x\n    labels:\n        a/b: "true"\n',
  },
  {
    name: 'a key in a flow map',
    before: 'kind: A\nmetadata: {labels: {app: "x"}}\n',
    edits: [LABEL],
    after: 'kind: A\nmetadata: {labels: {app: "x", a/b: "true"}}\n',
  },
  {
    name: 'a map in a flow map',
    before: 'kind: A\nmetadata: { name: x }\n',
    edits: [LABEL],
    after: 'kind: A\nmetadata: { name: x, labels: {a/b: "true"} }\n',
  },
  {
    name: 'a key in an empty map, and in nothing',
    before: 'kind: A\nmetadata:\n  labels: {}\n  annotations: # none\n',
    edits: [LABEL, { set: ['metadata', 'annotations', 'c'], to: 'd' }],
    after: 'kind: A\nmetadata:\n  labels: {a/b: "true"}\n  annotations: # none\n    c: d\n',
  },
  {
    name: 'a key in JSON',
    before: '{\n  "kind": "A",\n  "metadata": {\n    "name": "x"\n  }\n}\n',
    edits: [LABEL],
    after:
      '{\n  "kind": "A",\n  "metadata": {\n    "name": "x",\n    "labels": {"a/b": "true"}\n  }\n}\n',
  },
  {
    name: 'a key in the item of a List',
    before:
      'kind: List\nitems:\n- kind: B\n  metadata:\n    name: b\n- kind: C\n  metadata: {name: c}\n',
    edits: [{ ...LABEL, in: 'name: b', of: 'B' }],
    after:
      'kind: List\nitems:\n- kind: B\n  metadata:\n    name: b\n    labels:\n      a/b: "true"\n- kind: C\n  metadata: {name: c}\n',
  },
  {
    name: 'a key in a map that begins behind a dash',
    before: 'kind: A\nports:\n  - name: x\n    number: 1\n  - name: y\n',
    edits: [{ set: ['ports', 0, 'protocol'], to: 'HTTP' }],
    after: 'kind: A\nports:\n  - name: x\n    number: 1\n    protocol: HTTP\n  - name: y\n',
  },
  {
    name: 'a key beside a scalar',
    before: 'kind: A\nports:\n- {number: 80}\n- {number: 443}\n',
    edits: [{ beside: '443', key: 'protocol', to: 'HTTPS' }],
    after: 'kind: A\nports:\n- {number: 80}\n- {number: 443, protocol: HTTPS}\n',
  },
  {
    name: 'lines that end with CRLF',
    before: 'kind: A\r\nmetadata:\r\n  name: x\r\nspec: 1\r\n',
    edits: [LABEL],
    after: 'kind: A\r\nmetadata:\r\n  name: x\r\n  labels:\r\n    a/b: "true"\r\nspec: 1\r\n',
  },
  {
    name: 'a last line without an end, behind a byte order mark',
    before: '\uFEFFkind: A\nmetadata:\n  name: x',
    edits: [LABEL],
    after: '\uFEFFkind: A\nmetadata:\n  name: x\n  labels:\n    a/b: "true"',
  },
  {
    name: 'behind a block text, which keeps its end',
    before: 'kind: A\nmetadata:\n  note: |\n    one\n\n    two\n---\nkind: B\n',
    edits: [LABEL],
    after:
      'kind: A\nmetadata:\n  note: |\n    one\n\n    two\n  labels:\n    a/b: "true"\n---\nkind: B\n',
  },
  {
    name: 'the second document, with the first one as it is',
    before: 'kind: Z\n---\n# second\nkind: A\nmetadata:\n  name: x\n',
    edits: [{ ...LABEL, in: 'kind: A' }],
    after: 'kind: Z\n---\n# second\nkind: A\nmetadata:\n  name: x\n  labels:\n    a/b: "true"\n',
  },
];

const LISTS: readonly Case[] = [
  {
    name: 'an item in the style of the list',
    before: 'kind: A\nhosts:\n-   a.b\n-   "c.d" # two\nports: []\n',
    edits: [{ append: ['hosts'], item: 'e.f' }],
    after: 'kind: A\nhosts:\n-   a.b\n-   "c.d" # two\n-   e.f\nports: []\n',
  },
  {
    name: 'an item in brackets, quoted as it must be',
    before: "kind: A\nhosts: [ 'a.b' ]\nports: []\n",
    edits: [
      { append: ['hosts'], item: '*.c' },
      { append: ['ports'], item: { number: 80, name: 'http' } },
    ],
    after: 'kind: A\nhosts: [ \'a.b\', "*.c" ]\nports: [{number: 80, name: http}]\n',
  },
  {
    name: 'brackets over several lines',
    before: 'kind: A\nhosts: [\n  a.b,\n  c.d # last\n  ]\n',
    edits: [{ append: ['hosts'], item: 'e.f' }],
    after: 'kind: A\nhosts: [\n  a.b,\n  c.d,\n  e.f # last\n  ]\n',
  },
  {
    name: 'a list that is missing, indented as others are',
    before: 'kind: A\nspec:\n  hosts:\n  - a.b\n  ports: 1\n',
    edits: [
      { append: ['spec', 'addresses'], item: '1.2.3.4' },
      { append: ['spec', 'endpoints'], item: { address: '1.2.3.4', ports: { http: 80 } } },
    ],
    after:
      'kind: A\nspec:\n  hosts:\n  - a.b\n  ports: 1\n  addresses:\n  - 1.2.3.4\n  endpoints:\n  - address: 1.2.3.4\n    ports:\n      http: 80\n',
  },
];

for (const { name, before, edits, after } of [...ADDED, ...LISTS]) {
  test(name, () => expect(edited(before, edits)).toBe(after));
}
