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

/** The first paragraphs of plain words of a Markdown text: up to the first list, table, heading or block of code. */
export function leadingProse(markdown: string, most: number): string[] {
  const paragraphs = markdown.trim().split(/\n[ \t]*\n/);
  const end = paragraphs.findIndex((paragraph) =>
    /^(?:[-*|#>`]{1,3}[ `|]|\d+\. |```| {4})/.test(paragraph),
  );
  return paragraphs.slice(0, end === -1 ? most : Math.min(end, most));
}
