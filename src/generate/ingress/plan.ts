import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import type { PathPattern } from '../../mesh/ingress/entrances.ts';

/**
 * What has to be there before some Ingresses of one namespace can go, in words that are neither Istio's nor Gateway
 * API's. Ingresses that share a host share a plan: routes for one host must be in one order.
 */
export interface IngressPlan {
  readonly namespace: string;
  /** At least one; the first gives the name. */
  readonly ingresses: readonly Ingress[];
  /** Hosts that a new gateway has to serve on port 80. */
  readonly plain: readonly PlainHost[];
  /** Hosts that it has to end TLS for on port 443, by Secret. */
  readonly secured: readonly SecuredHosts[];
  readonly routes: readonly PlannedRoutes[];
  readonly notes: readonly string[];
}

export interface PlainHost {
  readonly host: string;
  /** Plain requests are sent to HTTPS. */
  readonly redirect: boolean;
}

export interface SecuredHosts {
  readonly secret: string;
  readonly hosts: readonly string[];
}

/** Routes of hosts that have all of them in common. */
export interface PlannedRoutes {
  /** `*` stands for every host. */
  readonly hosts: readonly string[];
  /** The gateways that serve them already, as `namespace/name`; empty: the new one does. */
  readonly gateways: readonly string[];
  /** The longest path first, the default backend last. */
  readonly routes: readonly PlannedRoute[];
}

export interface PlannedRoute {
  /** Absent: every path. */
  readonly path?: PathPattern;
  readonly service: string;
  /** Absent where neither the Ingress nor the Service tells. */
  readonly port?: number;
}

/** What sets the names of routes apart where a plan has several. */
export function suffixOf({ hosts: [host = '*'] }: PlannedRoutes): string {
  return host === '*' ? '-default' : `-${host}`;
}
