import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import type { Mesh } from '../mesh.ts';
import { once, oncePer } from '../once.ts';
import { backendsOf, type JudgedBackend } from './backends.ts';
import { answerEntranceTo, type Entrance, entrancesOf } from './entrances.ts';
import { hasDefaultLabel, type SecretPlace, secretsOfIngresses } from './gateway-secrets.ts';
import { hostIndex } from './host-index.ts';
import { judgeLeftover, type Leftover, meshedController } from './leftover.ts';
import { type LostTls, lostTls } from './lost-tls.ts';
import { type ServedHost, servedHosts } from './served-hosts.ts';
import { type UnroutedRule, unroutedRules } from './unrouted.ts';

/** What rules ask of the ways into the mesh; each answer is worked out once. */
export interface IngressQuestions {
  /** How an Ingress bypasses the mesh, if it does. */
  leftover(ingress: Ingress): Leftover | undefined;
  /** The backends by which an Ingress leads to the mesh's own gateway, if it leads there and to no workload of the mesh. */
  edge(ingress: Ingress): readonly JudgedBackend[] | undefined;
  /** Every host that can be reached through a gateway of the mesh. */
  entrances(): readonly Entrance[];
  /** Those whose host is one that an Ingress serves; no host stands for all. A host filled in later may be any. */
  entrancesFor(host: string | undefined): readonly Entrance[];
  /** The first that leads to one of some Services, which are named from a namespace. */
  entranceTo(services: readonly string[], namespace: string): Entrance | undefined;
  /** Every host that Gateways open to the outside serve, routed or not. */
  served(): readonly ServedHost[];
  /** Those that overlap a host; no host stands for all. */
  servedFor(host: string | undefined): readonly ServedHost[];
  /** The Ingresses that read a TLS Secret of this name. */
  usesOfSecret(name: string): readonly SecretPlace[];
  /** Whether a Service or workload has the label of Istio's own ingress gateway. */
  isDefaultSeen(): boolean;
  /** The rules of an Ingress of which something is not routed through a gateway. */
  unrouted(ingress: Ingress): readonly UnroutedRule[];
  /** The hosts for which an Ingress ends TLS and no Gateway does. */
  lostTls(ingress: Ingress): readonly LostTls[];
}

export function answerIngress(mesh: Mesh): IngressQuestions {
  const entrances = once(() => entrancesOf(mesh));
  const served = once(() => servedHosts(mesh));
  const entrancesWith = once(() => hostIndex(entrances(), ({ host }) => host));
  const servedWith = once(() => hostIndex(served(), ({ host }) => host));
  const uses = once(() => secretsOfIngresses(mesh));
  const isControllerInMesh = once(() => meshedController(mesh));
  return {
    entrances,
    entrancesFor: (host) => (host ? entrancesWith()(host) : entrances()),
    entranceTo: answerEntranceTo(entrances),
    served,
    servedFor: (host) => (host ? servedWith()(host) : served()),
    usesOfSecret: (name) => uses().get(name) ?? [],
    isDefaultSeen: once(() => hasDefaultLabel(mesh)),
    unrouted: oncePer((ingress: Ingress) => unroutedRules(mesh, ingress)),
    lostTls: oncePer((ingress: Ingress) => lostTls(mesh, ingress)),
    leftover: oncePer((ingress: Ingress) => judgeLeftover(mesh, ingress, isControllerInMesh)),
    edge: oncePer((ingress: Ingress) => edgeOf(mesh, ingress)),
  };
}

function edgeOf(mesh: Mesh, ingress: Ingress): readonly JudgedBackend[] | undefined {
  const backends = backendsOf(mesh, ingress);
  const gateways = backends.filter((backend) => backend.stands === 'gateway');
  const inside = backends.some((backend) => backend.stands === 'mesh');
  return gateways.length === 0 || inside ? undefined : gateways;
}
