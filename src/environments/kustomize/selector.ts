import type { Selector } from '../../facts/layout/layout.ts';
import { childOf, entriesIn, type Tree, textOf } from '../../parse/yaml/tree.ts';
import type { Composed } from './composed.ts';

/** Whether a field of a selector fits a value. */
type Fits = (wanted: string, value: string) => boolean;

/**
 * Whether the target of a patch means an object: its fields are patterns for the whole value (kustomize 5,
 * api/types/selector.go).
 */
export function isTarget(selector: Selector, object: Composed): boolean {
  return isSelected(selector, object, fitsPattern);
}

/** Whether a selector of a replacement means an object: its fields are compared as they are. */
export function isMeant(selector: Selector, object: Composed): boolean {
  return isSelected(selector, object, (wanted, value) => wanted === value);
}

function isSelected(
  selector: Selector,
  { tree, group, version, kind, names }: Composed,
  fits: Fits,
): boolean {
  const isFitting = (wanted: string | undefined, value: string): boolean =>
    wanted === undefined || wanted === '' || fits(wanted, value);
  return (
    isFitting(selector.kind, kind) &&
    isFitting(selector.group, group) &&
    isFitting(selector.version, version) &&
    names.some((each) => isNamed(selector, each, isFitting)) &&
    hasPairs(selector.labelSelector, childOf(tree, 'metadata', 'labels')) &&
    hasPairs(selector.annotationSelector, childOf(tree, 'metadata', 'annotations'))
  );
}

function isNamed(
  { name, namespace }: Selector,
  called: string,
  isFitting: (wanted: string | undefined, value: string) => boolean,
): boolean {
  const slash = called.indexOf('/');
  const ownNamespace = called.slice(0, slash);
  return (
    isFitting(name, called.slice(slash + 1)) &&
    (isFitting(namespace, ownNamespace) || (namespace === 'default' && ownNamespace === ''))
  );
}

/** Characters that mean nothing but themselves in a pattern. */
const PLAIN = /^[\w-]*$/;

/**
 * Whether a pattern fits the whole value, as far as it is made of words, `.*` and alternatives; any other pattern fits
 * nothing. Regular expressions of the files are never run: a hostile one runs for years.
 */
export function fitsPattern(pattern: string, value: string): boolean {
  if (PLAIN.test(pattern)) return pattern === value;
  const bare = /^\^?\(?(.*?)\)?\$?$/.exec(pattern)?.[1] ?? pattern;
  return bare.split('|').some((alternative) => fitsWords(alternative.split('.*'), value));
}

function fitsWords(words: readonly string[], value: string): boolean {
  const [first = '', ...rest] = words.map((word) => word.replaceAll('\\.', '.'));
  if (rest.length === 0) return first === value;
  const last = rest.pop() ?? '';
  let at = first.length;
  if (!value.startsWith(first) || value.length < at + last.length) return false;
  for (const word of rest) {
    const found = value.indexOf(word, at);
    if (found === -1) return false;
    at = found + word.length;
  }
  return value.endsWith(last) && at <= value.length - last.length;
}

/** A selector of labels or annotations: `app=web,tier!=back,other`, also with `in` and `notin`; absent, it means all. */
function hasPairs(selector: string | undefined, pairs: Tree | undefined): boolean {
  if (selector === undefined || selector.trim() === '') return true;
  const values = new Map(
    (pairs ? entriesIn(pairs) : []).map(({ key, value }) => [key, textOf(value) ?? '']),
  );
  return (selector.match(/(?:\([^)]*\)|[^,(])+/g) ?? []).every((term) =>
    holds(term.trim(), values),
  );
}

const SET = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/;
const EQUATION = /^([^\s=!]+)\s*(==?|!=)\s*([^\s=]*)$/;

function holds(term: string, values: ReadonlyMap<string, string>): boolean {
  const [, key = '', operator, list = ''] = SET.exec(term) ?? [];
  if (operator) {
    const wanted = list.split(',').map((word) => word.trim());
    return wanted.includes(values.get(key) ?? '\0') === (operator === 'in');
  }
  const [, name = '', sign, value] = EQUATION.exec(term) ?? [];
  if (sign) return (values.get(name) === value) === (sign !== '!=');
  return term.startsWith('!') ? !values.has(term.slice(1)) : values.has(term);
}
