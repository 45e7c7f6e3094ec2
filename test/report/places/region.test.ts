import { expect, test } from 'vitest';
import { placer } from '../../../src/report/places/places.ts';
import { regionOf } from '../../../src/report/places/region.ts';

/** The text's place is between `[` and `]`; the region as `line:from-to`. */
const TABLE: readonly [name: string, text: string, region: string][] = [
  ['one line: the column behind the last character', 'a: [bc]\n', '1:4-6'],
  ['UTF-16 columns', '😀: [é😀]\n', '1:5-8'],
  ['several lines: the first to its end', 'x:\n  [a: 1\n  b: 2]\n', '2:3-7'],
  ['several lines with CRLF', 'x:\r\n  [a: 1\r\n  b: 2]\r\n', '2:3-7'],
  ['a line end alone', 'ab[\n]c', '1:2-3'],
  ['empty: the character behind', 'a[]bc', '1:2-3'],
  ['empty before a pair', 'a[]😀', '1:2-4'],
  ['empty at the end of a line', 'ab[]\n', '1:2-3'],
  ['empty at the end of a line with CRLF', 'ab[]\r\n', '1:2-3'],
  ['empty at the end after a pair', 'a😀[]', '1:2-4'],
  ['empty in an empty line', 'a\n[]\nb', '2:1-1'],
  ['an empty file', '[]', '1:1-1'],
];

for (const [name, marked, region] of TABLE) {
  test(name, () => {
    const start = marked.indexOf('[');
    const text = marked.replace('[', '').replace(']', '');
    const at = { file: 'a', start, end: marked.indexOf(']') - 1 };
    const found = regionOf(placer(new Map([['a', text]]))(at), text);
    expect(`${found.startLine}:${found.startColumn}-${found.endColumn}`).toBe(region);
    expect(found.endLine).toBe(found.startLine);
  });
}

test('a file that has vanished', () => {
  const place = placer(new Map())({ file: 'a', start: 5, end: 9 });
  expect(regionOf(place, undefined)).toEqual({
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
  });
});
