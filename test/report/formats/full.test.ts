import { expect, test } from 'vitest';
import { full } from '../../../src/report/formats/full.ts';
import { finding, placeOf, RULE, report } from '../sample.ts';

/** The report of one finding whose place is `find`, without its notes. */
function framed(text: string, find: string, file = 'a.yaml'): string {
  const sources = new Map([[file, text]]);
  const written = full(report(sources, [finding(placeOf(sources, file, find))]), false);
  return written.slice(0, written.indexOf('\n  |\n  = why') + 1);
}

test('a finding with its source, a related line, its reason and its cure', () => {
  const sources = new Map([
    ['a.yaml', 'kind: Service\nspec:\n  ports:\n  - port: 80\n'],
    ['b.yaml', 'kind: VirtualService\n'],
  ]);
  const own = placeOf(sources, 'a.yaml', 'port: 80');
  const written = full(
    report(sources, [
      finding(own, {
        related: [
          { message: 'of this Service', place: placeOf(sources, 'a.yaml', 'Service') },
          { message: 'routed here', place: placeOf(sources, 'b.yaml', 'kind') },
        ],
        fix: { title: 'Name it "http"', safe: true, edits: [{ text: 'x', place: own }] },
      }),
    ]),
    false,
  );
  expect(written).toBe(`warning[unnamed-port]: Port 80 has no name
 --> a.yaml:4:5
  |
1 | kind: Service
  |       ------- of this Service
...
4 |   - port: 80
  |     ^^^^^^^^
 ::: b.yaml:1:1
  |
1 | kind: VirtualService
  | ---- routed here
  |
  = why: Istio sees plain TCP.
         Name the port.
  = fix: Name it "http"
  = docs: docs/rules/unnamed-port.md
`);
});

const FRAMES: readonly [name: string, text: string, find: string, rows: string][] = [
  ['a tab reaches the next stop', 'a\tb: c', 'b', '1 | a   b: c\n  |     ^\n'],
  ['wide characters take two columns', 'a: 日本 x', 'x', '1 | a: 日本 x\n  |         ^\n'],
  ['a wide place has a wide mark', 'a: 日本', '日本', '1 | a: 日本\n  |    ^^^^\n'],
  ['marks over letters take none', 'a: e\u0301 x', 'x', '1 | a: e\u0301 x\n  |      ^\n'],
  ['an emoji of two units', 'a: 😀 x', 'x', '1 | a: 😀 x\n  |       ^\n'],
  ['escape sequences are shown', 'a: \u001b[31m x', 'x', '1 | a: \\x1b[31m x\n  |             ^\n'],
  ['so are marks that turn the writing', 'a: \u202e x', 'x', '1 | a: \\u202e x\n  |           ^\n'],
  ['CRLF is no part of the line', 'a: x\r\nb: y\r\n', 'x', '1 | a: x\n  |    ^\n'],
  ['a lone CR is shown', 'a: \rx', 'x', '1 | a: \\rx\n  |      ^\n'],
  [
    'several lines: the first to its end',
    'a:\n  b: 1\n  c: 2\n',
    'b: 1\n  c',
    '2 |   b: 1\n  |   ^^^^\n',
  ],
];

for (const [name, text, find, rows] of FRAMES) {
  test(`source line: ${name}`, () => {
    expect(framed(text, find).split('  |\n')[1]).toBe(rows);
  });
}

test('a long line is cut on both sides of the place', () => {
  const written = framed(`${'x'.repeat(5_000_000)} here ${'y'.repeat(5_000_000)}`, 'here');
  expect(written.length).toBeLessThan(600);
  expect(written).toContain(`…${'x'.repeat(39)} here ${'y'.repeat(75)}…\n`);
  expect(written).toContain(`  | ${' '.repeat(41)}^^^^\n`);
});

test('control characters of names and messages are escaped', () => {
  const file = 'a\n\u001b[2J.yaml';
  const sources = new Map([[file, 'kind: x']]);
  const place = placeOf(sources, file, 'x');
  const written = full(report(sources, [finding(place, { message: 'bad \u0007\u009b' })]), false);
  expect(written).toContain('bad \\x07\\x9b');
  expect(written).toContain('--> a\\n\\x1b[2J.yaml:1:7');
});

test('a file that has vanished, or has become shorter, still has its finding', () => {
  const at = { file: 'gone.yaml', start: 100, end: 120 };
  const position = { line: 1, column: 1 };
  const place = { file: 'gone.yaml', start: position, end: position, at };
  expect(full(report(new Map(), [finding(place)]), false)).toContain('--> gone.yaml:1:1');
  expect(full(report(new Map([['gone.yaml', '']]), [finding(place)]), false)).toContain(
    '1 |\n  | ^\n',
  );
});

