import { expect, test } from 'vitest';
import { parseOne } from '../../src/parse/yaml/documents.ts';

/** Every character that is no line break is found at its own place. */
const EXACT: readonly (readonly [name: string, text: string])[] = [
  ['literal', 'a:\n  b: |\n    server {\n      listen 80;\n    }\n'],
  ['literal, stripped', 'b: |-\n  x\n\n  y\n'],
  ['literal, kept', 'b: |+\n  x\n\n\n  y\n\n'],
  ['literal, indentation indicator', 'b: |2\n      x\n    y\n  z\n'],
  ['literal, indicator and blank first lines', 'b: |1-\n\n\n   x\n y\n'],
  ['literal, blank first lines', 'b: |\n\n  \n  x\n'],
  ['literal, tabs', 'b: |\n  \tx\n  y\t\tz\n  \t\n  w\n'],
  ['literal, blanks at the ends of lines', 'b: |\n  x  \n     \n  y \n'],
  ['literal, CRLF', 'b: |\r\n  x\r\n\r\n    y\r\n  z\r\n'],
  ['literal in a list, behind a comment', '- # a | b\n  - |  # c\n   x\n    y\n'],
  ['literal, repeated lines', 'b: |\n  x\n  x\n   x\n  x\n'],
  ['literal without last newline', 'b: |\n  x\n   y'],
  ['literal behind an anchor', 'b: &a |\n  x\n  y\n'],
  ['literal with other characters', 'b: |\n  \u00e4\u{1f600}x\n  y\n'],
  ['folded', 'b: >\n  one\n  two\n\n  three\n    more\n\n    more\n  end\n'],
  ['folded, stripped', 'b: >-\n\n  one\n  two\n'],
  ['plain', 'b: one two\n'],
  ['plain over lines', 'b: one\n  two\n\n  three\n'],
  ['single-quoted', "b: 'one two'\n"],
  ['single-quoted over lines', "b: ' one\n  two\n\n  three '\n"],
  ['double-quoted', 'b: "one two"\n'],
  ['double-quoted over lines', 'b: "one  \n\n  two"\n'],
];

test.each(EXACT)('%s', (_name, source) => {
  const leaf = firstText(source);
  expect(leaf.text).not.toBe('');
  for (const [index, character] of [...leaf.text].entries()) {
    if (!/[\s\u{10000}-\u{10ffff}]/u.test(character)) {
      const at = [...leaf.text].slice(0, index).join('').length;
      expect(source.startsWith(character, leaf.offset(at))).toBe(true);
    }
  }
  const lines = leaf.text.split('\n');
  let start = 0;
  for (const line of lines) {
    if (line !== '') expect(source.startsWith(line.slice(0, 3), leaf.offset(start))).toBe(true);
    start += line.length + 1;
  }
});

test('escapes on one line are followed', () => {
  const source = 'b: "x\\ty\\n\\u0041z \\U0001F600w\\"v"\n';
  const { text, offset } = firstText(source);
  expect(text).toBe('x\ty\nAz \u{1f600}w"v');
  for (const character of ['x', 'y', 'z', 'w', 'v']) {
    expect(source[offset(text.indexOf(character))]).toBe(character);
  }
  expect(offset(text.indexOf('A'))).toBe(source.indexOf('\\u0041'));
});

test('what cannot be followed points at the start', () => {
  const source = "b: 'it''s'\n";
  const { text, offset } = firstText(source);
  expect(text).toBe("it's");
  expect(offset(3)).toBe(source.indexOf('it'));
});

test('an index behind the end stays in the file', () => {
  const source = 'b: |\n  x\n';
  expect(firstText(source).offset(1000)).toBe(source.length);
});

test('a long text costs its length, not its square', () => {
  const source = `b: |\n${'  listen 80;\n'.repeat(200_000)}`;
  const { text, offset } = firstText(source);
  for (let index = 0; index < text.length; index += 3) offset(index);
});

function firstText(source: string): { text: string; offset: (index: number) => number } {
  let view = parseOne('a.yaml', source).documents[0]?.root;
  while (view && view.type !== 'text') view = view.items()[0] ?? view.entries()[0]?.value;
  const found = view?.embedded();
  if (!found) throw new Error('no text');
  return found;
}
