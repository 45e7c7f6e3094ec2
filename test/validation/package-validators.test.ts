import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { test } from 'vitest';
import { kindsOf, SOURCES } from '../../scripts/resource-schemas.ts';
import { parseOne } from '../../src/parse/yaml/documents.ts';
import { schemas as gatewayApi } from '../../src/validation/schema/generated/gateway-api.ts';
import { schemas as istio } from '../../src/validation/schema/generated/istio.ts';
import { schemas as kubernetes } from '../../src/validation/schema/generated/kubernetes.ts';
import type { Schema, Schemas } from '../../src/validation/schema/schema.ts';
import { violationsOf } from '../../src/validation/validate.ts';
import { documentsOf } from './document-generator.ts';

/**
 * The second opinion on the schemas and on what walks them: the validators that ajv made, from which the schemas were
 * read. Both judge documents that are made of the schemas, with something wrong here and there. What only one of them knows
 * is left out of the documents (unknown fields, null) or of the comparison (the rules of Istio's definitions).
 */
const SCHEMAS: Readonly<Record<string, Schemas>> = {
  kubernetes,
  istio,
  'gateway-api': gatewayApi,
};

/** What Istio got after the package. */
const NEWER = /MERGE_AND_REPLACE_LIST/;

for (const source of SOURCES) {
  const schemas = SCHEMAS[source.file];
  assert.ok(schemas);
  test(`${source.package} judges as we do`, async () => {
    for (const { name, validator } of kindsOf(source)) {
      const schema: Schema | undefined = schemas.kinds[name];
      assert.ok(schema, name);
      const { validate }: { validate: (document: unknown) => boolean } = await import(
        pathToFileURL(validator).href
      );
      const slash = name.lastIndexOf('/');
      const head = { apiVersion: name.slice(0, slash), kind: name.slice(slash + 1) };
      fc.assert(
        fc.property(documentsOf(schema, schemas.definitions), (body) => {
          const text = JSON.stringify({ ...body, ...head, status: undefined });
          const found = violationsIn(text);
          if (source.file === 'istio' && (validate(JSON.parse(text)) || NEWER.test(text))) return;
          assert.equal(
            found.length === 0,
            validate(JSON.parse(text)),
            `${text}\n${found.join('\n')}`,
          );
        }),
        { numRuns: 25, seed: 1 },
      );
    }
  }, 60_000);
}

function violationsIn(text: string): string[] {
  const [document] = parseOne(join('a', 'b.json'), text).documents;
  assert.ok(document);
  return violationsOf(document.root).map(({ message }) => message);
}
