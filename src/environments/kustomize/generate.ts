import type { Generator } from '../../facts/layout/layout.ts';
import type { ScalarNode, Source } from '../../parse/yaml/node.ts';
import {
  childOf,
  entriesIn,
  mapAt,
  type Tree,
  type TreeEntry,
  withChild,
  withEntries,
  wordAt,
  wordOf,
} from '../../parse/yaml/tree.ts';
import type { Located } from '../../text.ts';
import { type Composed, changedTo, composed } from './composed.ts';

/** What a generator is told, and where that stands. */
export interface GeneratorContext {
  readonly kind: 'ConfigMap' | 'Secret';
  /** The kustomization. */
  readonly source: Source;
  /** The text of a file as the kustomization names it; nothing where it was not read. */
  readonly textOf: (path: string) => Source | undefined;
}

/**
 * The objects with one more that a generator makes, or with one changed where it merges. It has no hash in its name: references
 * to it change along. What comes of a file is shown in that file.
 */
export function generate(
  generator: Generator,
  context: GeneratorContext,
  objects: readonly Composed[],
): Composed[] {
  const made = generated(generator, context);
  if (generator.behavior === 'create') return [...objects, composed(made)];
  return objects.map((object) => {
    const isMeant =
      object.kind === context.kind &&
      (object.name === generator.name.value ||
        object.names.some((name) => name.endsWith(`/${generator.name.value}`)));
    return isMeant ? changedTo(object, overwritten(object.tree, made, generator)) : object;
  });
}

function overwritten(before: Tree, made: Tree, { behavior }: Generator): Tree {
  const data = childOf(made, 'data');
  if (!data) return before;
  const kept = behavior === 'merge' ? childOf(before, 'data') : undefined;
  const merged = entriesIn(data).reduce(
    (map, { key, keyTree, value }) => withChild(map, key, value, keyTree),
    kept ?? mapAt(data),
  );
  return withChild(before, 'data', merged, data);
}

function generated(generator: Generator, context: GeneratorContext): Tree {
  const { kind, source } = context;
  const name = wordOf(generator.name, source);
  const namespace = generator.namespace && wordOf(generator.namespace, source);
  const metadata = [entry('name', name), ...(namespace ? [entry('namespace', namespace)] : [])];
  const type = generator.type && wordOf(generator.type, source);
  return withEntries(mapAt(name), [
    entry('apiVersion', wordAt(name, 'v1')),
    entry('kind', wordAt(name, kind)),
    entry('metadata', withEntries(mapAt(name), metadata)),
    ...(type ? [entry('type', type)] : []),
    entry('data', withEntries(mapAt(name), dataOf(generator, context))),
  ]);
}

function entry(key: string, value: Tree): TreeEntry {
  return { key, keyTree: wordAt(value, key), value };
}

function dataOf(
  { envs, files, literals }: Generator,
  { source, textOf }: GeneratorContext,
): TreeEntry[] {
  return [
    ...literals.map((literal) => literalEntry(literal, source)),
    ...files.map((file): TreeEntry => {
      const { key, path } = keyAndPath(file.value);
      const at = wordOf(file, source);
      const content = textOf(path);
      return { key, keyTree: wordAt(at, key), value: content ? wholeText(content) : unknownAt(at) };
    }),
    ...envs.flatMap(({ value }) => {
      const content = textOf(value);
      return content ? envEntries(content) : [];
    }),
  ];
}

/** `key=path`, or a path whose last part is the key. */
export function keyAndPath(value: string): { readonly key: string; readonly path: string } {
  const equals = value.indexOf('=');
  if (equals !== -1) return { key: value.slice(0, equals), path: value.slice(equals + 1) };
  return { key: value.slice(value.lastIndexOf('/') + 1), path: value };
}

function literalEntry(literal: Located<string>, source: Source): TreeEntry {
  const at = wordOf(literal, source);
  const equals = literal.value.indexOf('=');
  const key = equals === -1 ? literal.value : literal.value.slice(0, equals);
  const value = literal.value.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2');
  return { key, keyTree: wordAt(at, key), value: wordAt(at, value) };
}

/** A file that was not read: its content is filled in later, as far as anyone here knows. */
function unknownAt(at: Tree): Tree {
  return wordAt(at, '$(FILE)');
}

/** A file as one text, each character of which is where it is. */
function wholeText(source: Source): Tree {
  const { text, start } = source;
  const node: ScalarNode = {
    kind: 'scalar',
    value: text,
    text,
    style: 'literal',
    source,
    start,
    end: start + text.length,
    body: start,
    indent: 0,
  };
  return node;
}

const ENV_LINE = /^[ \t]*([^\s#=][^\n\r=]*)=([^\n\r]*)$/gm;

/** Lines of `key=value` (kustomize 5, api/kv/kv.go). */
function envEntries(source: Source): TreeEntry[] {
  return Array.from(
    source.text.matchAll(ENV_LINE),
    ({ 0: line, 1: key = '', 2: value = '', index }) => {
      const first = source.start + index;
      const keyStart = first + line.indexOf(key);
      const valueStart = first + line.length - value.length;
      const at = (start: number, text: string): Tree =>
        wordOf({ value: text, at: { file: source.file, start, end: start + text.length } }, source);
      return { key: key.trim(), keyTree: at(keyStart, key), value: at(valueStart, value) };
    },
  );
}
