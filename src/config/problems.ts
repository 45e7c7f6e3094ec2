import { didYouMean } from '../did-you-mean.ts';
import type { Problem } from '../finding.ts';
import type { View } from '../parse/yaml/view.ts';
import type { Span } from '../text.ts';
import { knownKeys, type ValidationError, validate } from './generated/validate-configuration.js';

/** What is wrong with a configuration by its schema, each at the value or key that is wrong. */
export function problemsOf(root: View): Problem[] {
  if (validate(dataOf(root, { left: MOST_VALUES }))) return versionProblems(root);
  return (validate.errors ?? [])
    .flatMap((error) => problemOf(error, root) ?? [])
    .sort((a, b) => a.at.start - b.at.start);
}

/** More values than this are no configuration, but aliases that multiply. */
const MOST_VALUES = 20_000;

/**
 * The data as the schema sees it. Of the words that Kubernetes' YAML takes for booleans `true` and `false` alone are some:
 * `off` is a severity, `no` a word of its own.
 */
function dataOf(view: View, budget: { left: number }): unknown {
  if (budget.left-- <= 0) return null;
  if (view.type === 'list') return view.items().map((item) => dataOf(item, budget));
  if (view.type === 'map') {
    const data: Record<string, unknown> = Object.create(null);
    for (const { key, value } of view.entries()) data[key.value] = dataOf(value, budget);
    return data;
  }
  if (view.type === 'number') return view.number()?.value ?? null;
  const { value } = view.text() ?? {};
  if (view.type === 'boolean' && /^true$/i.test(value ?? '')) return true;
  if (view.type === 'boolean' && /^false$/i.test(value ?? '')) return false;
  return value ?? null;
}

function problemOf(error: ValidationError, root: View): Problem | undefined {
  const { keyword, params, instancePath } = error;
  const view = viewAt(root, instancePath);
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(view, String(params.additionalProperty), instancePath);
    case 'required':
      return {
        at: placeOf(view),
        message: `"${String(params.missingProperty)}" is missing here`,
      };
    case 'enum':
      return notAllowed(view, listOf(params.allowedValues));
    case 'type':
      return { at: placeOf(view), message: `${written(view)} must be ${typesOf(params.type)}` };
    case 'pattern':
      return { at: placeOf(view), message: `${written(view)} cannot be ${whatIs(instancePath)}` };
    default:
      return undefined;
  }
}

/** The value that a JSON pointer names. */
function viewAt(root: View, pointer: string): View {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<View>((view, part) => view.items()[Number(part)] ?? view.get(part), root);
}

function unknownKey(view: View, key: string, pointer: string): Problem {
  const known = knownKeys.get(pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')) ?? [];
  const at = view.entries().find((entry) => entry.key.value === key)?.key.at ?? placeOf(view);
  const isRule = /^(?:\/overrides\/\d+)?\/rules$/.test(pointer);
  const what = isRule ? `There is no rule "${key}"` : `There is no setting "${key}" here`;
  return { at, message: `${what}${didYouMean(key, known)}` };
}

function notAllowed(view: View, allowed: readonly string[]): Problem {
  const meant = didYouMean(view.text()?.value ?? '', allowed);
  const message = `${written(view)} is none of ${allowed.join(', ')}${meant}`;
  return { at: placeOf(view), message };
}

/** The value itself where it is a word; a list or map at its key. */
function placeOf(view: View): Span {
  return view.type === 'list' || view.type === 'map' ? view.keyAt : view.at;
}

function written(view: View): string {
  const text = view.text();
  if (text) return `"${text.value}"`;
  return view.type === 'null' ? 'An empty value' : `A ${view.type}`;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['number', 'a number'],
  ['object', 'a mapping'],
  ['string', 'a text'],
]);

function typesOf(types: unknown): string {
  return listOf(types)
    .map((type) => TYPES.get(type) ?? type)
    .join(' or ');
}

function whatIs(pointer: string): string {
  if (pointer.startsWith('/versions/')) return 'a version; one is written like "1.27" or "1.27.3"';
  return pointer === '/namespace' ? 'the name of a namespace' : 'empty';
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined).map(String);
}

/** Versions as they are written, for `1.20` is the number 1.2. */
function versionProblems(root: View): Problem[] {
  return root
    .get('versions')
    .entries()
    .flatMap(({ value }) => {
      const text = value.text();
      if (!text || /^v?[01]\.\d{1,4}(?:\.\d{1,6})?$/.test(text.value)) return [];
      return [{ at: text.at, message: `"${text.value}" cannot be ${whatIs('/versions/')}` }];
    });
}
