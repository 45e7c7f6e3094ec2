import type { JsonSchema } from './read-validator.ts';

/**
 * A schema without `allOf`, `oneOf` and `not`: parts that hold together are one, "one of these types" is `anyOf`, and "at most one
 * of these fields", which Istio's resources write as a `oneOf` over `required` and the `not` of all, is `exclusive`. Anything else
 * throws.
 */
export function simplified(schema: JsonSchema): JsonSchema {
  const { allOf = [], oneOf, not, properties, items, additionalProperties, ...rest } = schema;
  if (not) throw new Error('a "not" of another form');
  const own: JsonSchema = {
    ...rest,
    ...(properties && { properties: mapValues(properties, simplified) }),
    ...(items && { items: simplified(items) }),
    ...(additionalProperties && { additionalProperties: simplified(additionalProperties) }),
    ...(oneOf && alternatives(oneOf)),
  };
  return allOf.map(simplified).reduce(joined, own);
}

function mapValues(
  values: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function alternatives(oneOf: readonly JsonSchema[]): JsonSchema {
  if (oneOf.every(({ type }) => typeof type === 'string')) return { anyOf: [...oneOf] };
  const names = oneOf.flatMap(({ required = [] }) => required);
  const none = oneOf
    .flatMap(({ not }) => not?.anyOf ?? [])
    .flatMap(({ required = [] }) => required);
  if (names.join() !== none.join()) throw new Error('a "oneOf" of another form');
  return names.length > 1 ? { exclusive: [names] } : {};
}

/** A struct that embeds others has the fields of all. */
function joined(whole: JsonSchema, part: JsonSchema): JsonSchema {
  const { nullable, exclusive = [], properties, required = [], ...rest } = part;
  const twice = Object.keys(rest).find(
    (key) => key in whole && JSON.stringify(whole[key]) !== JSON.stringify(rest[key]),
  );
  if (twice !== undefined) throw new Error(`two values of ${twice}`);
  const alternatives = [...(whole.exclusive ?? []), ...exclusive];
  const needed = [...new Set([...(whole.required ?? []), ...required])];
  return {
    ...whole,
    ...(nullable && whole.type === undefined && { nullable }),
    ...rest,
    ...(properties && { properties: { ...whole.properties, ...properties } }),
    ...(needed.length > 0 && { required: needed }),
    ...(alternatives.length > 0 && { exclusive: alternatives }),
  };
}
