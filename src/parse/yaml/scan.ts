const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const PIPE = 124;
const GREATER = 62;

/** The next character behind blanks, line breaks and comments, and behind those of `skip`. */
export function nextMark(text: string, from: number, skip: string): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) at++;
    else if (code === HASH) at = lineEnd(text, at);
    else if (skip !== '' && at < text.length && text[at] === skip) at++;
    else return at;
  }
}

/** Where the `|` or `>` of the next block scalar stands. */
export function blockHeader(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === PIPE || code === GREATER) return at;
    at = code === HASH ? lineEnd(text, at) : at + 1;
  }
  return from;
}

/** The end of the last word before `end`. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The start of the first word behind `start`. */
export function trimmedStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

export function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === RETURN || code === TAB;
}
