const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const SHORT = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * The text as a terminal may show it: control characters, marks that turn the direction of writing, characters of no
 * width and broken surrogates become escapes, so that input can neither move the cursor nor hide what it says.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT.get(character) ?? escaped(character));
}

/** The same characters as JSON escapes, for a whole JSON text. Line ends and indentation stay. */
export function visibleInJson(json: string): string {
  return json.replace(INVISIBLE, (character) => {
    if (character === '\n') return character;
    return Array.from({ length: character.length }, (_, i) => unit(character.charCodeAt(i))).join(
      '',
    );
  });
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? unit(code) : `\\u{${code.toString(16)}}`;
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
