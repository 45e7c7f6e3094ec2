import type { ScalarNode, ValueNode } from '../../parse/yaml/node.ts';
import type { Schema } from './schema.ts';
import { choices, described, quoted, wanted } from './wording.ts';

/** resource.Quantity (k8s.io/apimachinery 0.36 pkg/api/resource/quantity.go). */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** RFC 3339, as metav1.Time reads it. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Go's decoder passes over line breaks. */
const BASE64 =
  /^(?:(?:[A-Za-z0-9+/][\r\n]*){4})*(?:(?:[A-Za-z0-9+/][\r\n]*){2}={2}|(?:[A-Za-z0-9+/][\r\n]*){3}=)?[\r\n]*$/;

const FORMATS: Readonly<Record<string, readonly [pattern: RegExp, isNone: string]>> = {
  quantity: [QUANTITY, 'is no quantity such as 500m or 1.5Gi'],
  'date-time': [TIME, 'is no time as of RFC 3339'],
  byte: [BASE64, 'is not base64'],
};

const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};

/** A word like `PORT` or `STORAGE_SIZE` stands where a script puts a value, if it cannot be one itself. */
const PLACEHOLDER = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** What is wrong with a scalar that is not null, behind the name of its field; `undefined` where nothing is. */
export function scalarProblem(scalar: ScalarNode, schema: Schema): string | undefined {
  const { value } = scalar;
  const { anyOf } = schema;
  if (anyOf) return problemOfAll(scalar, schema, anyOf);
  if (!hasType(scalar, schema))
    return isPlaceholder(scalar)
      ? undefined
      : `must be ${wanted(schema)}, not ${described(scalar)}`;
  if (schema.enum && !schema.enum.includes(scalar.text)) return choices(scalar, schema.enum);
  if (typeof value === 'number') return numberProblem(value, schema);
  return typeof value === 'string' ? textProblem(scalar, value, schema) : undefined;
}

/** Whether somebody is to fill in a value: `PORT`, or `[IMAGE_URL]`, which YAML takes for a list. */
export function isPlaceholder(value: ValueNode): boolean {
  if (value.kind === 'scalar') return value.style === 'plain' && PLACEHOLDER.test(value.text);
  const [item, ...others] = value.kind === 'list' ? value.items : [];
  return item?.kind === 'scalar' && others.length === 0 && isPlaceholder(item);
}

function problemOfAll(
  scalar: ScalarNode,
  schema: Schema,
  anyOf: readonly Schema[],
): string | undefined {
  const problems = anyOf.map((each) => scalarProblem(scalar, each));
  if (problems.includes(undefined) || isPlaceholder(scalar)) return undefined;
  const sameType = anyOf.findIndex((each) => hasType(scalar, each));
  return problems[sameType] ?? `must be ${wanted(schema)}, not ${described(scalar)}`;
}

function hasType({ value }: ScalarNode, { type }: Schema): boolean {
  switch (type) {
    case undefined:
      return true;
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return false;
  }
}

function numberProblem(
  value: number,
  { minimum, maximum, format = '' }: Schema,
): string | undefined {
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`;
  const range = RANGES[format];
  if (!range || (value >= range[0] && value <= range[1])) return undefined;
  return `must fit into ${format.slice(3)} bits`;
}

function textProblem(scalar: ScalarNode, value: string, schema: Schema): string | undefined {
  const { minLength, maxLength, pattern, format } = schema;
  if (minLength !== undefined && value.length < minLength) return 'must not be empty';
  if (maxLength !== undefined && value.length > maxLength && characters(value) > maxLength)
    return `must have at most ${maxLength} characters`;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
    return `is ${quoted(value)}, which does not match ${pattern}`;
  return format === undefined ? undefined : formatProblem(scalar, value, format);
}

/** The API server counts characters, not UTF-16 units; a text of few units has no more characters. */
function characters(text: string): number {
  return [...text].length;
}

function formatProblem(scalar: ScalarNode, value: string, format: string): string | undefined {
  const [known, isNone = ''] = FORMATS[format] ?? [];
  if (known === undefined || known.test(value) || isPlaceholder(scalar)) return undefined;
  return `is ${quoted(value)}, which ${isNone}`;
}
