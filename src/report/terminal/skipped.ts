import { groupBy } from '../group-by.ts';
import type { Report } from '../report.ts';
import { visible } from '../visible.ts';

/** One and several. */
const REASONS: ReadonlyMap<string, readonly [one: string, several: string]> = new Map([
  ['helm-template', ['Helm template', 'Helm templates']],
  ['template', ['template', 'templates']],
  ['binary', ['not text in UTF-8', 'not text in UTF-8']],
  ['too-large', ['larger than 20 MB', 'larger than 20 MB']],
  ['outside', ['link out of the project', 'links out of the project']],
  ['test-data', ['test data', 'files of test data']],
]);

const HINTS: ReadonlyMap<string, string> = new Map([
  ['helm-template', ' (judged where helm is installed)'],
]);

/** What a file that is skipped belongs to: the chart, the test data; else its folder. */
const WHOLES: ReadonlyMap<string, RegExp> = new Map([
  ['helm-template', /^.*(?=(?:^|\/)templates\/)/],
  ['test-data', /^(?:.*?\/)?testdata(?=\/)/],
]);
const FOLDER = /^.*(?=\/)/;

type Skipped = Report['skipped'][number];

/** How many files are skipped for what reason. */
export function skippedCounts(files: readonly Skipped[]): string {
  return [...groupBy(files, ({ reason }) => reason)]
    .map(([reason, own]) => `${reasonOf(reason, own.length)}${HINTS.get(reason) ?? ''}`)
    .join(', ');
}

/** The files, several of one chart or folder as one, most first. */
export function skippedPlaces(files: readonly Skipped[]): string[] {
  return [...groupBy(files, (each) => JSON.stringify([each.reason, wholeOf(each)])).values()]
    .sort((a, b) => b.length - a.length)
    .map((own) => {
      const [first, ...others] = own;
      if (first === undefined) return '';
      const [one] = wordsOf(first.reason);
      if (others.length === 0) return `${visible(first.file)} (${one})`;
      return `${visible(wholeOf(first) || '.')} (${reasonOf(first.reason, own.length)})`;
    });
}

function wholeOf({ file, reason }: Skipped): string {
  return (WHOLES.get(reason) ?? FOLDER).exec(file)?.[0] ?? '';
}

function wordsOf(reason: string): readonly [one: string, several: string] {
  return REASONS.get(reason) ?? [reason, reason];
}

function reasonOf(reason: string, count: number): string {
  const [one, several] = wordsOf(reason);
  return `${count} ${count === 1 ? one : several}`;
}
