import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instance } from '@viz-js/viz';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from '../../../src/report/graph/dot.ts';
import { json } from '../../../src/report/graph/json.ts';
import { mermaid } from '../../../src/report/graph/mermaid.ts';
import { text } from '../../../src/report/graph/text.ts';
import { visible } from '../../../src/report/visible.ts';
import { graphWith, hostileReport, reportOf } from './sample.ts';

/** Pieces that mean something in one of the languages, and any characters between them. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '"',
      "'",
      '`',
      '\\',
      '\\N',
      '\\"',
      ']',
      '}',
      ')',
      '|',
      ';',
      '%%',
      '%%{init}%%',
    ],
    ...['-->', '->', '--', 'end', 'subgraph', 'style', 'classDef x:#f00;', 'click n0', '<br/>'],
    ...[
      '<script>',
      '&amp;',
      '&lt;',
      '#quot;',
      '#',
      '$',
      '::',
      ':::error',
      '##[error]',
      '::error::',
    ],
    ...['\u0000', '\u001b[31m', '\u202e', '\ud800', 'graph', 'digraph {'],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const hostile = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(''))
  .filter((words) => words.trim() !== '');

const viz = await instance();

const ENTITIES = new Map([
  ['quot', '"'],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['#160', ' '],
]);

/** The lines of text that Graphviz draws, in the order of environments, nodes and edges. */
function drawnByGraphviz(source: string): string[] {
  const { status, output = '', errors } = viz.render(source, { format: 'svg' });
  const grave = errors.filter(({ level }) => level === 'error');
  expect({ status, grave }).toEqual({ status: 'success', grave: [] });
  return [...output.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text.replace(
      /&(#?\w+);/g,
      (_all, name) => ENTITIES.get(name) ?? String.fromCodePoint(Number(name.slice(1))),
    ),
  );
}

test('dot: Graphviz draws every label as it is, and nothing else', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const [environment, first, second, absent, edge, mark, ...more] = drawnByGraphviz(
        dot(hostileReport(words), false),
      );
      const shown = visible(words);
      expect({ environment, first, second, absent, mark }).toEqual({
        environment: `environment ${shown}`,
        first: shown,
        second: shown,
        absent: 'unknown',
        mark: 'error[missing-service-entry]',
      });
      expect(edge?.startsWith(`calls, ${shown}:80`)).toBe(true);
      expect(more).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** The only lines that a drawing may have; labels hold nothing but harmless characters and entity codes. */
const LABEL = String.raw`"(?:[\p{L}\p{N} .,:/()[\]_=-]|#\d+;|<br\/>)*"`;
const NODE = String.raw`e\d+n\d+(?:\(\(|\[\/|\{\{|\[\[|\[|>|\(\[)${LABEL}(?:\)\)|\\\]|\}\}|\]\]|\]|\]\))(?::::\w+)?`;
const MERMAID = new RegExp(
  [
    '^flowchart LR$',
    String.raw`^  subgraph e\d+ \[${LABEL}\]$`,
    `^    ${NODE}$`,
    '^  end$',
    String.raw`^  e\d+n\d+ -->(?:\|${LABEL}\|)? e\d+n\d+$`,
    String.raw`^  classDef \w+ [\w#:,-]+$`,
    String.raw`^  linkStyle \d+ [\w#:,-]+$`,
  ].join('|'),
  'u',
);

test('mermaid: every line is one of ours', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const lines = mermaid(hostileReport(words), false).trimEnd().split('\n');
      expect(lines.filter((line) => !MERMAID.test(line))).toEqual([]);
      expect(lines.length).toBe(11);
      const labels = lines.flatMap((line) => line.match(new RegExp(LABEL, 'gu')) ?? []);
      expect(labels.some((label) => /style|classDef/.test(label))).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('text: no line of its own, nothing raw to the terminal, no commands to a CI', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const drawn = text(hostileReport(words), false);
      const atMargin = drawn.split('\n').filter((line) => /^[^ └├│]/.test(line));
      expect(atMargin.length).toBe(3);
      expect(drawn.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(drawn).not.toMatch(/^[^\S\n]*::[a-z]|##\[/im);
    }),
    { numRuns: 300 },
  );
});

const SCHEMA = join(import.meta.dirname, '../../../schemas/graph.schema.json');
const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

test('json: as the schema says, and every text reads back as it was', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const written = json(hostileReport(words), false);
      expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      const content = JSON.parse(written);
      isValid(content);
      expect(isValid.errors).toBe(null);
      expect(content.environments[0].nodes[0].label).toBe(words);
      expect(content.environments[0].edges[0].findings.length).toBe(1);
    }),
    { numRuns: 300 },
  );
});

test('graphs of nothing and of circles are drawings too', () => {
  expect(drawnByGraphviz(dot({ ...hostileReport('x'), graphs: [] }, false))).toEqual([]);
  const circle = reportOf(graphWith('a>b', 'b>a', 'a>a'));
  expect(drawnByGraphviz(dot(circle, false)).filter(Boolean)).toEqual([
    'environment prod',
    'a',
    'b',
  ]);
  expect(mermaid(circle, false).match(/-->/g)?.length).toBe(3);
});
