/** Breaks words into lines of at most `width` columns; a longer word gets a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

const FENCE = /^ *```/;
const NO_PROSE = /^(?:[-*+>|#]|\d+\. | {4})/;

/**
 * The beginning of a Markdown text as lines of at most `width` columns: its first paragraphs of plain words, up to the
 * first list, table or heading (and the paragraph that only announces it), and blocks of code between them and at their
 * end, as they are written.
 */
export function leadingLines(markdown: string, paragraphs: number, width: number): string[] {
  const lines: string[] = [];
  let count = 0;
  const parts = partsOf(markdown);
  for (const [index, part] of parts.entries()) {
    const isCode = FENCE.test(part[0] ?? '');
    if (!isCode && (count === paragraphs || isNoProse(part) || announces(part, parts[index + 1]))) {
      break;
    }
    if (!isCode) count++;
    lines.push(
      ...(isCode ? part.slice(1, -1).map((line) => `  ${line}`) : wrap(part.join(' '), width)),
    );
  }
  return lines;
}

function isNoProse([first = '']: readonly string[]): boolean {
  return NO_PROSE.test(first);
}

function announces(part: readonly string[], next: readonly string[] | undefined): boolean {
  return next !== undefined && isNoProse(next) && part.at(-1)?.endsWith(':') === true;
}

/** Paragraphs and whole blocks of code, each as its lines. */
function partsOf(markdown: string): string[][] {
  const parts: string[][] = [];
  let part: string[] = [];
  let inCode = false;
  const end = (): void => {
    if (part.length > 0) parts.push(part);
    part = [];
  };
  for (const line of markdown.split('\n')) {
    const isFence = FENCE.test(line);
    if (!inCode && (isFence || line.trim() === '')) end();
    if (inCode || line.trim() !== '') part.push(line);
    if (inCode && isFence) end();
    if (isFence) inCode = !inCode;
  }
  end();
  return parts;
}
