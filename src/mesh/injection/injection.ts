import type { Namespace } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, entryOf, isTemplated } from '../../text.ts';
import type { EffectiveSettings, Injection, Target } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { oncePer } from '../once.ts';
import { atLeast } from '../versions/version.ts';

export const INJECT = 'sidecar.istio.io/inject';
/** What the injector leaves behind on the pods it has changed. */
const INJECTED = 'sidecar.istio.io/status';
/** What the CNI plugin leaves behind on the pods that ztunnel serves. */
const REDIRECTED = 'ambient.istio.io/redirection';
export const NAMESPACE_LABEL = 'istio-injection';
export const REVISION_LABEL = 'istio.io/rev';
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/** Never injected, whatever their labels (istio/istio pkg/kube/inject/inject.go `IgnoredNamespaces`). */
export const SYSTEM_NAMESPACES: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
];

/** Where control planes, and what clusters bring along, live: nobody means them to be injected by being silent. */
const PLATFORM_NAMESPACE =
  /^(?:kube-.*|istio|istio-.*|asm-.*|gke-.*|gmp-.*|config-management-.*|cnrm-.*|resource-group-system|anthos-.*|gatekeeper-system|cert-manager|local-path-storage)$/;

/** Whether a namespace is the platform's: the control plane's, GKE's, Kubernetes' own. */
export function isPlatformNamespace(namespace: string, rootNamespace: string): boolean {
  return namespace === rootNamespace || PLATFORM_NAMESPACE.test(namespace);
}

export interface Injections {
  injection(workload: Workload): Injection;
  namespaceInjection(namespace: string): Injection;
  injector(workload: Workload): Injection;
}

/**
 * Who gets a sidecar: the webhook's selectors first, then what the injector itself looks at
 * (istio/istio 1.30 pkg/kube/inject/inject.go `injectRequired`, istio-discovery/templates/mutatingwebhook.yaml).
 */
export function answerInjection(
  objects: Objects,
  settings: () => EffectiveSettings,
  istio: () => Target,
): Injections {
  const verdict = oncePer((namespace: string) =>
    ofNamespace(namespace, objects.named('Namespace', namespace), settings()),
  );
  const injector = (workload: Workload): Injection => {
    const namespace = objects.namespace(workload.namespace);
    return keptOut(workload, namespace) ?? ofPod(workload, verdict(namespace), istio());
  };
  return {
    namespaceInjection: (namespace) => verdict(objects.namespace(namespace)).injection,
    injector,
    injection: oncePer((workload: Workload) => withProxy(workload) ?? injector(workload)),
  };
}

interface Verdict {
  readonly injection: Injection;
  /** A label `istio-injection` that says anything but `enabled` blocks even pods that ask for a sidecar. */
  readonly blocked: boolean;
}

/** Pods that bring their proxy, or have been taken in already. */
function withProxy(workload: Workload): Injection | undefined {
  const proxy = workload.containers.find(({ name }) => name === 'istio-proxy');
  if (proxy !== undefined) {
    return { inMesh: 'sidecar', because: 'it has a container istio-proxy', at: proxy.at };
  }
  const status = entryOf(workload.podAnnotations, INJECTED);
  if (status !== undefined) {
    return {
      inMesh: 'sidecar',
      because: `its pods have the annotation ${INJECTED}`,
      at: status.key.at,
    };
  }
  const redirection = entryOf(workload.podAnnotations, REDIRECTED);
  if (redirection?.value.value === 'enabled') {
    return {
      inMesh: 'ambient',
      because: `its pods have the annotation ${REDIRECTED}`,
      at: redirection.key.at,
    };
  }
  return undefined;
}

/** What keeps the injector away, whatever the namespace says. */
function keptOut(workload: Workload, namespace: string): Injection | undefined {
  if (workload.hostNetwork) {
    return {
      inMesh: 'no',
      because: 'pods with hostNetwork are never injected',
      at: workload.podAt,
    };
  }
  if (SYSTEM_NAMESPACES.includes(namespace)) {
    return { inMesh: 'no', because: `namespace ${namespace} is never injected` };
  }
  const refusal = [workload.podLabels, workload.podAnnotations]
    .map((entries) => entryOf(entries, INJECT))
    .find((entry) => entry !== undefined);
  if (refusal?.value.value === 'false') {
    return { inMesh: 'no', because: `${INJECT} of its pods is "false"`, at: refusal.value.at };
  }
  return undefined;
}

