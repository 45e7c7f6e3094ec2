import {
  entriesIn,
  itemsIn,
  kindOf,
  type Tree,
  type TreeEntry,
  textIn,
  withEntries,
  withItems,
  withoutChild,
} from '../../parse/yaml/tree.ts';
import { headOf } from './composed.ts';

/**
 * Lists that are merged by a key, by the field's name, in Kubernetes' own kinds (Kubernetes 1.32,
 * `x-kubernetes-patch-merge-key` in its OpenAPI schema). All others are replaced, in resources of other groups every list.
 */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['env', ['name']],
  ['ports', ['containerPort', 'port']],
  ['imagePullSecrets', ['name']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['secrets', ['name']],
]);

const KUBERNETES_GROUPS = /^$|^[a-z]+$|\.k8s\.io$/;

/** An object with a strategic merge patch applied; nothing where the patch takes it away. */
export function strategicMerge(object: Tree, patch: Tree): Tree | undefined {
  const directive = textIn(patch, '$patch');
  if (directive === 'delete') return undefined;
  const byKey = KUBERNETES_GROUPS.test(headOf(object).group);
  const over = withoutIdentity(patch);
  return mergeMaps(object, over, byKey);
}

/** What a patch says of kind and name tells which object it is for, and changes nothing. */
function withoutIdentity(patch: Tree): Tree {
  const rest = entriesIn(patch).filter(({ key }) => key !== 'apiVersion' && key !== 'kind');
  return withEntries(
    patch,
    rest.map((entry) =>
      entry.key === 'metadata'
        ? {
            ...entry,
            value: withoutChild(withoutChild(entry.value, 'name'), 'namespace'),
          }
        : entry,
    ),
  );
}

function mergeMaps(tree: Tree, patch: Tree, byKey: boolean): Tree {
  const directive = textIn(patch, '$patch');
  const over = entriesIn(patch).filter(({ key }) => !key.startsWith('$'));
  if (directive === 'replace') return withEntries(patch, over);
  const changes = new Map(over.map((entry) => [entry.key, entry]));
  const own = entriesIn(tree);
  const kept = own.flatMap((entry) => {
    const change = changes.get(entry.key);
    if (change === undefined) return [entry];
    const value = mergeValues(entry.key, entry.value, change.value, byKey);
    return value === undefined ? [] : [{ key: entry.key, keyTree: keyOf(entry, change), value }];
  });
  const known = new Set(own.map(({ key }) => key));
  const added = over
    .filter(({ key, value }) => !known.has(key) && !takesAway(value))
    .map((entry) => ({ ...entry, value: withoutDirectives(entry.value) }));
  return withEntries(tree, [...kept, ...added]);
}

/** A key whose whole value the patch gives is the patch's; of values that are merged it stays where it was. */
function keyOf(own: TreeEntry, change: TreeEntry): Tree {
  return kindOf(change.value) === 'scalar' ? change.keyTree : own.keyTree;
}

function takesAway(value: Tree): boolean {
  return kindOf(value) === 'null' || textIn(value, '$patch') === 'delete';
}

function mergeValues(key: string, own: Tree, patch: Tree, byKey: boolean): Tree | undefined {
  if (takesAway(patch)) return undefined;
  const kinds = `${kindOf(own)} ${kindOf(patch)}`;
  if (kinds === 'map map') return mergeMaps(own, patch, byKey);
  const keys = byKey && kinds === 'list list' ? MERGE_KEYS.get(key) : undefined;
  return keys ? mergeLists(own, patch, keys) : withoutDirectives(patch);
}

/** The patch's items come first, each merged into the one of the same key (kustomize 5, kyaml/yaml/merge2). */
function mergeLists(own: Tree, patch: Tree, keys: readonly string[]): Tree {
  const items = itemsIn(own);
  const changes = itemsIn(patch);
  const keyOfItem = (item: Tree): string | undefined => {
    const key = keys.find((each) => textIn(item, each) !== undefined);
    return key === undefined ? undefined : textIn(item, key);
  };
  if (changes.some((item) => textIn(item, '$patch') === 'replace')) {
    return withItems(
      patch,
      changes.filter((item) => textIn(item, '$patch') === undefined),
    );
  }
  if (changes.some((item) => keyOfItem(item) === undefined)) return patch;
  const byName = new Map(items.map((item) => [keyOfItem(item), item]));
  const over = new Set(changes.map(keyOfItem));
  const merged = changes.flatMap((change) => {
    if (textIn(change, '$patch') === 'delete') return [];
    const before = byName.get(keyOfItem(change));
    return [before ? mergeMaps(before, change, true) : withoutDirectives(change)];
  });
  return withItems(own, [...merged, ...items.filter((item) => !over.has(keyOfItem(item)))]);
}

/** What a patch adds, without its own words and without what it says is to be nothing. */
function withoutDirectives(tree: Tree): Tree {
  if (kindOf(tree) === 'list') {
    const items = itemsIn(tree);
    const kept = items.filter((item) => textIn(item, '$patch') !== 'delete');
    return kept.length === items.length ? tree : withItems(tree, kept);
  }
  const entries = entriesIn(tree);
  const kept = entries.filter(({ key, value }) => !key.startsWith('$') && kindOf(value) !== 'null');
  return kept.length === entries.length ? tree : withEntries(tree, kept);
}
