import type { Place, YamlNode } from '../parse/yaml/node.ts';

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed === -1) return text.length;
  return text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** The text with the line breaks of the lines around an offset in place of `\n`. */
export function withLineBreaks(inserted: string, text: string, offset: number): string {
  const before = text.lastIndexOf('\n', offset - 1);
  const feed = before === -1 ? text.indexOf('\n', offset) : before;
  return text[feed - 1] === '\r' ? inserted.replaceAll('\n', '\r\n') : inserted;
}

/** How far in a key or `-` stands; nothing where something else than `-` and blanks stands before it on its line. */
export function columnOf(text: string, start: number): number | undefined {
  const before = text.slice(lineStart(text, start), start).replace('\uFEFF', '');
  return /^[ -]*$/.test(before) ? before.length : undefined;
}

/** From the opening to the closing quote, where a node has any. */
export function outside(node: YamlNode): Place {
  const isQuoted =
    node.kind === 'scalar' && (node.style === 'single-quoted' || node.style === 'double-quoted');
  const quotes = isQuoted && node.text !== '' ? 1 : 0;
  return { start: node.start - quotes, end: node.end + quotes };
}

/** Whether a list or map is written with brackets. */
export function isFlow(text: string, node: YamlNode): boolean {
  return node.kind === 'map' ? text[node.start] === '{' : text[node.start] === '[';
}
