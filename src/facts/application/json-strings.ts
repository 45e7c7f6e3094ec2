/** A string of some JSON text that is no key. Indexes are those of its content. */
export interface JsonString {
  /** The nearest key before it: an item of an array has the array's. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * All strings of JSON or JSON with comments that are values. It reads tokens only, so broken text and text with
 * template marks give what can be found. Linear in the length of the text.
 */
export function readJsonStrings(text: string): JsonString[] {
  const strings: JsonString[] = [];
  let key = '';
  let index = 0;
  while (index < text.length) {
    const comment = commentEnd(text, index);
    if (comment !== undefined) {
      index = comment;
      continue;
    }
    if (text.charAt(index) !== '"') {
      index++;
      continue;
    }
    const end = stringEnd(text, index + 1);
    if (isKey(text, end + 1)) key = text.slice(index + 1, Math.min(end, index + 200));
    else strings.push({ key, start: index + 1, end });
    index = end + 1;
  }
  return strings;
}

function commentEnd(text: string, index: number): number | undefined {
  const two = text.slice(index, index + 2);
  if (two !== '//' && two !== '/*') return undefined;
  const close = two === '//' ? '\n' : '*/';
  const found = text.indexOf(close, index + 2);
  return found === -1 ? text.length : found + close.length;
}

function stringEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charAt(index) !== '"' && text.charAt(index) !== '\n') {
    index += text.charAt(index) === '\\' ? 2 : 1;
  }
  return Math.min(index, text.length);
}

function isKey(text: string, after: number): boolean {
  let index = after;
  while (index < after + 100 && /\s/.test(text.charAt(index))) index++;
  return text.charAt(index) === ':';
}
