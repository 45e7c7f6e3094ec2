import type { Ingress, IngressBackend, IngressPath } from '../facts/kubernetes/kinds.ts';
import { servicePort } from '../mesh/ingress/backends.ts';
import { controllerOf } from '../mesh/ingress/controller.ts';
import type { PathPattern } from '../mesh/ingress/entrances.ts';
import { pathPattern, securedHosts } from '../mesh/ingress/served-by-ingress.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Located, Span } from '../text.ts';
import type { GraphNode, Link, Sketch } from './graph.ts';
import { absentNode, namedNode, nodeOf, OUTSIDE } from './nodes.ts';

/** Stage: from outside through Ingresses to Services. */
export function ingressStage(mesh: Mesh): Sketch {
  const sketches = mesh.all('Ingress').map((ingress) => ofIngress(mesh, ingress));
  return {
    nodes: sketches.map(({ node }) => node),
    links: sketches.flatMap(({ links }) => links),
  };
}

/** An Ingress that no controller takes up lets nobody in. */
function ofIngress(mesh: Mesh, ingress: Ingress): { node: GraphNode; links: Link[] } {
  const { kind, because } = controllerOf(mesh, ingress);
  const node = nodeOf('ingress', ingress, [
    kind === 'nobody' ? `nobody takes it up: ${because}` : because,
  ]);
  const ways = kind === 'nobody' ? [] : waysIn(mesh, ingress, node);
  return { node, links: [...ways, ...waysOn(mesh, ingress, node, kind === 'gke')] };
}

/** One way for each host; where a default backend is all there is, one for all hosts. */
function waysIn(mesh: Mesh, ingress: Ingress, to: GraphNode): Link[] {
  const secured = new Map(securedHosts(mesh, ingress).map(({ host, at }) => [host, at]));
  const hosts = new Map<string | undefined, Span>();
  for (const { host, at } of ingress.rules) {
    const name = host?.value || undefined;
    if (!hosts.has(name)) hosts.set(name, host?.at ?? at);
  }
  if (hosts.size === 0) hosts.set(undefined, ingress.at);
  return [...hosts].map(([host, at]) => {
    const tls = secured.get(host) ?? secured.get(undefined);
    return {
      kind: 'enters',
      from: OUTSIDE,
      to,
      ...(host !== undefined && { host }),
      ...(tls && { tls: 'ends' }),
      evidence: tls ? [at, tls] : [at],
    };
  });
}

interface Requests {
  readonly host?: Located<string> | undefined;
  readonly path?: IngressPath;
  readonly backend: IngressBackend;
}

function waysOn(mesh: Mesh, ingress: Ingress, from: GraphNode, isGke: boolean): Link[] {
  const ofRules = ingress.rules.flatMap(({ host, paths }) =>
    paths.flatMap((path): Requests[] =>
      path.backend ? [{ host, path, backend: path.backend }] : [],
    ),
  );
  const named = new Set(ofRules.map(({ backend }) => backend));
  const others = ingress.backends.filter((backend) => !named.has(backend));
  return [...ofRules, ...others.map((backend): Requests => ({ backend }))].map((requests) =>
    wayOn(mesh, ingress, { from, requests, isGke }),
  );
}

function wayOn(
  mesh: Mesh,
  ingress: Ingress,
  { from, requests, isGke }: { from: GraphNode; requests: Requests; isGke: boolean },
): Link {
  const { host, path, backend } = requests;
  const { namespace } = ingress;
  const pattern = path && pathPattern(path, isGke);
  return {
    kind: 'routes',
    from,
    to: backendNode(mesh, backend.service.value, ingress),
    ...(host?.value && { host: host.value }),
    ...(pattern && { path: patternText(pattern) }),
    ...portOf(mesh, backend, namespace),
    ...(!path && { note: 'whatever no rule takes' }),
    evidence: [backend.service.at, ...(backend.port ? [backend.port.at] : [])],
  };
}

/** A MultiClusterIngress leads to MultiClusterServices, of which GKE makes Services in every cluster; these are no facts. */
function backendNode(mesh: Mesh, name: string, { kind, namespace }: Ingress): GraphNode {
  if (kind !== 'MultiClusterIngress') return namedNode(mesh, name, namespace);
  const label = namespace === '' ? name : `${namespace}/${name}`;
  return absentNode('service', `MultiClusterService ${label}`, 'unknown');
}

/** What a controller takes for a regular expression, or a template fills in, stands as it is written. */
function patternText({ kind, value }: PathPattern): string {
  return kind === 'any' ? value : `${kind} ${value}`;
}

/** The number of the Service's port; as written where the Service does not tell. */
function portOf(
  mesh: Mesh,
  backend: IngressBackend,
  namespace: string,
): { readonly port?: number | string } {
  const written = backend.port?.value;
  if (written === undefined) return {};
  const service = mesh.service(backend.service.value, namespace);
  const found = typeof service === 'string' ? undefined : servicePort(backend, service);
  return { port: found?.number.value ?? (/^\d{1,5}$/.test(written) ? Number(written) : written) };
}
