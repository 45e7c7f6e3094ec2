import { expect, test } from 'vitest';
import { readFacts } from '../../src/facts/read.ts';
import { secondOpinion } from '../../src/parse/yaml/second-opinion.ts';
import type { Ignore } from '../../src/suppress/ignore.ts';
import { positions } from '../../src/text.ts';

const DOCUMENT = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

/** An ignore in few words: what it names, where it holds, why. */
function told(text: string): (ignore: Ignore) => string {
  const place = positions(text);
  return (ignore) => {
    const rules = ignore.rules.map(({ value }) => value).join(' ');
    if (ignore.form === 'annotation') return `${ignore.tool} ${rules} in ${ignore.resource.name}`;
    const lines = ignore.lines?.map(({ start }) => place(start).line).join(' ') ?? 'file';
    return `${rules} @ ${lines} (${ignore.reason})`;
  };
}

function ignoresOf(file: string, text: string): string[] {
  return readFacts(file, text, { secondOpinion }).ignores.map(told(text));
}

const YAML: readonly [name: string, text: string, ignores: readonly string[]][] = [
  ['behind a value', 'a: 1 # meshlint-ignore x: why\nb: 2\n', ['x @ 1 (why)']],
  ['above a line', '# meshlint-ignore x: why\na: 1\nb: 2\n', ['x @ 2 (why)']],
  ['indented, in a list', 'a:\n  # meshlint-ignore x: why\n  - b: 1\n', ['x @ 3 (why)']],
  ['several rules', '# meshlint-ignore x, y,z : why\na: 1\n', ['x y z @ 2 (why)']],
  ['without blanks', '#meshlint-ignore x:why\na: 1\n', ['x @ 2 (why)']],
  ['a reason with a colon', 'a: 1 # meshlint-ignore x: see a: b\n', ['x @ 1 (see a: b)']],
  ['without a reason', 'a: 1 # meshlint-ignore x\n', ['x @ 1 ()']],
  ['with an empty reason', 'a: 1 # meshlint-ignore x:  \n', ['x @ 1 ()']],
  ['without a rule', 'a: 1 # meshlint-ignore\n', [' @ 1 ()']],
  ['for the file', 'a: 1\n# meshlint-ignore-file x: why\n', ['x @ file (why)']],
  ['for the file, behind code', 'a: 1 # meshlint-ignore-file x: why\n', ['x @ file (why)']],
  ['another word', 'a: 1 # meshlint-ignored x: why\n', []],
  ['no comment: no blank before it', 'a: 1# meshlint-ignore x: why\n', []],
  ['no comment: in quotes', 'a: "1 # meshlint-ignore x: why"\n', []],
  ['no comment: in a text of several lines', "a: '1\n  # meshlint-ignore x: why'\n", []],
  ['no comment: in a block text', 'a: |\n  # meshlint-ignore x: why\n  b\n', []],
  ['no comment: in a folded text', 'a: >-\n  b\n  # meshlint-ignore x: why\n', []],
  ['behind the head of a block text', 'a: | # meshlint-ignore x: why\n  b\n', ['x @ 1 (why)']],
  ['below a block text', 'a: |\n  b\n# meshlint-ignore x: why\nc: 1\n', ['x @ 4 (why)']],
  [
    'two above one line, and words of no meaning between',
    '# meshlint-ignore x: why\n# which goes on\n# meshlint-ignore y: too\na: 1\n',
    ['x @ 4 (why)', 'y @ 4 (too)'],
  ],
  ['at the end of the file', 'a: 1\n# meshlint-ignore x: why', ['x @  (why)']],
  ['in a broken document', 'a: [1\n# meshlint-ignore x: why\nb: 2\n', ['x @ 3 (why)']],
  ['with CRLF', '# meshlint-ignore x: why\r\na: 1\r\n', ['x @ 2 (why)']],
  ['behind a BOM', '\ufeff# meshlint-ignore x: why\na: 1\n', ['x @ 2 (why)']],
  [
    'above a key with a block: its first level as well',
    '# meshlint-ignore x: why\nmetadata: # of it\n  # first\n  name: a\n\n  labels:\n    b: c\nspec: 1\n',
    ['x @ 2 4 6 (why)'],
  ],
  [
    'above a key with a list: not its items',
    '# meshlint-ignore x: why\nenv:\n  - a: 1\n',
    ['x @ 2 (why)'],
  ],
  [
    'above a key with a value: not the next',
    '# meshlint-ignore x: why\na: 1\n  b\n',
    ['x @ 2 (why)'],
  ],
  [
    'above an item of a list whose key has a block',
    'l:\n# meshlint-ignore x: why\n- ports:\n    http: 80\n  name: a\n',
    ['x @ 3 4 (why)'],
  ],
];

