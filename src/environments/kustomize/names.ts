import type { Kustomization } from '../../facts/layout/layout.ts';
import { type Tree, textOf, wordAt } from '../../parse/yaml/tree.ts';
import { type Composed, changedTo, type ObjectHead } from './composed.ts';
import { changeField } from './fields.ts';
import { podSpecPath } from './pods.ts';

/**
 * Fields by which objects name others, by the kind that they name (kustomize 5, builtinpluginconsts/namereference.go, as
 * far as facts know the kinds). Istio's own kinds are not among them.
 */
const POD_REFERENCES: readonly (readonly [kind: string, path: string])[] = [
  ['ConfigMap', 'volumes/configMap/name'],
  ['ConfigMap', 'volumes/projected/sources/configMap/name'],
  ['ConfigMap', 'containers/env/valueFrom/configMapKeyRef/name'],
  ['ConfigMap', 'containers/envFrom/configMapRef/name'],
  ['ConfigMap', 'initContainers/env/valueFrom/configMapKeyRef/name'],
  ['ConfigMap', 'initContainers/envFrom/configMapRef/name'],
  ['Secret', 'volumes/secret/secretName'],
  ['Secret', 'volumes/projected/sources/secret/name'],
  ['Secret', 'containers/env/valueFrom/secretKeyRef/name'],
  ['Secret', 'containers/envFrom/secretRef/name'],
  ['Secret', 'initContainers/env/valueFrom/secretKeyRef/name'],
  ['Secret', 'initContainers/envFrom/secretRef/name'],
  ['ServiceAccount', 'serviceAccountName'],
];

const REFERENCES: ReadonlyMap<string, readonly (readonly [kind: string, path: string])[]> = new Map(
  [
    [
      'Ingress',
      [
        ['Secret', 'spec/tls/secretName'],
        ['Service', 'spec/backend/serviceName'],
        ['Service', 'spec/defaultBackend/service/name'],
        ['Service', 'spec/rules/http/paths/backend/serviceName'],
        ['Service', 'spec/rules/http/paths/backend/service/name'],
      ],
    ],
    ['StatefulSet', [['Service', 'spec/serviceName']]],
  ],
);

type Rename = (kind: string, name: string) => string | undefined;

/** The objects with prefix and suffix put to their names, and to the names by which others call them. */
export function renameAll(
  { namePrefix, nameSuffix }: Kustomization,
  objects: readonly Composed[],
): Composed[] {
  if (namePrefix === '' && nameSuffix === '') return [...objects];
  const known = new Set(objects.map(({ kind, name }) => `${kind}/${name}`));
  const rename: Rename = (kind, name) =>
    known.has(`${kind}/${name}`) ? `${namePrefix}${name}${nameSuffix}` : undefined;
  return objects.map((object) => changedTo(object, renamed(object, rename)));
}

/** kustomize leaves the names of these alone (builtinpluginconsts/nameprefix.go). */
const KEEPING_NAMES = new Set(['APIService', 'CustomResourceDefinition', 'Namespace']);

function renamed(object: Composed, rename: Rename): Tree {
  const { tree, kind } = object;
  const named = KEEPING_NAMES.has(kind)
    ? tree
    : changeField(tree, ['metadata', 'name'], wordBy(rename, kind));
  return renameReferences(named, object, rename);
}

/** The object with the names changed by which it calls others; what `rename` does not know stays. */
export function renameReferences(tree: Tree, object: ObjectHead, rename: Rename): Tree {
  const pod = podSpecPath(object);
  const inPod = pod
    ? POD_REFERENCES.map(([kind, path]) => ({ kind, path: [...pod, ...path.split('/')] }))
    : [];
  const own = (REFERENCES.get(object.kind) ?? []).map(([kind, path]) => {
    return { kind, path: path.split('/') };
  });
  return [...inPod, ...own].reduce(
    (changed, { kind, path }) => changeField(changed, path, wordBy(rename, kind)),
    tree,
  );
}

/** The same place with another word. */
function wordBy(rename: Rename, kind: string): (value: Tree | undefined) => Tree | undefined {
  return (value) => {
    const before = value && textOf(value);
    const after = before === undefined ? undefined : rename(kind, before);
    return value && after !== undefined ? wordAt(value, after) : undefined;
  };
}
