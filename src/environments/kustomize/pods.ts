import type { Tree } from '../../parse/yaml/tree.ts';
import { groupNameOf, kindNameOf } from './composed.ts';

const TEMPLATE = ['spec', 'template'];

/** Where objects have the template of their pods (kustomize 5, api/internal/konfig/builtinpluginconsts). */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['CronJob', ['spec', 'jobTemplate', ...TEMPLATE]],
  ['DaemonSet', TEMPLATE],
  ['Deployment', TEMPLATE],
  ['Job', TEMPLATE],
  ['ReplicaSet', TEMPLATE],
  ['ReplicationController', TEMPLATE],
  ['StatefulSet', TEMPLATE],
]);

const GROUPS = new Set(['', 'apps', 'batch', 'extensions']);

/** The path to the template of an object's pods; nothing where it has none of its own. */
export function templatePath(tree: Tree): readonly string[] | undefined {
  return GROUPS.has(groupNameOf(tree)) ? TEMPLATES.get(kindNameOf(tree)) : undefined;
}

/** The path to the specification of an object's pods; a Pod has its own. */
export function podSpecPath(tree: Tree): readonly string[] | undefined {
  if (kindNameOf(tree) === 'Pod') return ['spec'];
  const template = templatePath(tree);
  return template && [...template, 'spec'];
}
