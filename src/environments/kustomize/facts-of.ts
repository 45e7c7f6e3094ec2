import type { FileFacts, Resource } from '../../facts/facts.ts';
import { readSettings } from '../../facts/istio/read-settings.ts';
import type { MeshSettings } from '../../facts/istio/settings.ts';
import { emptyFacts } from '../../facts/read.ts';
import { readResource } from '../../facts/read-resource.ts';
import type { YamlNode } from '../../parse/yaml/node.ts';
import { viewOf } from '../../parse/yaml/tree.ts';
import type { Composed } from './composed.ts';

interface Read {
  readonly resource: Resource;
  readonly settings: readonly MeshSettings[];
}

/**
 * Objects as the facts of the files that wrote them, in the order in which they come. An object that several environments have unchanged is read
 * once. `files` are the facts of the files as they are written.
 */
export function factsOf(
  files: readonly FileFacts[],
): (objects: readonly Composed[]) => readonly FileFacts[] {
  const written = new Map(files.map(({ trees, ...facts }) => [facts.file, facts]));
  const known = new WeakMap<YamlNode, Read | 'nothing'>();
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
        resources: all.map(({ resource }) => resource),
        settings: all.flatMap(({ settings }) => settings),
      };
    });
  };
}

function readObject({ tree, names: [first = '/'] }: Composed): Read | undefined {
  const view = viewOf(tree);
  const read = readResource(view);
  if (!read) return undefined;
  const { resource } = read;
  const slash = first.indexOf('/');
  const written = { name: first.slice(slash + 1), namespace: first.slice(0, slash) };
  const isSame = written.name === resource.name && written.namespace === resource.namespace;
  return {
    resource: isSame ? resource : { ...resource, written },
    settings: readSettings(view),
  };
}
