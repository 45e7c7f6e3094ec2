import { expect, test } from 'vitest';
import { text } from '../../../src/report/graph/text.ts';
import { graphWith, reportOf } from './sample.ts';

/** The tree without places. */
function tree(...ways: readonly string[]): string[] {
  const drawn = text(reportOf(graphWith(...ways)), false);
  return drawn
    .split('\n')
    .slice(2, -1)
    .map((row) => row.replace(/ {2}a\.yaml:1$/, ''));
}

test.each([
  ['a chain', ['a>b', 'b>c'], ['a', '└─ → b', '   └─ → c']],
  [
    'branches; what is met again is not unfolded again',
    ['a>b', 'a>c', 'b>d', 'c>b'],
    ['a', '├─ → b', '│  └─ → d', '└─ → c', '   └─ → b, see above'],
  ],
  [
    'a node without ways is no tree to look up',
    ['a>b', 'a>c', 'c>b'],
    ['a', '├─ → b', '└─ → c', '   └─ → b'],
  ],
  ['a circle', ['a>b', 'b>a'], ['a', '└─ → b', '   └─ → a, see above']],
  [
    'a circle that something leads to',
    ['b>c', 'c>b', 'a>b'],
    ['a', '└─ → b', '   └─ → c', '      └─ → b, see above'],
  ],
  ['several trees', ['a>b', 'c>b'], ['a', '└─ → b', '', 'c', '└─ → b']],
  ['a node that nothing has to do with', ['a>b', 'x'], ['a', '└─ → b', '', 'On no route', '  x']],
])('%s', (_name, ways, wanted) => {
  expect(tree(...ways)).toEqual(wanted);
});

test('a long chain goes on below, so that no line grows with it', () => {
  const ways = Array.from({ length: 5000 }, (_, index) => `n${index}>n${index + 1}`);
  const rows = tree(...ways);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThan(100);
  expect(rows.filter((row) => row.includes('→')).length).toBe(5000);
});

test('many ways to the same nodes are drawn once each', () => {
  const ways = Array.from({ length: 60 }, (_, from) =>
    Array.from({ length: 60 }, (_way, to) => `f${from}>t${to}`),
  ).flat();
  const ends = Array.from({ length: 60 }, (_, to) => `t${to}>end`);
  expect(tree(...ways, ...ends).filter((row) => row.includes('→')).length).toBe(3600 + 60);
});
