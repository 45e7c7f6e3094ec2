import { nearest } from '../../did-you-mean.ts';
import type { Fix } from '../../finding.ts';
import {
  entriesOf,
  keyText,
  type ListNode,
  type MapEntry,
  type MapNode,
  type ScalarNode,
  type SourcePlace,
  targetOf,
  type ValueNode,
  type YamlNode,
} from '../../parse/yaml/node.ts';
import type { Tree } from '../../parse/yaml/tree.ts';
import { isTemplated } from '../../text.ts';
import type { Violation } from '../violation.ts';
import { isPlaceholder, scalarProblem } from './check-scalar.ts';
import { CUSTOM_RESOURCE_RULES, repeatedItems } from './custom-resource-rules.ts';
import { mended, renamed } from './fixes.ts';
import { isNull, isOpen, isSet, setEntry } from './reading.ts';
import type { Schema, Schemas } from './schema.ts';
import { countProblem, quoted, wanted } from './wording.ts';

/** A document with more values than this is one that multiplies itself by aliases. */
const MOST_VALUES = 200_000;

/** More violations of one document than this tell nothing new. */
const MOST_VIOLATIONS = 50;

/** What is checked, and against what. */
export interface Checked {
  /** For messages: `Deployment`. */
  readonly kind: string;
  readonly schemas: Schemas;
  /** Kubernetes' own types take null for nothing everywhere; custom resources do not in lists. */
  readonly nullItems: boolean;
}

/**
 * Where a document differs from the schema of its kind. Values that a template fills in are taken as right, and of a mapping
 * with such a key nothing is missing. Each place is reported once, however often aliases bring it in. `near` is shown where
 * something of the whole object is missing.
 */
export function schemaViolations(
  tree: Tree,
  schema: Schema,
  near: SourcePlace,
  checked: Checked,
): Violation[] {
  const check = new SchemaCheck(checked);
  check.value(tree, schema, near);
  return [...check.found.values()];
}

/** One walk through a document; its path is kept for messages alone. */
class SchemaCheck {
  readonly found = new Map<string, Violation>();
  private readonly checked: Checked;
  private readonly path: (string | number)[] = [];
  private valuesLeft = MOST_VALUES;

  constructor(checked: Checked) {
    this.checked = checked;
  }

  /** `near` is the key, or what is nearest to a value that has no place of its own. */
  value(node: YamlNode, schema: Schema, near: SourcePlace): void {
    if (this.valuesLeft-- <= 0) return;
    this.typed(node, this.resolved(schema), near);
  }

  private typed(node: YamlNode, whole: Schema, near: SourcePlace): void {
    const value = targetOf(node);
    if (value.kind === 'scalar') this.scalar(value, whole, value.start < value.end ? node : near);
    else if (!fits(value, whole)) {
      if (isPlaceholder(value)) return;
      const kind = value.kind === 'list' ? 'a list' : 'a mapping';
      this.report(near, `must be ${wanted(whole)}, not ${kind}`);
      return;
    } else if (value.kind === 'list') this.list(value, whole, near);
    else this.map(value, whole, near);
    if (whole.rules) this.rules(value, whole.rules, value.kind === 'scalar' ? node : near);
  }

  private resolved(schema: Schema): Schema {
    const { $ref } = schema;
    return $ref === undefined ? schema : (this.checked.schemas.definitions[$ref] ?? {});
  }

  private scalar(scalar: ScalarNode, schema: Schema, at: SourcePlace): void {
    if (scalar.value === null) return;
    const problem = scalarProblem(scalar, schema);
    if (problem !== undefined && !isTemplated(scalar.text))
      this.report(at, problem, { fix: mended(scalar, schema) });
  }

  private list(
    list: ListNode,
    { items, unique, minItems, maxItems }: Schema,
    near: SourcePlace,
  ): void {
    const problem = countProblem(list.items.length, minItems, maxItems);
    if (problem !== undefined) this.report(near, problem);
    if (unique) this.repeated(list, unique);
    if (!items) return;
    for (let index = 0; index < list.items.length; index++) {
      const item = list.items[index];
      this.path.push(index);
      if (item) this.item(item, items, near);
      this.path.pop();
    }
  }

  private item(node: YamlNode, schema: Schema, near: SourcePlace): void {
    const value = targetOf(node);
    if (!isNull(value)) this.value(node, schema, firstKey(value) ?? node);
    else if (!this.checked.nullItems && !schema.nullable) {
      const type = wanted({ type: 'object', ...this.resolved(schema) });
      this.report(value.start < value.end ? value : near, `must be ${type}, not null`);
    }
  }

  private repeated(list: ListNode, unique: readonly string[]): void {
    const items = list.items.map(targetOf);
    for (const { index, field, at, text } of repeatedItems(items, unique))
      this.below(index, () =>
        this.below(field, () =>
          this.report(at, `is ${quoted(text)} like that of an earlier entry`),
        ),
      );
  }

