import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  type AnyNode,
  type CallExpression,
  type ImportDeclaration,
  type Program,
  parse,
  type VariableDeclaration,
} from 'acorn';
import { declaredFields } from './declared-fields.ts';

/** A JSON schema as far as the packages use it. `nullable`: null is as good as nothing. */
export interface JsonSchema {
  type?: string;
  nullable?: true;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema;
  enum?: string[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  /** Lists of fields of which at most one may be set; made by `simplify.ts`. */
  exclusive?: string[][];
  /** Names of checks that a schema cannot express. */
  rules?: string[];
  /** Fields by which the items of a list must differ. */
  unique?: string[];
  [limit: string]: unknown;
}

/** Where npm puts packages. */
export const PACKAGES: string = join(import.meta.dirname, '../../node_modules');

interface Module {
  readonly path: string;
  readonly functions: ReadonlyMap<string, AnyNode>;
  readonly constants: ReadonlyMap<string, AnyNode>;
  /** Local names of validators of other files. */
  readonly imports: ReadonlyMap<string, string>;
  readonly exported: string;
}

const modules = new Map<string, Module>();
const schemas = new Map<string, JsonSchema>();

/** The declared fields of each package. */
const declared = new Map<string, ReadonlyMap<string, readonly string[]>>();

/**
 * The schema that a validator of `kubernetes-models` was compiled from. The packages ship no schemas but code that ajv made
 * of them, of one form throughout: a function per subschema, an object that names keyword and limits for each error,
 * and a call for each property. What is not of that form throws.
 */
export function readValidator(path: string): JsonSchema {
  const known = schemas.get(path);
  if (known) return known;
  const module = moduleAt(path);
  const schema = withDeclared(schemaOf(module, module.exported), path);
  schemas.set(path, schema);
  return schema;
}

/** With the fields that only the declarations have. */
function withDeclared(schema: JsonSchema, path: string): JsonSchema {
  const folder = dirname(dirname(path));
  const fields = declared.get(folder) ?? declaredFields(folder);
  declared.set(folder, fields);
  const names = fields.get(basename(path, '.js')) ?? [];
  const lost = names.filter((name) => schema.properties && !(name in schema.properties));
  if (lost.length === 0 || schema.allOf) return schema;
  const anything = Object.fromEntries(lost.map((name) => [name, {}]));
  return { ...schema, properties: { ...schema.properties, ...anything } };
}

function moduleAt(path: string): Module {
  const known = modules.get(path);
  if (known) return known;
  const program = parse(readFileSync(path, 'utf8'), { ecmaVersion: 2022, sourceType: 'module' });
  const module = readModule(path, program);
  modules.set(path, module);
  return module;
}

function readModule(path: string, program: Program): Module {
  const module = {
    path,
    functions: new Map<string, AnyNode>(),
    constants: new Map<string, AnyNode>(),
    imports: new Map<string, string>(),
    exported: '',
  };
  for (const node of program.body) {
    if (node.type === 'FunctionDeclaration') module.functions.set(node.id.name, node.body);
    if (node.type === 'ImportDeclaration') readImport(module, node);
    if (node.type === 'VariableDeclaration') readConstants(module.constants, node);
    if (node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'VariableDeclaration')
      module.exported = nameOf(node.declaration.declarations[0]?.init);
  }
  return module;
}

/** Formats and the like are imported too; what matters are validators of other files. */
function readImport(
  { path, imports }: { path: string; imports: Map<string, string> },
  { source, specifiers }: ImportDeclaration,
): void {
  const target = `${source.value}`;
  if (!target.startsWith('.') && !target.includes('_schemas')) return;
  for (const { local } of specifiers) imports.set(local.name, resolveFrom(path, target));
}

function readConstants(
  constants: Map<string, AnyNode>,
  { declarations }: VariableDeclaration,
): void {
  for (const { id, init } of declarations)
    if (id.type === 'Identifier' && init) constants.set(id.name, init);
}

function resolveFrom(path: string, target: string): string {
  const found = target.startsWith('.') ? resolve(dirname(path), target) : join(PACKAGES, target);
  return found.endsWith('.js') ? found : `${found}.js`;
}

function nameOf(node: AnyNode | null | undefined): string {
  return node?.type === 'Identifier' ? node.name : '';
}

/** What has been read of one function. */
interface Reading {
  readonly schema: JsonSchema;
  /** Schemas that hold for the same value. */
  readonly same: JsonSchema[];
  readonly combinators: Set<string>;
}

function schemaOf(module: Module, name: string): JsonSchema {
  const other = module.imports.get(name);
  if (other !== undefined) return readValidator(other);
  const body = module.functions.get(name);
  if (!body) throw new Error(`${module.path}: no function ${name}`);
  const reading: Reading = { schema: {}, same: [], combinators: new Set() };
  for (const node of nodesIn(body)) {
    if (node.type === 'BinaryExpression' && isNullCheck(node)) reading.schema.nullable = true;
    if (node.type === 'ObjectExpression') readKeyword(module, node, reading);
    if (node.type === 'CallExpression') readCall(module, node, reading);
  }
  return combine(reading);
}

function readKeyword(
  module: Module,
  node: AnyNode & { type: 'ObjectExpression' },
  { schema, combinators }: Reading,
): void {
  const error = readError(module, node);
  if (!error) return;
  if (/^(?:anyOf|oneOf|not)$/.test(error.keyword)) combinators.add(error.keyword);
  else addLimit(schema, error);
}

function readCall(module: Module, node: CallExpression, { schema, same }: Reading): void {
  const name = node.callee.type === 'Identifier' ? node.callee.name : '';
  if (!name.startsWith('validate')) return;
  const [argument] = node.arguments;
  const child = schemaOf(module, name);
  if (argument?.type === 'Identifier') same.push(child);
  else if (argument?.type === 'MemberExpression') addChild(schema, argument, child);
  else throw new Error(`${module.path} ${name}: a call of another form`);
}

function isNullCheck(node: AnyNode & { type: 'BinaryExpression' }): boolean {
  const sides = [node.left, node.right];
  return (
    node.operator === '!==' &&
    sides.some((side) => side.type === 'Literal' && side.raw === 'null') &&
    sides.some((side) => nameOf(side.type === 'PrivateIdentifier' ? null : side) === 'data')
  );
}

function combine({ schema, same, combinators }: Reading): JsonSchema {
  const [combinator, another] = combinators;
  if (another !== undefined) throw new Error('two combinators in one function');
  if (combinator === 'not') return { ...schema, not: same[0] ?? {} };
  if (combinator !== undefined) return { ...schema, [combinator]: same };
  return same.length > 0 ? { ...schema, allOf: same } : schema;
}

function addChild(
  schema: JsonSchema,
  { property, computed }: AnyNode & { type: 'MemberExpression' },
  child: JsonSchema,
): void {
  if (property.type === 'Identifier' && !computed)
    schema.properties = { ...schema.properties, [property.name]: child };
  else if (property.type === 'Literal')
    schema.properties = { ...schema.properties, [`${property.value}`]: child };
  else if (property.type === 'Identifier' && /^i\d+$/.test(property.name)) schema.items = child;
  else if (property.type === 'Identifier' && /^key\d+$/.test(property.name))
    schema.additionalProperties = child;
  else throw new Error('a property of another form');
}

interface ValidatorError {
  readonly keyword: string;
  readonly params: ReadonlyMap<string, unknown>;
}

function readError(
  module: Module,
  node: AnyNode & { type: 'ObjectExpression' },
): ValidatorError | undefined {
  const fields = fieldsOf(node);
  const keyword = fields.get('keyword');
  const params = fields.get('params');
  if (keyword?.type !== 'Literal' || params?.type !== 'ObjectExpression') return undefined;
  return {
    keyword: `${keyword.value}`,
    params: new Map(
      [...fieldsOf(params)].map(([name, value]) => [name, literalOf(module, value)] as const),
    ),
  };
}

function fieldsOf(node: AnyNode & { type: 'ObjectExpression' }): Map<string, AnyNode> {
  return new Map(
    node.properties.flatMap((property): [string, AnyNode][] => {
      if (property.type !== 'Property') return [];
      const { key, value } = property;
      return [
        [
          key.type === 'Identifier' ? key.name : key.type === 'Literal' ? `${key.value}` : '',
          value,
        ],
      ];
    }),
  );
}

function literalOf(module: Module, node: AnyNode): unknown {
  if (node.type === 'Literal') return node.value;
  if (node.type === 'ArrayExpression')
    return node.elements.map((element) => (element ? literalOf(module, element) : null));
  if (node.type === 'UnaryExpression' && node.operator === '-')
    return -Number(literalOf(module, node.argument));
  if (node.type === 'Identifier') {
    const constant = module.constants.get(node.name);
    return constant ? literalOf(module, constant) : undefined;
  }
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.cooked;
  return undefined;
}

function addLimit(schema: JsonSchema, { keyword, params }: ValidatorError): void {
  if (keyword === 'required')
    schema.required = [...(schema.required ?? []), `${params.get('missingProperty')}`];
  else if (keyword === 'enum') schema.enum = textsOf(params.get('allowedValues'));
  else {
    const value = params.get(
      { type: 'type', format: 'format', pattern: 'pattern' }[keyword] ?? 'limit',
    );
    if (value === undefined) throw new Error(`${keyword} has no value`);
    schema[keyword] = value;
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((each) => `${each}`) : [];
}

function* nodesIn(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child === 'object' && child !== null && 'type' in child) yield* nodesIn(child);
}