function ofPod(
  workload: Workload,
  { injection: namespace, blocked }: Verdict,
  istio: Target,
): Injection {
  if (namespace.inMesh === 'sidecar') return namespace;
  const mode = entryOf(workload.podLabels, DATAPLANE_MODE);
  const inject = entryOf(workload.podLabels, INJECT);
  const revision = entryOf(workload.podLabels, REVISION_LABEL);
  const byLabel = atLeast(istio, '1.10') && !blocked;
  if (byLabel && inject?.value.value === 'true') {
    return {
      inMesh: 'sidecar',
      because: `label ${INJECT} of its pods is "true"`,
      at: inject.value.at,
    };
  }
  if (byLabel && revision !== undefined && !isTemplated(revision.value.value)) {
    return {
      inMesh: 'sidecar',
      because: `label ${REVISION_LABEL} of its pods is "${revision.value.value}"`,
      at: revision.value.at,
    };
  }
  if (mode?.value.value === 'ambient') {
    return {
      inMesh: 'ambient',
      because: `label ${DATAPLANE_MODE} of its pods is "ambient"`,
      at: mode.value.at,
    };
  }
  if (mode?.value.value === 'none' && namespace.inMesh === 'ambient') {
    return {
      inMesh: 'no',
      because: `label ${DATAPLANE_MODE} of its pods is "none"`,
      at: mode.value.at,
    };
  }
  const written = inject?.value.value ?? '';
  return isTemplated(written)
    ? { inMesh: 'unknown', because: `${INJECT} is filled in later` }
    : namespace;
}

/** Labels of all declarations of one Namespace together; a later one overrides, and an empty value takes the label away. */
export function namespaceLabels(declarations: readonly Namespace[]): ReadonlyMap<string, Entry> {
  const labels = new Map<string, Entry>();
  for (const entry of declarations.flatMap((declaration) => declaration.labels)) {
    if (entry.value.value === '') labels.delete(entry.key.value);
    else labels.set(entry.key.value, entry);
  }
  return labels;
}

function ofNamespace(
  name: string,
  declarations: readonly Namespace[],
  settings: EffectiveSettings,
): Verdict {
  if (SYSTEM_NAMESPACES.includes(name)) {
    const because = `namespace ${name} is never injected`;
    return { injection: { inMesh: 'no', because }, blocked: true };
  }
  const labels = namespaceLabels(declarations);
  const label = byInjectionLabel(name, labels.get(NAMESPACE_LABEL));
  // A label that does not inject leaves room for ambient mode, whose own label is then the only one that counts.
  const injection =
    (label?.inMesh === 'no' ? byDataplaneMode(name, labels.get(DATAPLANE_MODE)) : undefined) ??
    label ??
    byRevisionLabel(name, labels.get(REVISION_LABEL)) ??
    byDataplaneMode(name, labels.get(DATAPLANE_MODE)) ??
    unlabelled(name, declarations, settings);
  return { injection, blocked: label?.inMesh === 'no' };
}

function byInjectionLabel(name: string, label: Entry | undefined): Injection | undefined {
  if (label === undefined) return undefined;
  const { value, at } = label.value;
  const because = `namespace ${name} has the label ${NAMESPACE_LABEL}=${value}`;
  if (isTemplated(value)) return { inMesh: 'unknown', because, at };
  return { inMesh: value === 'enabled' ? 'sidecar' : 'no', because, at };
}

function byRevisionLabel(name: string, label: Entry | undefined): Injection | undefined {
  if (label === undefined) return undefined;
  const { value, at } = label.value;
  return {
    inMesh: 'sidecar',
    because: `namespace ${name} has the label ${REVISION_LABEL}=${value}`,
    at,
  };
}

function byDataplaneMode(name: string, label: Entry | undefined): Injection | undefined {
  if (label?.value.value !== 'ambient') return undefined;
  const because = `namespace ${name} has the label ${DATAPLANE_MODE}=ambient`;
  return { inMesh: 'ambient', because, at: label.value.at };
}

function unlabelled(
  name: string,
  declarations: readonly Namespace[],
  settings: EffectiveSettings,
): Injection {
  const { value, at, source } = settings.enableNamespacesByDefault;
  if (value) {
    return {
      inMesh: 'sidecar',
      because: `enableNamespacesByDefault in ${source}`,
      ...(at && { at }),
    };
  }
  const [declared] = declarations;
  if (declared !== undefined) {
    return { inMesh: 'no', because: `namespace ${name} has no injection label`, at: declared.at };
  }
  if (isPlatformNamespace(name, settings.rootNamespace.value)) {
    return { inMesh: 'no', because: `namespace ${name} is the platform's own` };
  }
  const because =
    name === '' ? 'these files name no namespace' : `namespace ${name} is not among these files`;
  return { inMesh: 'unknown', because };
}
