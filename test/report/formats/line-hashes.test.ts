import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineHashes } from '../../../src/report/formats/line-hashes.ts';

/** The definition once more, slowly: a rolling window over every unit, with whole numbers of any size. */
function slowly(text: string): string[] {
  const significant = `${text}\uffff`.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '');
  const units = Array.from({ length: significant.length }, (_, i) => significant.charCodeAt(i));
  const starts = units.flatMap((_, i) => (i === 0 || units[i - 1] === 10 ? [i] : []));
  const hashes = starts.map((start) => {
    const window = Array.from({ length: 100 }, (_, i) => BigInt(units[start + i] ?? 0));
    return BigInt.asUintN(
      64,
      window.reduce((sum, unit) => sum * 37n + unit, 0n),
    ).toString(16);
  });
  return hashes.map((hash, i) => {
    const times = hashes.slice(0, i + 1).filter((each) => each === hash).length;
    return `${hash}:${times}`;
  });
}

test('an empty text has one line', () => {
  expect(lineHashes('', 10)).toEqual(['c129715d7a2bc9a3:1']);
});

test('lines that go on alike are counted', () => {
  const hashes = lineHashes('  - name: http\n'.repeat(40), 100);
  expect(hashes[1]).toBe(hashes[0]?.replace(':1', ':2'));
  expect(new Set(hashes).size).toBe(41);
});

test('blanks, line ends and what lies behind the window change nothing', () => {
  const long = 'x'.repeat(100);
  const [first] = lineHashes(`kind: Service\n${long}\n`, 1);
  expect(lineHashes(`  kind:\t Service \r\n${long}y\n`, 1)).toEqual([first]);
  expect(lineHashes(`kinds: Service\n${long}\n`, 1)).not.toEqual([first]);
});

const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', '\r\n', 'é', '😀', 'b'),
});

test('any text: as the definition says, and asking for fewer lines gives the same', () => {
  fc.assert(
    fc.property(text, fc.nat(20), (any, count) => {
      // Blanks between the two halves make two line ends of them, also after they are gone.
      fc.pre(!/\r[ \t]+\n/.test(any));
      const all = lineHashes(any, Number.POSITIVE_INFINITY);
      expect(all).toEqual(slowly(any));
      expect(lineHashes(any, count)).toEqual(all.slice(0, count));
    }),
  );
});

test('a large file takes no time', () => {
  lineHashes('  - name: http\n'.repeat(200_000), 200_000);
});
