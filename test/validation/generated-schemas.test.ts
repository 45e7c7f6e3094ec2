import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { generatedSchemas } from '../../scripts/resource-schemas.ts';
import { schemas } from '../../src/validation/schema/generated/istio.ts';
import type { Schema } from '../../src/validation/schema/schema.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEFINITIONS = join(
  ROOT,
  '../shared/corpus/repos/istio+istio/manifests/charts/base/files/crd-all.gen.yaml',
);

test('the generated schemas are those of the packages', () => {
  for (const [file, text] of generatedSchemas())
    assert.equal(
      readFileSync(join(ROOT, 'src/validation/schema/generated', file), 'utf8'),
      text,
      'run `npm run resource-schemas`',
    );
}, 60_000);

interface Definition {
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly items?: Definition;
  readonly additionalProperties?: Definition;
}

interface Pair {
  readonly path: string;
  readonly definition: Definition;
  readonly schema: Schema;
}

/** Istio's own definitions, at the version that the newer fields are taken from. */
test.skipIf(!existsSync(DEFINITIONS))(
  'Istio’s CustomResourceDefinitions have no field and no rule that the schemas lack (skipped: no ../shared)',
  () => {
    let rules = 0;
    for (const document of parseAllDocuments(readFileSync(DEFINITIONS, 'utf8'))) {
      const { spec } = document.toJS();
      for (const version of spec.versions) {
        const schema = schemas.kinds[`${spec.group}/${version.name}/${spec.names.kind}`];
        const definition: Definition = version.schema.openAPIV3Schema.properties.spec;
        const own = schema && resolved(schema).properties?.spec;
        if (version.storage) rules += ruleCount(definition);
        if (own) compare({ path: spec.names.kind, definition, schema: own });
      }
    }
    assert.equal(rules, 159);
  },
);

function ruleCount(definition: Definition): number {
  const own = definition['x-kubernetes-validations']?.length ?? 0;
  return childrenOf(definition).reduce((sum, [, child]) => sum + ruleCount(child), own);
}

function childrenOf({
  properties,
  items,
  additionalProperties,
}: Definition): [string, Definition][] {
  return [
    ...Object.entries(properties ?? {}),
    ...(items ? [['[]', items] satisfies [string, Definition]] : []),
    ...(additionalProperties ? [['{}', additionalProperties] satisfies [string, Definition]] : []),
  ];
}

function compare({ path, definition, schema }: Pair): void {
  const own = resolved(schema);
  for (const { rule } of definition['x-kubernetes-validations'] ?? [])
    assert.ok(isExpressed(rule, own), `${path}: ${rule}`);
  const isFree = !own.properties && !own.items && !own.additionalProperties;
  for (const [key, child] of childrenOf(definition)) {
    const other =
      key === '[]' ? own.items : key === '{}' ? own.additionalProperties : own.properties?.[key];
    if (isFree) continue;
    assert.ok(other, `${path}.${key}`);
    if (key === '{}' && JSON.stringify(child).includes('contains'))
      assert.match(`${own.rules}`, /^(?:labels|matchLabels)$/, path);
    compare({ path: `${path}.${key}`, definition: child, schema: other });
  }
}

/** That values have no wildcard is a check of the mapping that holds them. */
function isExpressed(
  rule: string,
  { rules = [], exclusive = [], minimum, ...schema }: Schema,
): boolean {
  if (rule.includes('duration(')) return rules.includes('duration');
  if (rule.startsWith('0 < self')) return minimum === 1 && schema.maximum === 65_535;
  if (rule.startsWith('self in')) return schema.enum !== undefined;
  if (rule.includes('exists_one')) return schema.unique !== undefined;
  const names = [...rule.matchAll(/has\(self\.(\w+)\) \? 1 : 0/g)].map(([, name = '']) => name);
  if (names.length > 0) return exclusive.some((list) => names.every((name) => list.includes(name)));
  return rules.length > 0 || rule === '!self.contains("*")';
}

function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (schemas.definitions[schema.$ref] ?? {});
}