test('environments are named where there are several', () => {
  const sources = new Map([['a.yaml', 'kind: Service']]);
  const place = placeOf(sources, 'a.yaml', 'Service');
  const environments = ['prod', 'dev'].map((name) => ({ name, from: 'folder', files: 1 }));
  const written = full(
    report(sources, [finding(place, { environments: ['prod'] })], { environments }),
    false,
  );
  expect(written).toContain('  = in: prod\n');
});

test('of many environments the first are named', () => {
  const sources = new Map([['a.yaml', 'kind: Service']]);
  const place = placeOf(sources, 'a.yaml', 'Service');
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const environments = [...names, 'h'].map((name) => ({ name, from: 'folder', files: 1 }));
  const written = (own: readonly string[]): string =>
    full(report(sources, [finding(place, { environments: own })], { environments }), false);
  expect(written(names)).toContain('  = in: a, b, c, d, e and 2 more (all are in -f json)\n');
  expect(written([...names, 'h'])).toContain('  = in: all 8 environments\n');
  expect(written(['.'])).toContain('  = in: the other files (.)\n');
  expect(written(['a.yaml'])).not.toContain('  = in:');
});

test('colours only where they are wanted', () => {
  const sources = new Map([['a.yaml', 'kind: Service']]);
  const findings = [finding(placeOf(sources, 'a.yaml', 'Service'))];
  const sequence = '\u001b[';
  expect(full(report(sources, findings), true)).toContain(sequence);
  expect(full(report(sources, findings), false)).not.toContain(sequence);
});

test('the reason: two paragraphs, with the code that belongs to them, up to a list', () => {
  const sources = new Map([['a.yaml', 'x']]);
  const why = '\nOne\nline.\n\nSet it:\n\n```nginx\nhttp {\n\n  x;\n}\n```\n\n- a\n\nThree.\n';
  const rules = new Map([['unnamed-port', { ...RULE, why }]]);
  const written = full(
    report(sources, [finding(placeOf(sources, 'a.yaml', 'x'))], { rules }),
    false,
  );
  expect(written.slice(written.indexOf('  = why'))).toBe(`  = why: One line.
         Set it:
           http {

             x;
           }
  = docs: docs/rules/unnamed-port.md
`);
});

test('why a rule speaks is said with its first finding', () => {
  const sources = new Map([['a.yaml', 'x: 1\ny: 2\n']]);
  const fix = { title: 'Name it', safe: true, edits: [] };
  const findings = [
    finding(placeOf(sources, 'a.yaml', 'x')),
    finding(placeOf(sources, 'a.yaml', 'y'), { fix }),
  ];
  const written = full(report(sources, findings), false);
  expect(written.slice(written.indexOf('2 | y'))).toBe(`2 | y: 2
  | ^
  |
  = fix: Name it
  = docs: docs/rules/unnamed-port.md
`);
  expect(written.split('  = why: ')).toHaveLength(2);
});

test('a reason does not end with words that announce a list', () => {
  const sources = new Map([['a.yaml', 'x']]);
  const rules = new Map([['unnamed-port', { ...RULE, why: 'One.\n\nThese are:\n\n- a\n' }]]);
  const written = full(
    report(sources, [finding(placeOf(sources, 'a.yaml', 'x'))], { rules }),
    false,
  );
  expect(written).toContain('= why: One.\n  = docs');
});

test('places that look the same are marked once', () => {
  const sources = new Map([['a.yaml', `a: ${'x'.repeat(300)}one, two`]]);
  const related = ['one', 'two'].map((find) => {
    return { message: 'is called', place: placeOf(sources, 'a.yaml', find) };
  });
  const written = full(
    report(sources, [finding(placeOf(sources, 'a.yaml', 'a'), { related })]),
    false,
  );
  expect(written.split('- is called')).toHaveLength(2);
});

test('places of another file are announced by the first that is shown', () => {
  const sources = new Map([
    ['a.yaml', 'x: 1\n'],
    ['b.yaml', 'one: 1\ntwo: 2\n'],
  ]);
  const related = ['two', 'one'].map((message) => {
    return { message, place: placeOf(sources, 'b.yaml', message) };
  });
  const written = full(
    report(sources, [finding(placeOf(sources, 'a.yaml', 'x'), { related })]),
    false,
  );
  expect(written).toContain(' ::: b.yaml:1:1\n  |\n1 | one: 1\n');
});