for (const [name, text, ignores] of YAML) {
  test(`a comment in YAML: ${name}`, () => {
    expect(ignoresOf('a.yaml', text)).toEqual(ignores);
  });
}

const NGINX_MAP = `${DOCUMENT}data:
  a.txt: |
    # meshlint-ignore no: this is a text
  default.conf: |
    # meshlint-ignore x: why
    server {
      listen 80; # meshlint-ignore y: too
      return 200 " # meshlint-ignore no: in quotes";
    }
`;

const FILES: readonly [name: string, file: string, text: string, ignores: readonly string[]][] = [
  [
    'nginx',
    'nginx.conf',
    'server {\n  # meshlint-ignore x: why\n  listen 80;\n}\n',
    ['x @ 3 (why)'],
  ],
  ['nginx behind code', 'a.conf', 'listen 80; # meshlint-ignore x: why\n', ['x @ 1 (why)']],
  ['nginx in quotes', 'a.conf', "return 200 ' # meshlint-ignore x: why';\n", []],
  ['Dockerfile', 'Dockerfile', '# meshlint-ignore x: why\nFROM a\n', ['x @ 2 (why)']],
  ['Dockerfile: an argument', 'Dockerfile', 'FROM a\nRUN a # meshlint-ignore x: why\n', []],
  ['requirements', 'requirements.txt', 'a==1 # meshlint-ignore x: why\n', ['x @ 1 (why)']],
  ['Gemfile', 'Gemfile', "gem 'a' # meshlint-ignore x: why\n", ['x @ 1 (why)']],
  ['JSON has no comments', 'package.json', '{"a": " # meshlint-ignore x: why"}', []],
  ['go.mod has others', 'go.mod', 'require a v1 // # meshlint-ignore x: why\n', []],
  ['nginx in a ConfigMap', 'a.yaml', NGINX_MAP, ['x @ 10 (why)', 'y @ 11 (too)']],
];

for (const [name, file, text, ignores] of FILES) {
  test(`a comment in another file: ${name}`, () => {
    expect(ignoresOf(file, text)).toEqual(ignores);
  });
}

const annotated = (annotations: string): string => `${DOCUMENT}  annotations: ${annotations}\n`;

const ANNOTATIONS: readonly [name: string, text: string, ignores: readonly string[]][] = [
  ['our own', annotated('{meshlint.dev/ignore: "x, y"}'), ['meshlint x y in a']],
  ['istioctl', annotated('{galley.istio.io/analyze-suppress: "*"}'), ['istioctl * in a']],
  ['Kiali', annotated('{kiali.io/ignore-validations: KIA1101}'), ['kiali KIA1101 in a']],
  ['Kiali, all', annotated('{kiali.io/ignore-validations: ""}'), ['kiali  in a']],
  ['another', annotated('{meshlint.dev/ignored: x}'), []],
  ['only in a text', `${DOCUMENT}data:\n  a: "meshlint.dev/ignore: x"\n`, []],
];

for (const [name, text, ignores] of ANNOTATIONS) {
  test(`an annotation: ${name}`, () => {
    expect(ignoresOf('a.yaml', text)).toEqual(ignores);
  });
}

test('an annotation holds for its object alone, also in a list', () => {
  const item = (name: string): string =>
    `- ${annotated('{meshlint.dev/ignore: x}').replace('name: a', `name: ${name}`).trimEnd().replaceAll('\n', '\n  ')}\n`;
  const text = `apiVersion: v1\nkind: List\nitems:\n${item('a')}${item('b')}`;
  const { ignores } = readFacts('a.yaml', text);
  const objects = ignores.flatMap((each) => (each.form === 'annotation' ? [each.object] : []));
  expect(objects.map(({ start, end }) => text.slice(start, end).match(/name: ./g))).toEqual([
    ['name: a'],
    ['name: b'],
  ]);
});

test('hostile texts take no time', () => {
  const hostile = [
    '# meshlint-ignore '.repeat(200_000),
    '# meshlint-ignore a: b\n'.repeat(50_000),
    `#${' '.repeat(1_000_000)}meshlint-ignore`,
    'meshlint-ignore'.repeat(100_000),
    `server { return 200 "${'# meshlint-ignore '.repeat(100_000)}"; }`,
    `# meshlint-ignore ${','.repeat(500_000)}: b\n`,
    Array.from(
      { length: 3000 },
      (_, i) => `${' '.repeat(i)}# meshlint-ignore a: b\n${' '.repeat(i)}k:\n`,
    ).join(''),
  ];
  for (const text of hostile) {
    readFacts('nginx.conf', text);
    readFacts('requirements.txt', text);
    if (text.length < 2_000_000) readFacts('a.yaml', text);
  }
});
