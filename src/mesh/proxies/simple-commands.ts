import type { Located } from '../../text.ts';

const LONGEST_SCRIPT = 100_000;

/**
 * The simple commands of a container's words, as lists of words without quotes: the words themselves, and what each script among
 * them runs, cut at `;`, `&`, `|`, parentheses and line ends. Nothing is expanded. A place is exact where the script is
 * written on one line without escapes, else it is the whole script.
 */
export function simpleCommands(words: readonly Located<string>[]): readonly Located<string>[][] {
  const scripts = words.filter(({ value }) => /\s/.test(value));
  return [[...words], ...scripts.flatMap(commandsOf)];
}

function commandsOf({ value, at }: Located<string>): Located<string>[][] {
  if (value.length > LONGEST_SCRIPT) return [];
  const exact = at.end - at.start === value.length;
  const commands: Located<string>[][] = [[]];
  for (const { 0: text, index } of value.matchAll(/[;&|\n()]|[^\s;&|()]+/g)) {
    if (/^[;&|\n()]$/.test(text)) commands.push([]);
    else {
      const start = at.start + index;
      const place = exact ? { file: at.file, start, end: start + text.length } : at;
      commands.at(-1)?.push({ value: text.replace(/^["']|["']$/g, ''), at: place });
    }
  }
  return commands;
}
