import type { FileFacts, ObjectViolation, Resource } from '../../facts/facts.ts';
import { readSettings } from '../../facts/istio/read-settings.ts';
import type { MeshSettings } from '../../facts/istio/settings.ts';
import { type KnownParts, nothingKnown } from '../../facts/known-parts.ts';
import { isKustomizationPath } from '../../facts/layout/read-kustomization.ts';
import { emptyFacts } from '../../facts/read.ts';
import { readResource } from '../../facts/read-resource.ts';
import { readViolations } from '../../facts/read-violations.ts';
import type { ResourceHead } from '../../facts/resource.ts';
import type { YamlNode } from '../../parse/yaml/node.ts';
import { type Tree, viewOf } from '../../parse/yaml/tree.ts';
import type { View } from '../../parse/yaml/view.ts';
import type { Composed } from './composed.ts';

interface Read {
  /** Absent for a kind that no question asks for. */
  readonly resource?: Resource;
  readonly settings: readonly MeshSettings[];
  readonly violations: readonly ObjectViolation[];
}

/** What was read before. */
export interface ReadObjects {
  /** Objects, by what they are. */
  readonly objects: WeakMap<YamlNode, Read | 'nothing'>;
  readonly parts: KnownParts;
  /** Facts of files, by the first of their objects. */
  readonly files: WeakMap<Read, Made>;
}

interface Made {
  readonly written: FileFacts;
  readonly objects: readonly Read[];
  readonly facts: FileFacts;
}

export function nothingRead(): ReadObjects {
  return { objects: new WeakMap(), parts: nothingKnown(), files: new WeakMap() };
}

/**
 * Objects as the facts of the files that wrote them, in the order in which they come. An object that several environments, or an earlier
 * run, have unchanged is read once, and the facts of a file of which nothing has changed are the same object. `written` gives the facts of a file as it is written.
 */
export function factsOf(
  written: (file: string) => FileFacts | undefined,
  known: ReadObjects = nothingRead(),
): (objects: readonly Composed[]) => readonly FileFacts[] {
  const read = (object: Composed): readonly Read[] => {
    const found = known.objects.get(object.tree) ?? readObject(object, known) ?? 'nothing';
    known.objects.set(object.tree, found);
    return found === 'nothing' ? [] : [found];
  };
  return (objects) => {
    const byFile = new Map<string, Composed[]>();
    for (const object of objects) {
      const list = byFile.get(object.file) ?? [];
      list.push(object);
      byFile.set(object.file, list);
    }
    return [...byFile].map(([file, list]) => {
      return madeOf(written(file) ?? emptyFacts(file), list.flatMap(read), known);
    });
  };
}

/** The facts of a file with these objects in place of those that are written in it. */
function madeOf(written: FileFacts, objects: readonly Read[], { files }: ReadObjects): FileFacts {
  const [first] = objects;
  const before = first && files.get(first);
  if (before?.written === written && isSameList(before.objects, objects)) return before.facts;
  const { trees, ...own } = written;
  const facts = {
    ...own,
    resources: objects.flatMap(({ resource }) => resource ?? []),
    settings: objects.flatMap(({ settings }) => settings),
    violations: objects.flatMap(({ violations }) => violations),
  };
  if (first) files.set(first, { written, objects, facts });
  return facts;
}

function isSameList(before: readonly Read[], now: readonly Read[]): boolean {
  return before.length === now.length && before.every((each, index) => each === now[index]);
}

/** A file as it is written, where no kustomization changes it. */
export function asWritten(file: FileFacts): FileFacts {
  const { trees, ...facts } = file;
  if (!trees) return file;
  const read = (tree: Tree): ObjectViolation[] => readViolations(viewOf(tree));
  return { ...facts, violations: trees.documents.flatMap(read) };
}

function readObject(
  { tree, file, names: [first = '/'] }: Composed,
  { parts }: ReadObjects,
): Read | undefined {
  const view = viewOf(tree);
  const slash = first.indexOf('/');
  const written = { name: first.slice(slash + 1), namespace: first.slice(0, slash) };
  const violations = isGenerated(file) ? [] : violationsOf(view, written);
  const read = readResource(view, parts);
  if (!read) return violations.length > 0 ? { settings: [], violations } : undefined;
  const { resource } = read;
  const isSame = written.name === resource.name && written.namespace === resource.namespace;
  return {
    resource: isSame ? resource : { ...resource, written },
    settings: readSettings(view),
    violations,
  };
}

/** What a generator makes is right, with its data in another form than here. */
function isGenerated(file: string): boolean {
  return isKustomizationPath(file);
}

function violationsOf(
  view: View,
  written: Pick<ResourceHead, 'name' | 'namespace'>,
): ObjectViolation[] {
  return readViolations(view).map((violation) => ({
    ...violation,
    resource: { ...violation.resource, ...written },
  }));
}
