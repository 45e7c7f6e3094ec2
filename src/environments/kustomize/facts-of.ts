import type { FileFacts, ObjectViolation, Resource } from '../../facts/facts.ts';
import { readSettings } from '../../facts/istio/read-settings.ts';
import type { MeshSettings } from '../../facts/istio/settings.ts';
import { isKustomizationPath } from '../../facts/layout/read-kustomization.ts';
import { emptyFacts } from '../../facts/read.ts';
import { readResource } from '../../facts/read-resource.ts';
import { readViolations } from '../../facts/read-violations.ts';
import type { ResourceHead } from '../../facts/resource.ts';
import type { YamlNode } from '../../parse/yaml/node.ts';
import { viewOf } from '../../parse/yaml/tree.ts';
import type { View } from '../../parse/yaml/view.ts';
import type { Composed } from './composed.ts';

interface Read {
  /** Absent for a kind that no question asks for. */
  readonly resource?: Resource;
  readonly settings: readonly MeshSettings[];
  readonly violations: readonly ObjectViolation[];
}

/** Objects that were read before, by what they are. */
export type ReadObjects = WeakMap<YamlNode, Read | 'nothing'>;

/**
 * Objects as the facts of the files that wrote them, in the order in which they come. An object that several environments, or an earlier
 * run, have unchanged is read once. `files` are the facts of the files as they are written.
 */
export function factsOf(
  files: readonly FileFacts[],
  known: ReadObjects = new WeakMap(),
): (objects: readonly Composed[]) => readonly FileFacts[] {
  const written = new Map(files.map(({ trees, ...facts }) => [facts.file, facts]));
  const read = (object: Composed): readonly Read[] => {
    const found = known.get(object.tree.node) ?? readObject(object) ?? 'nothing';
    known.set(object.tree.node, found);
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
      const all = list.flatMap(read);
      return {
        ...(written.get(file) ?? emptyFacts(file)),
        resources: all.flatMap(({ resource }) => resource ?? []),
        settings: all.flatMap(({ settings }) => settings),
        violations: all.flatMap(({ violations }) => violations),
      };
    });
  };
}

function readObject({ tree, file, names: [first = '/'] }: Composed): Read | undefined {
  const view = viewOf(tree);
  const slash = first.indexOf('/');
  const written = { name: first.slice(slash + 1), namespace: first.slice(0, slash) };
  const violations = isGenerated(file) ? [] : violationsOf(view, written);
  const read = readResource(view);
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
