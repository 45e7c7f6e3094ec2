import fc from 'fast-check';
import type { Schema } from '../../src/validation/schema/schema.ts';

/** Objects of a kind, most of them right, some with a value of a wrong type, out of bounds, or missing. */
export function documentsOf(
  schema: Schema,
  definitions: Readonly<Record<string, Schema>>,
): fc.Arbitrary<object> {
  return mapping(resolved(schema, definitions), definitions, 0);
}

/** Deeper parts are only there where they must be. */
const DEPTH = 7;

function resolved(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  return schema.$ref === undefined ? schema : (definitions[schema.$ref] ?? {});
}

function value(
  schema: Schema,
  definitions: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const whole = resolved(schema, definitions);
  const right = rightValue(whole, definitions, depth);
  const wrong = fc.constantFrom<unknown>('word', -1, 0.5, true, [], {});
  const isAny = whole.type === undefined && !whole.anyOf;
  return isAny
    ? right
    : fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

function rightValue(
  schema: Schema,
  definitions: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const { anyOf, type, enum: choices } = schema;
  if (anyOf) return fc.oneof(...anyOf.map((each) => rightValue(each, definitions, depth)));
  if (choices) return fc.constantFrom(...choices);
  switch (type) {
    case 'object':
      return mapping(schema, definitions, depth);
    case 'array':
      return list(schema, definitions, depth);
    case 'string':
      return text(schema);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return number(schema);
    default:
      return fc.constant({ any: 'thing' });
  }
}

function text({ format, pattern, minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<string> {
  if (format === 'quantity') return fc.constantFrom('1Gi', '500m', '0.5', '1e3');
  if (format === 'date-time') return fc.constant('2024-01-02T03:04:05Z');
  if (format === 'byte') return fc.constant('YWJj');
  const words = ['word', 'a.b-c', '10s', 'https://example.com/a', '*', '~!'];
  const fitting = words.filter(
    (each) => pattern === undefined || new RegExp(pattern, 'u').test(each),
  );
  const long = maxLength < 300 ? ['x'.repeat(maxLength), 'x'.repeat(maxLength + 1)] : [];
  return fc.constantFrom(
    ...fitting,
    ...(fitting.length === 0 ? words : []),
    ...long,
    ...(minLength > 0 ? [''] : []),
  );
}

function number({ minimum = 0, maximum = 65_535 }: Schema): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: minimum, max: maximum }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum - 1, maximum + 1, 2 ** 31) },
  );
}

function list(
  { items = {}, minItems = 0, maxItems = 3 }: Schema,
  definitions: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const minLength = Math.max(0, minItems);
  const maxLength = depth > DEPTH ? minLength : Math.max(minLength, Math.min(maxItems, 2));
  return fc.array(value(items, definitions, depth + 1), { minLength, maxLength });
}

function mapping(
  { properties = {}, required = [], additionalProperties, exclusive = [] }: Schema,
  definitions: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<object> {
  const hidden = new Set(exclusive.flatMap((names) => names.slice(1)));
  const names = Object.keys(properties).filter(
    (name) => required.includes(name) || (!hidden.has(name) && depth <= DEPTH),
  );
  const wanted = names.map((name) => {
    const child = value(properties[name] ?? {}, definitions, depth + 1);
    const often = required.includes(name) ? 60 : 1;
    const absent = { weight: 1, arbitrary: fc.constant(undefined) };
    return [name, fc.oneof({ weight: often, arbitrary: child }, absent)] as const;
  });
  if (additionalProperties && names.length === 0)
    return fc.dictionary(
      fc.constantFrom('a', 'b'),
      value(additionalProperties, definitions, depth + 1),
      { maxKeys: 2 },
    );
  return fc.record(Object.fromEntries(wanted)).map(sparse);
}

/** JSON has no undefined. */
function sparse(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, each]) => each !== undefined));
}
