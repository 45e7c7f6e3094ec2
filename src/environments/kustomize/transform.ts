import type { ImageChange, Kustomization, LabelChange } from '../../facts/layout/layout.ts';
import type { Source } from '../../parse/yaml/node.ts';
import {
  entriesIn,
  mapAt,
  type Tree,
  type TreeEntry,
  textOf,
  withEntries,
  wordAt,
  wordOf,
} from '../../parse/yaml/tree.ts';
import type { Entry } from '../../text.ts';
import { type Composed, changedTo, kindNameOf } from './composed.ts';
import { changeField } from './fields.ts';
import { renameAll } from './names.ts';
import { podSpecPath, templatePath } from './pods.ts';

/** Kinds that have no namespace, as far as facts know them (Kubernetes 1.33, `kubectl api-resources`). */
export const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ClusterRbacConfig',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MeshPolicy',
  'MutatingWebhookConfiguration',
  'Namespace',
  'ValidatingWebhookConfiguration',
]);

/**
 * The objects with namespace, names, labels, annotations and images as a kustomization sets them, in kustomize's order
 * (kustomize 5, api/internal/target/kusttarget_configplugin.go). `source` is the kustomization: what it sets is shown there.
 */
export function transform(
  kustomization: Kustomization,
  source: Source,
  objects: readonly Composed[],
): Composed[] {
  const { namespace, labels, annotations, images } = kustomization;
  const placed = namespace
    ? objects.map((object) =>
        changedTo(object, inNamespace(object.tree, wordOf(namespace, source))),
      )
    : objects;
  const steps: ((tree: Tree) => Tree)[] = [
    ...labels.map((change) => (tree: Tree) => withLabels(tree, change, source)),
    ...(annotations.length > 0 ? [(tree: Tree) => withAnnotations(tree, annotations, source)] : []),
    ...images.map((change) => (tree: Tree) => withImage(tree, change, source)),
  ];
  return renameAll(kustomization, placed).map((object) => {
    return changedTo(
      object,
      steps.reduce((tree, step) => step(tree), object.tree),
    );
  });
}

/** kustomize's `namespace:` also renames the Namespace object itself when there is one to rename. */
function inNamespace(tree: Tree, namespace: Tree): Tree {
  const kind = kindNameOf(tree);
  if (kind === 'Namespace') {
    return changeField(
      tree,
      ['metadata', 'name'],
      (name) => name && wordAt(name, textOf(namespace) ?? ''),
    );
  }
  if (CLUSTER_SCOPED.has(kind)) return tree;
  const change = (before: Tree | undefined): Tree | undefined =>
    before && textOf(before) === textOf(namespace) ? before : namespace;
  return changeField(tree, ['metadata', 'namespace'], change, namespace);
}

/** Objects whose pods are chosen by `spec.selector.matchLabels`, which `commonLabels` change along. */
const SELECTING = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

function withLabels(
  tree: Tree,
  { pairs, selectors, templates }: LabelChange,
  source: Source,
): Tree {
  const kind = kindNameOf(tree);
  const template = templatePath(tree);
  const paths = [
    ['metadata', 'labels'],
    ...(templates && template ? [[...template, 'metadata', 'labels']] : []),
    ...(selectors && template && SELECTING.has(kind) ? [['spec', 'selector', 'matchLabels']] : []),
    ...(selectors && kind === 'Service' ? [['spec', 'selector']] : []),
    ...(selectors && kind === 'ReplicationController' ? [['spec', 'selector']] : []),
  ];
  return withPairs(tree, paths, pairs, source);
}

function withAnnotations(tree: Tree, annotations: readonly Entry[], source: Source): Tree {
  const template = templatePath(tree);
  const paths = [
    ['metadata', 'annotations'],
    ...(template ? [[...template, 'metadata', 'annotations']] : []),
  ];
  return withPairs(tree, paths, annotations, source);
}

/** Keys and values are shown where the kustomization writes them. */
function withPairs(
  tree: Tree,
  paths: readonly (readonly string[])[],
  pairs: readonly Entry[],
  source: Source,
): Tree {
  const put = pairs.map(({ key, value }): TreeEntry => {
    return { key: key.value, keyTree: wordOf(key, source), value: wordOf(value, source) };
  });
  const [first] = put;
  if (!first) return tree;
  const keys = new Set(put.map(({ key }) => key));
  const change = (before: Tree | undefined): Tree => {
    const kept = before ? entriesIn(before).filter(({ key }) => !keys.has(key)) : [];
    return withEntries(before ?? mapAt(first.keyTree), [...kept, ...put]);
  };
  return paths.reduce((each, path) => changeField(each, path, change, first.keyTree), tree);
}

function withImage(tree: Tree, change: ImageChange, source: Source): Tree {
  const pod = podSpecPath(tree);
  if (!pod) return tree;
  return ['containers', 'initContainers'].reduce(
    (changed, list) =>
      changeField(changed, [...pod, list, 'image'], (image) => changedImage(image, change, source)),
    tree,
  );
}

function changedImage(
  image: Tree | undefined,
  { name, newName, newTag, digest }: ImageChange,
  source: Source,
): Tree | undefined {
  const written = image && textOf(image);
  if (written === undefined) return undefined;
  const parts = splitImage(written);
  const setBy = newTag ?? digest ?? newName;
  if (parts.name !== name || !setBy) return undefined;
  const tag = newTag?.value ?? (digest ? undefined : parts.tag);
  const hash = digest?.value ?? (newTag ? undefined : parts.digest);
  const text = [
    newName?.value ?? name,
    tag === undefined ? '' : `:${tag}`,
    hash === undefined ? '' : `@${hash}`,
  ].join('');
  return wordAt(wordOf(setBy, source), text);
}

interface ImageParts {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** A `:` before the last `/` is a registry's port. */
function splitImage(image: string): ImageParts {
  const [plain = '', digest] = image.split('@');
  const colon = plain.lastIndexOf(':');
  if (colon <= plain.lastIndexOf('/')) return { name: plain, tag: undefined, digest };
  return { name: plain.slice(0, colon), tag: plain.slice(colon + 1), digest };
}
