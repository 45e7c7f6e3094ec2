/**
 * Makes `src/validation/schema/generated` of the validators in `kubernetes-models`, `@kubernetes-models/istio` and
 * `@kubernetes-models/gateway-api`: `npm run resource-schemas`. Descriptions are in none of them; equal parts are written once.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { withRules } from './resource-schemas/custom-resource-rules.ts';
import { withNewerFields } from './resource-schemas/newer-fields.ts';
import { type JsonSchema, PACKAGES, readValidator } from './resource-schemas/read-validator.ts';
import { simplified } from './resource-schemas/simplify.ts';

const TARGET = join(import.meta.dirname, '../src/validation/schema/generated');

interface Source {
  /** The name of the generated file. */
  readonly file: string;
  readonly package: string;
  readonly wants: (apiVersion: string, kind: string) => boolean;
  /** Adds what the package does not have. */
  readonly complete?: (kind: string, schema: JsonSchema) => JsonSchema;
}

/** Kinds that are sent to the API server and never kept, and those whose own schema describes schemas. */
const NOT_KEPT =
  /Review$|^(?:Binding|Eviction|Scale|TokenRequest|ComponentStatus|CustomResourceDefinition)$/;

/**
 * Groups of objects that tools make for controllers. In repositories that install controllers they are a third of all that
 * would have to be parsed, and in the 32 repositories of `npm run corpus` none of them holds a mistake.
 */
const MADE_BY_TOOLS =
  /^(?:rbac\.authorization|admissionregistration|apiregistration|authentication|authorization)\.k8s\.io\//;

export const SOURCES: readonly Source[] = [
  {
    file: 'kubernetes',
    package: 'kubernetes-models',
    wants: (apiVersion, kind) =>
      /(?:^|\/)v\d+$/.test(apiVersion) && !MADE_BY_TOOLS.test(apiVersion) && !NOT_KEPT.test(kind),
  },
  {
    file: 'istio',
    package: '@kubernetes-models/istio',
    wants: (apiVersion) => !apiVersion.startsWith('install.'),
    complete: (kind, schema) => withRules(kind, withNewerFields(schema)),
  },
  {
    file: 'gateway-api',
    package: '@kubernetes-models/gateway-api',
    wants: (apiVersion) => apiVersion.startsWith('gateway.networking.k8s.io/'),
  },
];

interface Kind {
  readonly name: string;
  readonly validator: string;
}

/** The kinds of a package, by `apiVersion/kind`, and the files of their validators. */
export function kindsOf(source: Source): Kind[] {
  const root = join(PACKAGES, source.package);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !path.startsWith('_schemas'))
    .sort()
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const apiVersion = /this\.apiVersion="([^"]+)"/.exec(text)?.[1];
      const kind = /this\.kind="([^"]+)"/.exec(text)?.[1];
      const validator = /from"([^"]*_schemas[^"]*)"/.exec(text)?.[1];
      if (!apiVersion || !kind || !validator || kind.endsWith('List')) return [];
      if (!source.wants(apiVersion, kind)) return [];
      return [
        { name: `${apiVersion}/${kind}`, validator: resolve(dirname(join(root, path)), validator) },
      ];
    });
}

interface Schemas {
  readonly kinds: Record<string, JsonSchema>;
  readonly definitions: Record<string, JsonSchema>;
}

/** The schemas of some kinds; what has properties is a definition, and equal ones are one. */
export function schemasOf(kinds: readonly Kind[], { complete }: Source): Schemas {
  const definitions: Record<string, JsonSchema> = {};
  const known = new Map<string, string>();
  const define = ({ nullable, ...schema }: JsonSchema, name: string): JsonSchema => {
    const text = JSON.stringify(schema);
    const definition = known.get(text) ?? freeName(name, definitions);
    known.set(text, definition);
    definitions[definition] = schema;
    return { $ref: definition, ...(nullable && { nullable }) };
  };
  const visit = (schema: JsonSchema, name: string): JsonSchema => {
    const { properties, items, additionalProperties, ...rest } = schema;
    const children = Object.entries(properties ?? {}).map(([key, value]) => {
      return [key, visit(value, `${name}.${key}`)] as const;
    });
    const visited: JsonSchema = defined({
      ...rest,
      properties: properties && Object.fromEntries(children),
      items: items && visit(items, name),
      additionalProperties: additionalProperties && visit(additionalProperties, name),
    });
    return properties ? define(visited, name) : visited;
  };
  const byName = kinds.map(({ name, validator }) => {
    const kind = name.split('/').at(-1) ?? '';
    const schema = simplified(readValidator(validator));
    return [name, visit(wholeObject(complete?.(kind, schema) ?? schema), kind)] as const;
  });
  return { kinds: Object.fromEntries(byName), definitions };
}

/** Versions of a kind may differ at one path. */
function freeName(name: string, definitions: Readonly<Record<string, JsonSchema>>): string {
  return name in definitions ? freeName(`${name}'`, definitions) : name;
}

/** What users write: `status` is the cluster's own, and apiVersion and kind have chosen the schema. */
function wholeObject({ properties, required, ...schema }: JsonSchema): JsonSchema {
  return defined({
    ...schema,
    properties: { ...properties, apiVersion: {}, kind: {}, status: {} },
    required: required?.filter((name) => name !== 'apiVersion' && name !== 'kind'),
  });
}

function defined(schema: { readonly [key: string]: unknown }): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

/** What is generated, by path. */
export function generatedSchemas(): Map<string, string> {
  const made = SOURCES.map((source) => {
    return { file: source.file, schemas: schemasOf(kindsOf(source), source) };
  });
  const names = made.map(({ file, schemas }) => [file, Object.keys(schemas.kinds)] as const);
  return new Map([
    ...made.map(({ file, schemas }) => [`${file}.ts`, schemaModule(schemas)] as const),
    ['kinds.ts', kindsModule(names)],
  ]);
}

const HEAD = '// Made by scripts/resource-schemas.ts; `npm run resource-schemas` makes it again.\n';

/** One line a definition, so that a change of versions can be read; JSON in a text is faster to load than code. */
function schemaModule({ kinds, definitions }: Schemas): string {
  const lines = (entries: object): string =>
    Object.entries(entries)
      .map(([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`)
      .join(',\n');
  const json = `{"kinds":{\n${lines(kinds)}},\n"definitions":{\n${lines(definitions)}}}`;
  if (/[`$]\{|`/.test(json)) throw new Error('a schema would be read as code');
  return `${HEAD}import type { Schemas } from '../schema.ts';\n\nexport const schemas: Schemas = JSON.parse(String.raw\`${json}\`);\n`;
}

function kindsModule(
  names: readonly (readonly [file: string, kinds: readonly string[]])[],
): string {
  const lines = names.flatMap(([file, kinds]) =>
    kinds.map((kind) => `  ['${kind}', '${file}'],\n`),
  );
  return `${HEAD}
/** Which generated file has the schema of a kind, by \`apiVersion/kind\`. */
export const FILES: ReadonlyMap<string, ${names.map(([file]) => `'${file}'`).join(' | ')}> = new Map([\n${lines.join('')}]);\n`;
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(TARGET, { recursive: true });
  for (const [file, text] of generatedSchemas()) writeFileSync(join(TARGET, file), text);
}
