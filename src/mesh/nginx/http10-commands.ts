import { isTemplated, type Located, type Span } from '../../text.ts';
import { simpleCommands } from '../proxies/simple-commands.ts';

/** A call over HTTP/1.0 that a command makes. */
export interface Http10Call {
  /** What makes it one, such as `curl -0` or `ab`. */
  readonly tool: string;
  /** The word that says so, or the script it is in. */
  readonly at: Span;
  readonly host: string;
  readonly port: number;
}

/**
 * Calls of `curl -0`, `curl --http1.0` and ApacheBench, which speaks nothing else, to plain `http://` addresses; in the
 * words of a command, or in a script that is one of them.
 */
export function http10Calls(words: readonly Located<string>[]): Http10Call[] {
  if (!words.some(({ value }) => value.includes('http:'))) return [];
  return simpleCommands(words).flatMap(callsOf);
}

const URL = /^http:\/\/([^\s/:?#@]+)(?::(\d{1,5}))?(?:[/?#]|$)/;

function callsOf(words: readonly Located<string>[]): Http10Call[] {
  const mark = http10Mark(words);
  if (!mark) return [];
  return words.slice(mark.from).flatMap(({ value }) => {
    const match = URL.exec(value);
    if (!match?.[1] || isTemplated(value) || match[1].includes('$')) return [];
    const port = match[2] === undefined ? 80 : Number(match[2]);
    return [{ tool: mark.tool, at: mark.word.at, host: match[1].toLowerCase(), port }];
  });
}

function http10Mark(
  words: readonly Located<string>[],
): { readonly tool: string; readonly word: Located<string>; readonly from: number } | undefined {
  const from = words.findIndex(({ value }) => /^(?:\/[\w/.-]*\/)?(?:curl|ab)$/.test(value));
  const program = words[from];
  if (!program) return undefined;
  if (program.value.endsWith('ab')) return { tool: 'ab', word: program, from };
  const word = words.find(
    ({ value }, index) => index > from && /^(?:--http1\.0|-[sSfLkvgi]*0[sSfLkvgi]*)$/.test(value),
  );
  return word && { tool: `curl ${word.value}`, word, from };
}
