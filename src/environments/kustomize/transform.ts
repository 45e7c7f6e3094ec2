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
import { type Composed, changedTo, type ObjectHead } from './composed.ts';
import { type Change, changeField } from './fields.ts';
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
  const place = namespace && wordOf(namespace, source);
  const placed = place
    ? objects.map((object) => changedTo(object, inNamespace(object, place)))
    : objects;
  const steps: Step[] = [
    ...labels.map((change) => withLabels(change, source)),
    ...(annotations.length > 0 ? [withAnnotations(annotations, source)] : []),
    ...images.map((change) => (tree: Tree, object: ObjectHead) => {
      return withImage(tree, object, (image) => changedImage(image, change, source));
    }),
  ];
  return renameAll(kustomization, placed).map((object) => {
    return changedTo(
      object,
      steps.reduce((tree, step) => step(tree, object), object.tree),
    );
  });
}

/** Changes something of an object, but not what it is called. */
type Step = (tree: Tree, object: ObjectHead) => Tree;

/** kustomize's `namespace:` also renames the Namespace object itself when there is one to rename. */
function inNamespace({ tree, kind }: Composed, namespace: Tree): Tree {
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

function withLabels({ pairs, selectors, templates }: LabelChange, source: Source): Step {
  return withPairs(pairs, source, (object) => {
    const { kind } = object;
    const template = templatePath(object);
    return [
      ['metadata', 'labels'],
      ...(templates && template ? [[...template, 'metadata', 'labels']] : []),
      ...(selectors && template && SELECTING.has(kind)
        ? [['spec', 'selector', 'matchLabels']]
        : []),
      ...(selectors && kind === 'Service' ? [['spec', 'selector']] : []),
      ...(selectors && kind === 'ReplicationController' ? [['spec', 'selector']] : []),
    ];
  });
}

function withAnnotations(annotations: readonly Entry[], source: Source): Step {
  return withPairs(annotations, source, (object) => {
    const template = templatePath(object);
    return [
      ['metadata', 'annotations'],
      ...(template ? [[...template, 'metadata', 'annotations']] : []),
    ];
  });
}

/** Puts pairs at the end of paths. Keys and values are shown where the kustomization writes them. */
function withPairs(
  pairs: readonly Entry[],
  source: Source,
  pathsOf: (object: ObjectHead) => readonly (readonly string[])[],
): Step {
  const put = pairs.map(({ key, value }): TreeEntry => {
    return { key: key.value, keyTree: wordOf(key, source), value: wordOf(value, source) };
  });
  const [first] = put;
  if (!first) return (tree) => tree;
  const keys = new Set(put.map(({ key }) => key));
  const change = (before: Tree | undefined): Tree => {
    const kept = before ? entriesIn(before).filter(({ key }) => !keys.has(key)) : [];
    return withEntries(before ?? mapAt(first.keyTree), [...kept, ...put]);
  };
  return (tree, object) =>
    pathsOf(object).reduce((all, path) => changeField(all, path, change, first.keyTree), tree);
}

function withImage(tree: Tree, object: ObjectHead, change: Change): Tree {
  const pod = podSpecPath(object);
  if (!pod) return tree;
  return ['containers', 'initContainers'].reduce(
    (changed, list) => changeField(changed, [...pod, list, 'image'], change),
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
