import assert from 'node:assert/strict';
import { test } from 'vitest';
import { pieceAt, piecesOf } from '../../src/parse/yaml/pieces.ts';

const TEXTS = {
  nothing: '',
  'one document': 'a: 1\nb: 2\n',
  'documents with comments between them': '# one\na: 1\n---\n# two\nb: 2\n---\nc: 3',
  'a marker at the start and one at the end': '---\na: 1\n---',
  'markers with words, comments and tabs behind them': '--- a\n--- # b\n---\tc\n---d\n',
  'dashes that are no markers': 'a: |\n  ---\n----\nb: 1\n ---\n',
  directives: 'a: 1\n...\n%YAML 1.2\n---\nb: 2\n---\nc: 3\n',
  'directives at the start': '%YAML 1.2\n# and\n---\nb: 2\n---\nc: 3\n',
  'a byte order mark': '\uFEFFa: 1\n---\nb: 2\n',
  'line breaks of Windows': 'a: 1\r\n---\r\nb: 2\r\n',
};

test.each(Object.entries(TEXTS))(
  'the piece at every offset is that of the whole cut: %s',
  (_name, text) => {
    for (let offset = 0; offset <= text.length; offset++) {
      const whole = piecesOf(text).findLast(({ start }) => start <= offset);
      const expected = whole && { start: whole.start, end: whole.end };
      const found = pieceAt(text, offset);
      assert.deepEqual(found && { start: found.start, end: found.end }, expected, `at ${offset}`);
    }
  },
);
