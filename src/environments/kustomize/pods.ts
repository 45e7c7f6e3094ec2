import type { ObjectHead } from './composed.ts';

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
export function templatePath({ group, kind }: ObjectHead): readonly string[] | undefined {
  return GROUPS.has(group) ? TEMPLATES.get(kind) : undefined;
}

/** The path to the specification of an object's pods; a Pod has its own. */
export function podSpecPath(object: ObjectHead): readonly string[] | undefined {
  if (object.kind === 'Pod') return ['spec'];
  const template = templatePath(object);
  return template && [...template, 'spec'];
}
