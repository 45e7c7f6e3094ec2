import type { ResourceHead } from '../facts/resource.ts';
import type { Diagnostic } from '../finding.ts';
import type { Confidence } from '../mesh/egress/caller.ts';
import type { MutualTls } from '../mesh/mesh.ts';
import type { Span } from '../text.ts';

export type NodeKind =
  /** Everybody who is not in the cluster. */
  | 'outside'
  /** All sidecars: what Istio calls the gateway `mesh`. */
  | 'sidecars'
  | 'ingress'
  | 'gateway'
  /** VirtualService or HTTPRoute. */
  | 'route'
  | 'service'
  | 'workload'
  /** nginx that no workload of these files is seen to run. */
  | 'nginx'
  /** A ConfigMap that names hosts and that no workload of these files is seen to use. */
  | 'configuration'
  | 'service-entry'
  /** A host outside of the cluster. */
  | 'host';

export interface GraphNode {
  /** Unique in its graph, the same in every run: `Service shop/web`, `host api.example.com`. */
  readonly id: string;
  readonly kind: NodeKind;
  /** For humans: `Service shop/web`, `api.example.com`. */
  readonly label: string;
  /** What the linter holds of it: `class "gce"`, `sidecar: namespace shop has the label …`. */
  readonly notes: readonly string[];
  /**
   * Set where these files do not declare it. `missing`: they declare other things of this kind there, so it does not exist;
   * `unknown`: it may exist elsewhere, or a template names it.
   */
  readonly absent?: 'missing' | 'unknown';
  /** Where it is declared. */
  readonly at?: Span;
  /** The object it is. */
  readonly resource?: ResourceHead;
}

export type EdgeKind =
  /** From outside to an Ingress, a Gateway, or a Service with an address of its own. */
  | 'enters'
  /** From the Service of a gateway to a Gateway that configures the pods behind it. */
  | 'serves'
  /** From a Gateway, or the sidecars, to a route that is bound to it. */
  | 'binds'
  /** From an Ingress or a route to what it sends requests to. */
  | 'routes'
  | 'delegates'
  /** From a Service to the pods it selects. */
  | 'selects'
  /** From a Service of type ExternalName to the name it stands for. */
  | 'aliases'
  /** By `proxy_pass` of nginx. */
  | 'proxies'
  /** By a call that variables, configuration, commands or dependencies show. */
  | 'calls'
  /** From a ServiceEntry to a host that it makes known to the mesh. */
  | 'admits';

/** What is known of a way from one node to another. */
export interface Way {
  readonly kind: EdgeKind;
  /** The host that it is for; absent: every host, or the node it leads to says it. */
  readonly host?: string;
  /** `exact /a` or `prefix /a`, several joined by ` or `; absent: every path. */
  readonly path?: string;
  /** The port it comes in by; a name where its number is not known. */
  readonly port?: number | string;
  /** The port of the pods, where it is another one. */
  readonly targetPort?: number | string;
  /** As Istio sees it, or as the caller speaks: `http`, `sniffed`, `HTTP/1.0`. */
  readonly protocol?: string;
  /** What becomes of TLS where it leads to. */
  readonly tls?: 'ends' | 'passes';
  /** What the pods it leads to demand; absent where no sidecar is judged to stand before the port. */
  readonly mutualTls?: MutualTls;
  /** How sure it is that a call is made; absent on other ways. */
  readonly confidence?: Confidence;
  /** What else the linter holds of it: `blocked: REGISTRY_ONLY in …`. */
  readonly note?: string;
  /** The places that say so, the main one first. */
  readonly evidence: readonly Span[];
}

export interface GraphEdge extends Way {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
}

/** The routes of one environment, in the order in which its objects are met. Plain data. */
export interface Graph {
  /** The name of the environment. */
  readonly environment: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A graph with what was found, where it was found. Findings that speak of nothing that is drawn are `elsewhere`. */
export interface MarkedGraph extends Graph {
  readonly ofNodes: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly ofEdges: ReadonlyMap<GraphEdge, readonly Diagnostic[]>;
  readonly elsewhere: readonly Diagnostic[];
}

/** A way with the nodes at its ends, as a stage finds it. */
export interface Link extends Way {
  readonly from: GraphNode;
  readonly to: GraphNode;
}

/** What one stage of the graph finds: ways, and nodes that may have none. */
export interface Sketch {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly Link[];
}
