const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const SHORT = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** GitHub Actions looks for commands of this older form anywhere in a line of output (actions/runner, ActionCommand.TryParse). */
const OLD_COMMAND = '##[';

/**
 * The text as a terminal may show it: control characters, marks that turn the direction of writing, characters of no
 * width and broken surrogates become escapes, so that input can neither move the cursor nor hide what it says, nor give
 * commands to the CI that reads it.
 */
export function visible(text: string): string {
  return withoutOldCommands(
    text.replace(INVISIBLE, (character) => SHORT.get(character) ?? escaped(character)),
  );
}

/** For texts that were made visible one character at a time. */
export function withoutOldCommands(text: string): string {
  return text.replaceAll(OLD_COMMAND, '#\\x23[');
}

/** A text of several lines none of which GitHub Actions takes for a command, which begins with `::name` behind any blanks. */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:[a-z])/gim, '$1\\x3a');
}

/** The same characters as JSON escapes, for a whole JSON text. Line ends and indentation stay. */
export function visibleInJson(json: string): string {
  return json.replaceAll(OLD_COMMAND, '#\\u0023[').replace(INVISIBLE, (character) => {
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
