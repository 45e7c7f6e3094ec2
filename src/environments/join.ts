import type { FileFacts, Resource } from '../facts/facts.ts';
import { groupOf } from '../facts/resource.ts';
import { isTemplated } from '../text.ts';
import type { Environment } from './environment.ts';
import { identityOf } from './folders.ts';

/** Namespaces that every cluster has: that two environments use them tells nothing. */
const EVERYWHERE = /^(?:default|istio-.*|kube-.*)?$/;

/** What ties the files of an environment to those of others. */
interface Ties {
  /** Of its objects. */
  readonly identities: ReadonlySet<string>;
  /** Namespaces of its workloads. */
  readonly inhabited: ReadonlySet<string>;
  /** Namespaces for which it has Istio's objects, or which it labels for injection. */
  readonly ruled: ReadonlySet<string>;
}

/** Ties that have been worked out, by the files of an environment. */
export type KnownTies = WeakMap<readonly FileFacts[], Ties>;

interface Held extends Ties {
  readonly environment: Environment;
}

/**
 * Applications and what Istio is told of them often lie in kustomizations or folders of their own (`k8s/overlays/prod`,
 * `istio`). An environment that rules a namespace and has no pods there is put into those that have pods there, unless
 * both declare the same object; of several the one of the same name (`k8s/prod`, `istio/prod`), if there is just one.
 */
export function joinRulers(
  environments: readonly Environment[],
  known: KnownTies = new WeakMap(),
): readonly Environment[] {
  if (environments.length < 2) return environments;
  const all = environments.map((environment): Held => {
    const ties = known.get(environment.files) ?? tiesOf(environment.files);
    known.set(environment.files, ties);
    return { environment, ...ties };
  });
  const rulers = all.filter((one) => isApart(one));
  if (rulers.length === 0) return environments;
  const used = new Set<Held>();
  const joined = all.map((one) => {
    const ruler = rulerOf(one, rulers);
    if (ruler === undefined) return one.environment;
    used.add(ruler);
    const files = [...one.environment.files, ...ruler.environment.files];
    return { ...one.environment, files };
  });
  return joined.filter((_one, index) => {
    const before = all[index];
    return before === undefined || !used.has(before);
  });
}

function tiesOf(files: readonly FileFacts[]): Ties {
  const resources = files.flatMap((file) => file.resources);
  return {
    identities: new Set(resources.flatMap(identityOf)),
    inhabited: namespaces(resources.filter(({ type }) => type === 'Workload')),
    ruled: namespaces(resources.filter(isRule)),
  };
}

function namespaces(resources: readonly Resource[]): ReadonlySet<string> {
  return new Set(
    resources
      .map((resource) => (resource.type === 'Namespace' ? resource.name : resource.namespace))
      .filter((name) => !EVERYWHERE.test(name) && !isTemplated(name)),
  );
}

function isRule({ type, apiVersion, labels }: Resource): boolean {
  if (type === 'Namespace') {
    return labels.some(({ key }) => /^istio-injection$|^istio\.io\//.test(key.value));
  }
  return groupOf(apiVersion).endsWith('.istio.io');
}

/** It rules namespaces, and has pods in none of them. */
function isApart({ environment, ruled, inhabited }: Held): boolean {
  if (environment.from === 'chart' || ruled.size === 0) return false;
  return ![...ruled].some((namespace) => inhabited.has(namespace));
}

function rulerOf(one: Held, rulers: readonly Held[]): Held | undefined {
  if (one.environment.from === 'chart' || rulers.includes(one)) return undefined;
  const fitting = rulers.filter(
    (ruler) =>
      [...ruler.ruled].some((namespace) => one.inhabited.has(namespace)) && !clash(ruler, one),
  );
  const name = lastName(one.environment);
  const named = fitting.filter(({ environment }) => lastName(environment) === name);
  const [chosen, ...others] = fitting.length > 1 ? named : fitting;
  return others.length === 0 ? chosen : undefined;
}

function clash(left: Held, right: Held): boolean {
  return [...left.identities].some((identity) => right.identities.has(identity));
}

function lastName({ name }: Environment): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
