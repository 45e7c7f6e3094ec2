import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { View } from '../../parse/yaml/view.ts';
import type { Span } from '../../text.ts';
import { readHead } from '../read-head.ts';
import type { ResourceHead } from '../resource.ts';
import { type LabelSelector, readLabelSelector } from './label-selector.ts';

/** networking.k8s.io NetworkPolicy. */
export interface NetworkPolicy extends ResourceHead {
  readonly type: 'NetworkPolicy';
  readonly podSelector: LabelSelector;
  /** What may come in to the pods it selects; absent: it says nothing of that. */
  readonly ingress?: Permissions;
  /** What may go out of them. */
  readonly egress?: Permissions;
}

/** Nothing else may pass, unless another policy lets it. */
export interface Permissions {
  /** The key `ingress` or `egress`, else `policyTypes`, else `at`. */
  readonly at: Span;
  readonly rules: readonly PermissionRule[];
}

export interface PermissionRule {
  /** Empty: anywhere. */
  readonly peers: readonly NetworkPeer[];
  /** Empty: any port of any protocol. */
  readonly ports: readonly NetworkPort[];
}

/** Pods, or a range of addresses. Without a namespace selector, pods of the policy's own namespace. */
export interface NetworkPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except: readonly string[] };
}

export interface NetworkPort {
  /** `TCP` where none is written. */
  readonly protocol: string;
  /** A number, or the name of a port of the pods that are called; absent: all of the protocol. */
  readonly port?: string;
  /** The last one of a range. */
  readonly endPort?: number;
}

export function readNetworkPolicy(view: View): NetworkPolicy {
  const head = readHead(view);
  const spec = view.as<INetworkPolicy>().get('spec');
  const types = spec.get('policyTypes');
  const named = types.texts().map(({ value }) => value);
  const [ingress, egress] = [spec.get('ingress'), spec.get('egress')];
  const at = (rules: View): Span =>
    rules.present ? rules.keyAt : types.exists ? types.keyAt : head.at;
  const hasIngress = types.exists ? named.includes('Ingress') : true;
  const hasEgress = types.exists ? named.includes('Egress') : egress.items().length > 0;
  const incoming = ingress.items().map((rule) => readRule(rule.get('from'), rule.get('ports')));
  const outgoing = egress.items().map((rule) => readRule(rule.get('to'), rule.get('ports')));
  return {
    type: 'NetworkPolicy',
    ...head,
    podSelector: readLabelSelector(spec.get('podSelector')),
    ...(hasIngress && { ingress: { at: at(ingress), rules: incoming } }),
    ...(hasEgress && { egress: { at: at(egress), rules: outgoing } }),
  };
}

function readRule(
  peers: View<INetworkPolicyPeer[]>,
  ports: View<INetworkPolicyPort[]>,
): PermissionRule {
  return { peers: peers.items().map(readPeer), ports: ports.items().map(readPort) };
}

function readPeer(peer: View<INetworkPolicyPeer>): NetworkPeer {
  const [pods, namespaces] = [peer.get('podSelector'), peer.get('namespaceSelector')];
  const block = peer.get('ipBlock');
  const cidr = block.get('cidr').text()?.value;
  const except = block.get('except').texts();
  return {
    ...(pods.exists && { podSelector: readLabelSelector(pods) }),
    ...(namespaces.exists && { namespaceSelector: readLabelSelector(namespaces) }),
    ...(cidr !== undefined && { ipBlock: { cidr, except: except.map(({ value }) => value) } }),
  };
}

function readPort(view: View<INetworkPolicyPort>): NetworkPort {
  const port = view.get('port').text()?.value;
  const endPort = view.get('endPort').number()?.value;
  return {
    protocol: view.get('protocol').text()?.value.toUpperCase() ?? 'TCP',
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
  };
}