  private map(map: MapNode, schema: Schema, near: SourcePlace): void {
    const { properties, additionalProperties, exclusive, minProperties, maxProperties } = schema;
    if (exclusive) for (const names of exclusive) this.exclusive(map, names);
    if (schema.required) this.required(map, schema, near);
    const entries = entriesOf(map);
    const problem = countProblem(entries.length, minProperties, maxProperties);
    if (problem !== undefined && !isOpen(map)) this.report(near, problem);
    if (!properties && !additionalProperties) return;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index];
      if (entry) this.field(entry, map, schema);
    }
  }

  private field(entry: MapEntry, map: MapNode, schema: Schema): void {
    const name = keyText(entry);
    if (name === undefined) return;
    const child = propertyOf(schema.properties, name) ?? schema.additionalProperties;
    this.path.push(name);
    if (child) this.value(entry.value, child, entry.key);
    else if (!isTemplated(name)) this.unknown(entry, map, schema);
    this.path.pop();
  }

  /** Where fields are unknown, one of them is most likely meant to be the one that is missing: they are told together. */
  private required(map: MapNode, schema: Schema, near: SourcePlace): void {
    const names = missingFields(map, schema);
    if (names.length === 0 || isOpen(map) || strangers(map, schema).length > 0) return;
    for (const name of names) {
      const empty = map.entries.findLast((entry) => keyText(entry) === name);
      const message = empty ? 'must not be empty' : 'is missing';
      this.below(name, () => this.report(empty?.key ?? near, message, { missing: name }));
    }
  }

  private unknown({ key, value }: MapEntry, map: MapNode, schema: Schema): void {
    const node = targetOf(key);
    if (node.kind !== 'scalar' || PATCH_KEY.test(node.text)) return;
    const { properties = {} } = schema;
    const near = nearest(
      node.text,
      Object.keys(properties).filter((name) => !setEntry(map, name)),
    );
    const [missing] = isOpen(map) ? [] : missingFields(map, schema);
    const hint =
      near !== undefined
        ? `, did you mean ${quoted(near)}?`
        : missing !== undefined
          ? `, and ${quoted(missing)} is missing`
          : '';
    const fits = near !== undefined && this.accepts(value, properties[near] ?? {});
    const fix = fits ? renamed(node, near) : undefined;
    this.report(key, `is no field of ${this.checked.kind}${hint}`, { fix, unknownField: true });
  }

  /** Whether a value would be right under another key. */
  private accepts(value: YamlNode, schema: Schema): boolean {
    return schemaViolations(value, schema, value, this.checked).length === 0;
  }

  private exclusive(map: MapNode, names: readonly string[]): void {
    const [first, second] = names.flatMap((name) => setEntry(map, name) ?? []);
    if (!first || !second) return;
    const [earlier, later] = first.key.start < second.key.start ? [first, second] : [second, first];
    const message = `excludes ${quoted(keyText(earlier) ?? '')}: only one of them may be set`;
    this.below(keyText(later) ?? '', () => this.report(later.key, message));
  }

  private rules(value: ValueNode, rules: readonly string[], near: SourcePlace): void {
    for (const rule of rules) {
      const complaint = CUSTOM_RESOURCE_RULES[rule]?.(value);
      if (!complaint || (value.kind === 'scalar' && isTemplated(value.text))) continue;
      const { message, at = near, field, missing } = complaint;
      const report = (): void => this.report(at, message, missing === undefined ? {} : { missing });
      if (field === undefined) report();
      else this.below(field, report);
    }
  }

  private below(key: string | number, check: () => void): void {
    this.path.push(key);
    check();
    this.path.pop();
  }

  private report(
    at: SourcePlace,
    message: string,
    { fix, ...more }: Pick<Violation, 'missing' | 'unknownField'> & { fix?: Fix | undefined } = {},
  ): void {
    if (this.found.size >= MOST_VIOLATIONS) return;
    const { kind } = this.checked;
    const { file } = at.source;
    const path = this.path.reduce<string>(
      (all, key) => (typeof key === 'number' ? `${all}[${key}]` : `${all && `${all}.`}${key}`),
      '',
    );
    const violation: Violation = {
      rule: 'schema-violation',
      at: { file, start: at.start, end: at.end },
      message: `${path === '' ? kind : `"${path}"`} ${message}`,
      ...(fix && { fix }),
      ...more,
    };
    const place = `${at.start} ${at.end} ${file} ${message}`;
    if (!this.found.has(place)) this.found.set(place, violation);
  }
}

/** Fields that a mapping must set and does not. */
function missingFields(map: MapNode, { required = [] }: Schema): string[] {
  return required.filter((name) => !isSet(map, name));
}

/** Keys that are no fields. */
function strangers(map: MapNode, { properties, additionalProperties }: Schema): MapEntry[] {
  if (!properties || additionalProperties) return [];
  return map.entries.filter((entry) => !propertyOf(properties, keyText(entry) ?? ''));
}

/** What only patches have. */
const PATCH_KEY = /^\$(?:patch|retainKeys|setElementOrder\/.*|deleteFromPrimitiveList\/.*)$/;

/** Whether a list or map may stand where the schema is. */
function fits({ kind }: ListNode | MapNode, { type, anyOf }: Schema): boolean {
  if (type === undefined) return !anyOf;
  return type === (kind === 'list' ? 'array' : 'object');
}

function firstKey(value: ValueNode): SourcePlace | undefined {
  return value.kind === 'map' ? value.entries[0]?.key : undefined;
}

/** Never what every JavaScript object has, such as `constructor`. */
function propertyOf(
  properties: Readonly<Record<string, Schema>> | undefined,
  name: string,
): Schema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
