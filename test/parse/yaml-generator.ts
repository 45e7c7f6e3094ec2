/** Numbers that look random and are the same in every run: each call gives one from 0 to `below` - 1. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS = [
  'x',
  '1',
  '"a b"',
  "'it''s'",
  '""',
  '',
  'a:b',
  '\u00e9\u{1f600}',
  '!!str 5',
  '!t',
  '&a0 v',
];
const MORE_WORDS = [
  '{{ .x }}',
  'x # c | >',
  '# c',
  '~',
  '"a\\n\\u00e9\\"b"',
  '&a1 "w"',
  '-',
  '-1',
  '?x',
];
const KEYS = ['k1', 'k2', 'k3', '"k 4"', "'k5'", '&a2 k6', 'k/x.y', '\u00e9', '"\\x41"'];
const FLOW_WORDS = ['x', '"y"', "''", '1', '&a1 z', '[]', '{}'];
const BREAK = '\n                                  ';

/** A valid YAML document in all the ways one can be written, as far as the parsers agree on them. */
export function generateYaml(random: (below: number) => number): string {
  const pick = (choices: readonly string[]): string => choices[random(choices.length)] ?? '';
  const several = (most: number, each: () => string): string[] =>
    Array.from({ length: random(most) + 1 }, each);

  function scalar(indent: string): string {
    return pick([
      pick(WORDS),
      pick(MORE_WORDS),
      `|\n${indent}  l1\n${indent}   l2\n\n${indent}  l3`,
      `>-\n${indent}  f1\n${indent}  f2\n\n${indent}    f3`,
      `|2+\n${indent}   k\n`,
      `p1\n${indent}  p2\n\n${indent}  p3`,
      `"q1\n${indent}  q2"`,
    ]);
  }

  function flow(depth: number): string {
    if (depth === 0) return pick(FLOW_WORDS);
    if (random(2) === 0) {
      const items = several(3, () => pick([flow(depth - 1), `k: ${flow(depth - 1)}`]));
      return `[${items.join(pick([', ', ',', ` ,${BREAK}`]))}]`;
    }
    const pairs = several(3, () => {
      const value = flow(depth - 1);
      return pick([`k${random(9)}: ${value}`, `"q": ${value}`, `"j":${value}`, 'e', 'f:']);
    });
    return `{${pairs.join(', ')}${pick(['', ' ', ` # c${BREAK}`])}}`;
  }

  function value(indent: string, depth: number): string {
    const choice = depth === 0 ? 0 : random(10);
    if (choice < 4) return ` ${scalar(indent)}`;
    if (choice < 6) return ` ${pick(['', '&a0 '])}${flow(2)}`;
    const head = pick(['', ' &a2', ' # c']);
    if (choice < 8) return `${head}\n${map(indent + pick(['  ', '    ']), depth - 1)}`;
    return `${head}\n${list(indent + pick(['', '  ']), depth - 1)}`;
  }

  function map(indent: string, depth: number): string {
    return several(4, () => {
      const above = pick(['', '', '', `${indent}# c\n`, '\n']);
      return `${above}${indent}${pick(KEYS)}:${value(indent, depth)}`;
    }).join('\n');
  }

  function list(indent: string, depth: number): string {
    return several(3, () => {
      const choice = depth === 0 ? 4 : random(5);
      if (choice < 2) return `${indent}- k0: 1\n${map(`${indent}  `, depth - 1)}`;
      if (choice === 2) return `${indent}- ${list(`${indent}  `, depth - 1).trimStart()}`;
      return `${indent}- ${choice === 3 ? flow(1) : scalar(indent)}`;
    }).join('\n');
  }

  const text = [map, list][random(2)]?.('', 3) ?? '';
  const ended = `${text}${pick(['\n', '', '\n\n', '\n# end\n'])}`;
  return random(6) === 0 ? ended.replaceAll('\n', '\r\n') : ended;
}
