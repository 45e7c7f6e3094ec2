import { didYouMean } from '../../did-you-mean.ts';
import type { ScalarNode } from '../../parse/yaml/node.ts';
import type { Schema } from './schema.ts';

/** The longest text that a message quotes in full. */
const QUOTED = 60;

/** How messages show a value: `the text "x"`, `the number 3`, `the boolean yes`. */
export function described(node: ScalarNode): string {
  if (node.value === null) return 'null';
  if (typeof node.value === 'string') return `the text ${quoted(node.value)}`;
  return `the ${typeof node.value} ${node.text}`;
}

export function quoted(text: string): string {
  const short = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
  return `"${short}"`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
};

/** What a schema wants, where it is no list of choices: `text`, `a whole number or text`. */
export function wanted({ type, anyOf, items }: Schema): string {
  if (type === 'array' && items?.type === 'string') return 'a list of texts';
  if (anyOf) return [...new Set(anyOf.map(wanted))].join(' or ');
  return TYPES[type ?? ''] ?? 'another value';
}

/** `must be one of "A", "B", did you mean "A"?` */
export function choices(scalar: ScalarNode, allowed: readonly string[]): string {
  const known = allowed.filter((each) => each !== '');
  const nearest = didYouMean(scalar.text, known);
  return nearest === ''
    ? `must be one of ${known.map(quoted).join(', ')}`
    : `is no known value${nearest}`;
}

/** What is wrong with the number of entries of a list or map. */
export function countProblem(
  count: number,
  least: number = 0,
  most: number = Number.POSITIVE_INFINITY,
): string | undefined {
  if (count < least) return `must have at least ${entries(least)}`;
  return count > most ? `must have at most ${entries(most)}, not ${count}` : undefined;
}

function entries(count: number): string {
  return count === 1 ? 'one entry' : `${count} entries`;
}
