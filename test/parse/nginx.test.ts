import { expect, test } from 'vitest';
import { type ParsedDirective, parseNginx } from '../../src/parse/nginx/parser.ts';

/** `name arg arg;` or `name arg { … }`, with words in which a blank would be misread in quotes. */
function shown(directives: readonly ParsedDirective[]): string {
  return directives
    .map(({ name, args, block }) => {
      const words = [name, ...args].map(({ value }) =>
        /^[^\s"]+$/.test(value) ? value : JSON.stringify(value),
      );
      return words.join(' ') + (block ? ` {${shown(block)}}` : ';');
    })
    .join(' ');
}

const READ: readonly (readonly [what: string, text: string, words: readonly string[]])[] = [
  ['blanks are space, tab, CR and LF alone', 'a\tb\r\n c\u00a0d;', ['a', 'b', 'c\u00a0d']],
  ['quotes start words only', `a "b c" 'd;e' f"g;`, ['a', 'b c', 'd;e', 'f"g']],
  ['a word ends neither at } nor at #', 'a b}c#d;', ['a', 'b}c#d']],
  ['a { behind $ belongs to the word', 'a ${b}c x$${d;', ['a', '${b}c', 'x$${d']],
  ['a backslash protects the next character', 'a \\;b \\{ c\\ d;', ['a', '\\;b', '\\{', 'c\\ d']],
  [
    'six escapes are resolved',
    String.raw`a "\"\'\\\t\r\n" \$;`,
    ['a', '"\'\\\t\r\n', String.raw`\$`],
  ],
  ['a comment ends at LF', 'a # b; c\r d\n e;', ['a', 'e']],
  ['a parenthesis may follow a quote', 'a (b = "c");', ['a', '(b', '=', 'c', ')']],
  ['names of Object.prototype are words', '__proto__ constructor;', ['__proto__', 'constructor']],
];

for (const [what, text, words] of READ) {
  test(`reads: ${what}`, () => {
    const { directives, problems } = parseNginx(text, 'a.conf');
    expect(problems).toEqual([]);
    expect(directives.map(({ name, args }) => [name, ...args].map(({ value }) => value))).toEqual([
      words,
    ]);
  });
}

const LUA: readonly string[] = [
  'x = "}" y = \'{\'',
  '-- }\n x()',
  '--[[ } ]] x()',
  'x([[ } ]]) y([==[ ]] } ]==])',
  'if x then y({ z = {} }) end',
];

for (const code of LUA) {
  test(`passes over Lua: ${code}`, () => {
    const { directives, problems } = parseNginx(`set_by_lua_block $v {${code}} b;`, 'a.conf');
    expect(problems).toEqual([]);
    expect(shown(directives)).toBe('set_by_lua_block $v; b;');
  });
}

test('blocks know what is in them, and every word knows its place', () => {
  const text = 'a { b c "d"; }\ne;';
  const { directives } = parseNginx(text, 'a.conf');
  expect(shown(directives)).toBe('a {b c d;} e;');
  const [a, e] = directives;
  const at = (directive?: ParsedDirective) => text.slice(directive?.at.start, directive?.at.end);
  expect([at(a), at(a?.block?.[0]), at(e)]).toEqual(['a { b c "d"; }', 'b c "d";', 'e;']);
  expect(a?.block?.[0]?.args.map((word) => text.slice(word.at.start, word.at.end))).toEqual([
    'c',
    '"d"',
  ]);
});

const REFUSED: readonly (readonly [text: string, problem: string, place: string, tree: string])[] =
  [
    ['a { b c }', '"b" is not ended by ";"', 'c', 'a {b c;}'],
    ['a b', '"a" is not ended by ";"', 'b', 'a b;'],
    ['a { b;', 'the block of "a" is never closed', 'a', 'a {b;}'],
    ['a; } b;', '"}" closes no block', '}', 'a; b;'],
    ['a;; b;', '";" ends no directive', ';', 'a; b;'],
    ['{ b; }', '"{" has no directive in front of it', '{', '"" {b;}'],
    ['a "b;\nc d;', 'this quote is never closed', '"b', 'a b; c d;'],
    ['a "b"c;', '"c" follows a closing quote without a blank', '"b"', 'a b c;'],
    ['a_by_lua_block { "}" ', 'this block of Lua code is never closed', '{', 'a_by_lua_block;'],
    [
      `a ${'x'.repeat(4096)};`,
      'this word is too long for nginx',
      'x'.repeat(4096),
      `a ${'x'.repeat(4096)};`,
    ],
    [
      `a "${'x'.repeat(4095)}";`,
      'this word is too long for nginx, its closing quote is probably missing',
      `"${'x'.repeat(4095)}"`,
      `a ${'x'.repeat(4095)};`,
    ],
  ];

for (const [text, problem, place, tree] of REFUSED) {
  test(`refuses ${text.slice(0, 30)}`, () => {
    const { directives, problems } = parseNginx(text, 'a.conf');
    expect(problems.map(({ message }) => message)).toEqual([problem]);
    expect(problems.map(({ at }) => text.slice(at.start, at.end))).toEqual([place]);
    expect(shown(directives)).toBe(tree);
  });
}

test('words as long as the buffer of nginx allows are fine', () => {
  const text = `a ${'x'.repeat(4095)} "${'y'.repeat(4094)}"; #${'z'.repeat(4094)}\n`;
  expect(parseNginx(text, 'a.conf').problems).toEqual([]);
});

test('the buffer counts bytes of UTF-8', () => {
  expect(parseNginx(`a "${'ж'.repeat(2047)}";`, 'a.conf').problems).toEqual([]);
  expect(parseNginx(`a "${'ж'.repeat(2048)}";`, 'a.conf').problems).toHaveLength(1);
  expect(parseNginx(`# ${'ж'.repeat(2048)}\na;`, 'a.conf').problems).toHaveLength(1);
});

test('blocks too deep are one problem, and the tree stays shallow enough to walk', () => {
  const { directives, problems } = parseNginx('a{'.repeat(100_000), 'a.conf');
  expect(problems.map(({ message }) => message)).toEqual([
    'more than 500 blocks stand inside each other',
  ]);
  expect(JSON.stringify(directives).length).toBeGreaterThan(500);
});

const HOSTILE: readonly string[] = [
  '#\r',
  '{',
  '}',
  ';',
  '"',
  "'",
  '\\',
  '${',
  '# x\r y 1;',
  'a"',
  '"a" ',
  'x_by_lua_block{[=',
  '--[',
  '\n\n',
];

for (const piece of HOSTILE) {
  test(`reads ${JSON.stringify(piece)} without end in linear time`, () => {
    parseNginx(piece.repeat(1_000_000), 'a.conf');
  });
}
