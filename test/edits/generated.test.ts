import { expect, test } from 'vitest';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { applied, textEdits } from '../../src/edits/text-edits.ts';
import type { ObjectEdit, YamlPath, YamlValue } from '../../src/finding.ts';
import { generateYaml, randomNumbers } from '../parse/yaml-generator.ts';

/** A key, item or scalar of a document as the package `yaml` sees it. */
interface Spot {
  readonly kind: 'key' | 'item' | 'value';
  readonly path: YamlPath;
  readonly start: number;
  readonly end: number;
}

const PARSING = { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' } as const;

function dataOf(text: string): unknown {
  return parseDocument(text, PARSING).toJS({ maxAliasCount: 1000 });
}

function spotsIn(text: string): Spot[] {
  const spots: Spot[] = [];
  const take = (kind: Spot['kind'], node: unknown, path: YamlPath): void => {
    if (!isScalar(node) || !node.range) return;
    const [start, end] = node.range;
    const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const quote = isQuoted && node.value !== '' ? 1 : 0;
    spots.push({ kind, path, start: start + quote, end: end - quote });
  };
  const visit = (node: Node | null, path: YamlPath): void => {
    if (isMap<Node, Node | null>(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar<string>(key)) continue;
        const own = [...path, String(key.value)];
        take('key', key, own);
        take('value', value, own);
        visit(value, own);
      }
    } else if (isSeq<Node>(node)) {
      for (const [index, item] of node.items.entries()) {
        take('item', item, [...path, index]);
        visit(item, [...path, index]);
      }
    }
  };
  visit(parseDocument(text, PARSING).contents, []);
  return spots;
}

/** The data with another value at a path, `undefined` for none; what is left empty by that goes as well. */
function changed(data: unknown, [key, ...rest]: YamlPath, value: unknown): unknown {
  if (key === undefined) return value;
  const inner = changed(at(data, key), rest, value);
  if (Array.isArray(data)) {
    const items = data.flatMap((item, index) =>
      index !== key ? [item] : inner === undefined ? [] : [inner],
    );
    return inner === undefined && items.length === 0 ? undefined : items;
  }
  const own = typeof data === 'object' ? Object.entries(data ?? {}) : [];
  const entries = own.filter(([name]) => name !== key);
  if (inner !== undefined) entries.push([String(key), inner]);
  return inner === undefined && entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function at(data: unknown, key: string | number): unknown {
  if (typeof data !== 'object') return undefined;
  return Object.entries(data ?? {}).find(([name]) => name === String(key))?.[1];
}

const VALUES: readonly YamlValue[] = [
  'new',
  'off',
  'a: b',
  7,
  ['x', { y: 'z' }],
  { p: { q: 'r' } },
];

/** Values as the failsafe schema has them. */
function asTexts(value: YamlValue): unknown {
  return JSON.parse(JSON.stringify(value), (_key, each) =>
    typeof each === 'number' ? `${each}` : each,
  );
}

/** One random edit, and what the document shall mean after it. */
function asked(
  text: string,
  spot: Spot,
  random: (below: number) => number,
): { readonly edit: ObjectEdit; readonly wanted: unknown } {
  const place = { file: 'a.yaml', start: spot.start, end: spot.end };
  const data = dataOf(text);
  const value = VALUES[random(VALUES.length)] ?? '';
  const path = [...spot.path.slice(1)];
  switch (random(3)) {
    case 0:
      return { edit: { kind: 'remove', at: place }, wanted: changed(data, spot.path, undefined) };
    case 1: {
      const simple = typeof value === 'object' ? 'simple' : value;
      const edit = { kind: 'replace', at: place, value: simple } as const;
      return { edit, wanted: changed(data, spot.path, asTexts(simple)) };
    }
    default: {
      const own = ['body', ...path.slice(0, -1), 'added'];
      const edit = { kind: 'set', at: { ...place, start: 0 }, of: 'A', path: own, value } as const;
      return { edit, wanted: changed(data, own, asTexts(value)) };
    }
  }
}

/** Within the body, and no key of its path stands twice. */
function isOnce({ path }: Spot, all: readonly Spot[]): boolean {
  if (path[0] !== 'body' || path.length < 2) return false;
  return path.every((_, depth) => {
    const name = JSON.stringify(path.slice(0, depth + 1));
    return all.filter((one) => one.kind === 'key' && JSON.stringify(one.path) === name).length < 2;
  });
}

function commentsIn(text: string): string[] {
  return text.match(/(?<=\s)# [a-z][^\r\n]*/g) ?? [];
}

for (const [name, ending] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
] as const) {
  test(`an edit of a generated document with ${name} changes what is asked for, and nothing else`, {
    timeout: 60_000,
  }, () => {
    const random = randomNumbers(ending.length);
    const made = { remove: 0, replace: 0, set: 0, refused: 0 };
    for (let round = 0; round < 800; round++) {
      const body = generateYaml(random)
        .replaceAll('\r', '')
        .replace(/^(?=.)/gm, '  ');
      const text = `kind: A # first\nbody:\n${body}\nlast: one # last\n`.replaceAll('\n', ending);
      if (parseDocument(text, PARSING).errors.length > 0) continue;
      const all = spotsIn(text);
      const spots = all.filter((spot) => isOnce(spot, all));
      const spot = spots[random(spots.length)];
      if (!spot) continue;
      const { edit, wanted } = asked(text, spot, random);
      const edits = textEdits({ edits: [edit] }, () => text);
      if (!edits) {
        made.refused++;
        continue;
      }
      if (edit.kind === 'remove' || edit.kind === 'replace' || edit.kind === 'set')
        made[edit.kind]++;
      const after = applied(
        text,
        edits.map((each) => ({ ...each.at, text: each.text })),
      );
      const context = JSON.stringify({ text, edit, after });
      expect([context, dataOf(after)]).toEqual([context, wanted]);
      expect(after.replaceAll(ending, '').match(/[\r\n]/g), context).toBe(null);
      if (edit.kind !== 'remove') expect(commentsIn(after), context).toEqual(commentsIn(text));
    }
    for (const count of [made.remove, made.replace, made.set]) expect(count).toBeGreaterThan(30);
    expect(made.refused).toBeLessThan(400);
  });
}
