import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { configurationSchema } from '../src/config/schema.ts';
import { fileRules } from '../src/report/rule-pages/file-rules.ts';
import { rules } from '../src/rules/index.ts';

const ROOT = join(import.meta.dirname, '..');
const HEAD = '// Made by scripts/config-schema.ts; `npm run config-schema` makes it again.\n';

/** What is made of the rules, by the path it is written to: the schema for editors, and code that checks by it. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const all = [...rules, ...fileRules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const schema = configurationSchema(all);
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
  });
  const code = standalone.default(ajv, ajv.compile(schema));
  if (code.includes('require(')) throw new Error('the validator needs a package at run time');
  return new Map([
    ['schemas/config.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['src/config/generated/validate-configuration.js', `${HEAD}${code}${keysCode(schema)}`],
  ]);
}

/** For "did you mean": which keys each mapping may have. */
function keysCode(schema: object): string {
  const lines = [...keysOf(schema, '')].map((entry) => `  ${JSON.stringify(entry)},\n`);
  return `export const knownKeys = new Map([\n${lines.join('')}]);\n`;
}

function* keysOf(schema: unknown, pointer: string): Generator<[string, string[]]> {
  if (typeof schema !== 'object' || schema === null) return;
  if ('items' in schema) yield* keysOf(schema.items, `${pointer}/*`);
  if ('else' in schema) yield* keysOf(schema.else, pointer);
  if (!('properties' in schema)) return;
  const properties = Object.entries(schema.properties ?? {});
  yield [pointer, properties.map(([name]) => name)];
  for (const [name, value] of properties) yield* keysOf(value, `${pointer}/${name}`);
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, content] of generatedFiles()) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
  }
}
