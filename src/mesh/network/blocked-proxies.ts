import type { NetworkPolicy } from '../../facts/kubernetes/network-policy.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { namespaceLabels } from '../injection/injection.ts';
import { isManaged } from '../injection/managed.ts';
import type { Mesh } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { groupBy } from '../once.ts';
import { atLeast } from '../versions/version.ts';
import { answerIsolation, type Isolation } from './isolation.ts';
import { type Party, passes } from './passages.ts';

/** Sidecars that NetworkPolicies keep from what they cannot do without. */
export interface BlockedProxies {
  /** The first of those that isolate the pods. */
  readonly policy: NetworkPolicy;
  readonly workloads: readonly Workload[];
  readonly lacks: readonly Need['name'][];
  /** All the pods have sidecars, or are about to, and their control plane is in the cluster. */
  readonly certain: boolean;
}

interface Need {
  readonly name: 'istiod' | 'DNS';
  readonly party: Party;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

/** What Kubernetes itself writes on every Namespace since 1.21. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Kinds that let traffic pass, too, and of which nothing is known here but that there are some. */
const OTHER_POLICIES: ReadonlySet<string> = new Set([
  'AdminNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'CiliumNetworkPolicy',
  'FQDNNetworkPolicy',
  'GlobalNetworkPolicy',
  'NetworkPolicy',
]);

/** Whether policies of other kinds may let through what NetworkPolicies do not. */
export function hasOtherPolicies(mesh: Mesh): boolean {
  return mesh.all('Other').some(({ kind }) => OTHER_POLICIES.has(kind));
}

/**
 * A sidecar fetches its configuration and its certificate from istiod on port 15012 (istio.io, application requirements, ports used by
 * Istio; since 1.5), and asks DNS for the address: without either the pod never becomes ready. A policy that lets no traffic out,
 * or names what the application calls, knows nothing of that.
 */
export function blockedProxies(mesh: Mesh, objects: Objects): readonly BlockedProxies[] {
  if (!atLeast(mesh.targets.istio, '1.5') || hasOtherPolicies(mesh)) return [];
  const needs = needsOf(mesh);
  const isolationOf = answerIsolation('egress', objects);
  const blocked = mesh.all('Workload').flatMap((workload) => {
    const isolation = hasSidecar(workload, mesh) && isolationOf(workload);
    const [policy] = isolation ? isolation.policies : [];
    if (!isolation || !policy) return [];
    const lacks = needs
      // Proxies of the managed control plane talk to an API of Google's, not to pods of the cluster.
      .filter(({ name }) => name !== 'istiod' || !isManaged(workload, mesh))
      .filter(
        (need) => passes(isolation.rules, objects.namespace(workload.namespace), need) === 'no',
      )
      .map(({ name }) => name);
    const certain =
      mesh.judged(workload) === 'yes' &&
      (!lacks.includes('istiod') || !mayBeManaged(isolation, mesh));
    return lacks.length > 0 ? [{ policy, workload, lacks, certain }] : [];
  });
  return [...groupBy(blocked, ({ policy }) => policy).values()].flatMap(alike);
}

type Blocked = Omit<BlockedProxies, 'workloads'> & { readonly workload: Workload };

/** The workloads of one policy, those that lack the same together. */
function alike(blocked: readonly Blocked[]): readonly BlockedProxies[] {
  const groups = groupBy(blocked, ({ lacks, certain }) => `${lacks} ${certain}`);
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ workload: _first, ...same }) => ({
      ...same,
      workloads: group.map(({ workload }) => workload),
    })),
  );
}

/** Ambient pods have none, and ztunnel stands outside of their policies. */
function hasSidecar(workload: Workload, mesh: Mesh): boolean {
  return mesh.judged(workload) !== 'no' && mesh.injection(workload).inMesh !== 'ambient';
}

function needsOf(mesh: Mesh): readonly Need[] {
  const root = mesh.settings.rootNamespace.value;
  const podsOf = (namespace: string, podLabels: Readonly<Record<string, string>>): Party => {
    const written = [...namespaceLabels(mesh.named('Namespace', namespace)).values()];
    const labels = written.map(({ key, value }) => [key.value, value.value]);
    const all: Record<string, string> = Object.fromEntries(labels);
    return { namespace, namespaceLabels: { ...all, [NAME_LABEL]: namespace }, podLabels };
  };
  return [
    { name: 'istiod', party: podsOf(root, { app: 'istiod' }), protocol: 'TCP', port: 15012 },
    {
      name: 'DNS',
      party: podsOf('kube-system', { 'k8s-app': 'kube-dns' }),
      protocol: 'UDP',
      port: 53,
    },
  ];
}

/** No file tells of a control plane in the cluster, and HTTPS may go out. */
function mayBeManaged({ rules }: Isolation, mesh: Mesh): boolean {
  const https: Need = { name: 'istiod', party: 'outside', protocol: 'TCP', port: 443 };
  return !mesh.hasControlPlane && passes(rules, '', https) !== 'no';
}
