/** What is put behind a line of a template: its number, in a form that no one writes. */
const MARK = / ?#@m(\d{1,6})@/g;

/** One action of a template, a comment among them; a longer one is no action that a person writes. */
const ACTION =
  /\{\{-?\s*\/\*[\s\S]{0,20000}?\*\/\s*-?\}\}|\{\{(?:[^"'`}]|\}(?!\})|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'){0,10000}\}\}/g;

/** Actions that only steer: a line that holds nothing else makes no text. */
const STEERING = /^\{\{-?\s*(?:if|else|end|range|with|define|block|template|\/\*|\$[\w.]*\s*:?=)/;

const BLOCK = /^\{\{-?\s*(define|block|if|range|with|end)\b/;

/**
 * A template with the number of each line (1-based) behind it as a comment of YAML, so that its output tells where it comes from.
 * Lines are left out behind which a comment could change more than the line: inside an action or a definition, where the
 * action trims what follows, blank ones, and those that only steer.
 */
export function marked(template: string): string {
  const closed = closedStretches(template);
  let start = 0;
  let next = 0;
  return template
    .split('\n')
    .map((line, index) => {
      const end = start + line.length;
      while ((closed[next]?.end ?? Number.POSITIVE_INFINITY) <= end) next++;
      const isClosed = (closed[next]?.start ?? Number.POSITIVE_INFINITY) <= end;
      start = end + 1;
      if (isClosed || !isMarkable(line.trim())) return line;
      return line.replace(/\s*$/, (blanks) => ` #@m${index + 1}@${blanks}`);
    })
    .join('\n');
}

function isMarkable(text: string): boolean {
  if (text === '' || text.startsWith('---') || text.endsWith('-}}')) return false;
  return !(STEERING.test(text) && text.indexOf('}}') === text.length - 2);
}

/** Actions and whole definitions, and comments with the end of their last line: the end of a line in there is no place for a mark. */
function closedStretches(template: string): { readonly start: number; readonly end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  let depth = 0;
  for (const { 0: action, index } of template.matchAll(ACTION)) {
    const word = BLOCK.exec(action)?.[1];
    const end = index + action.length + (/^\{\{-?\s*\/\*/.test(action) ? 1 : 0);
    const last = stretches.at(-1);
    if (depth > 0 && last) last.end = end;
    else stretches.push({ start: index, end });
    if (word === 'end') depth = Math.max(0, depth - 1);
    else if (word === 'define' || (word !== undefined && depth > 0)) depth++;
  }
  return stretches;
}

/** One line of Helm's output. */
export interface OutputLine {
  readonly text: string;
  /** The path of the template, as Helm names it behind `# Source:`. */
  readonly template: string;
  /** 1-based line of the template, where it is known. */
  readonly line?: number;
}

/**
 * The lines of Helm's output with the lines of templates that made them. `withMarks` is the output of the same chart with marked
 * templates. Of a document in which that differs in more than its marks and single lines, lines are not known.
 */
export function outputLines(output: string, withMarks: string | undefined): OutputLine[] {
  const plain = documentsOf(output);
  const told = documentsOf(withMarks ?? '');
  const isSame = told.length === plain.length;
  return plain.flatMap((lines, index) => {
    const source = lines.map((line) => /^# Source: (.+)$/.exec(line)?.[1]).find(Boolean);
    const found = isSame ? linesTold(lines, told[index] ?? []) : undefined;
    const lasting = found ? filledUp(found) : [];
    return lines.map((text, at): OutputLine => {
      const line = lasting[at];
      return { text, template: source?.trim() ?? '', ...(line !== undefined && { line }) };
    });
  });
}

/** Where several lines come from one of the template, its mark is at the last of them. */
function filledUp(found: readonly (number | undefined)[]): (number | undefined)[] {
  let next: number | undefined;
  return found.map((_line, index) => (next = found[found.length - 1 - index] ?? next)).reverse();
}

/** Each from its `---` on. */
function documentsOf(output: string): string[][] {
  const documents: string[][] = [[]];
  for (const line of output.split('\n')) {
    if (line === '---') documents.push([]);
    documents.at(-1)?.push(line);
  }
  return documents;
}

/** The marks by lines; a mark that came to stand on a line of its own, where Helm trims a document, counts for none. */
function linesTold(
  lines: readonly string[],
  told: readonly string[],
): (number | undefined)[] | undefined {
  const found: (number | undefined)[] = [];
  for (const line of told) {
    const [first] = line.matchAll(MARK);
    const isExtra =
      first && line.replace(MARK, '').trim() === '' && lines[found.length]?.trim() !== '';
    if (!isExtra) found.push(first && Number(first[1]));
  }
  return found.length === lines.length ? found : undefined;
}
