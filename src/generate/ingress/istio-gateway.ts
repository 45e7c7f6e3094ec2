import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway';
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import { credentialFault, OWN_GATEWAY } from '../../mesh/ingress/credentials.ts';
import type { PathPattern } from '../../mesh/ingress/entrances.ts';
import { type GatewayPods, ingressGatewayPods } from '../../mesh/ingress/gateway-pods.ts';
import { findSecret } from '../../mesh/ingress/gateway-secrets.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { newestApiVersion } from '../../mesh/versions/served-since.ts';
import type { Draft, DraftObject } from '../draft.ts';
import { nameGiver } from '../names.ts';
import {
  type IngressPlan,
  type PlannedRoute,
  type PlannedRoutes,
  type SecuredHosts,
  suffixOf,
} from './plan.ts';

type Server = NonNullable<NonNullable<IGateway['spec']>['servers']>[number];
type HttpRoute = NonNullable<NonNullable<IVirtualService['spec']>['http']>[number];
type Written = Pick<Draft, 'objects' | 'notes'>;

/**
 * Writes plans as Gateway and VirtualService of Istio, one after the other: a host that the Gateway of an earlier plan
 * serves gets no second server on the same port, which Istio would not merge.
 */
export function istioGatewayWriter(mesh: Mesh): (plan: IngressPlan) => Written {
  const pods = ingressGatewayPods(mesh);
  const gatewayName = nameGiver(mesh, 'IstioGateway');
  const routeName = nameGiver(mesh, 'VirtualService');
  const apiVersion = (kind: string) => newestApiVersion(mesh, 'networking.istio.io', kind);
  const servedBy = new Map<string, string>();
  return (plan) => {
    const { namespace, ingresses } = plan;
    const name = ingresses[0]?.name ?? '';
    const isOwn = (host: string): boolean => !servedBy.has(host);
    const servers = serversOf(mesh, {
      plain: plan.plain.filter(({ host }) => isOwn(host)),
      secured: plan.secured.map((one) => ({ ...one, hosts: one.hosts.filter(isOwn) })),
    });
    const metadata = gatewayName(name, namespace);
    const reference = namespace === '' ? metadata.name : `${namespace}/${metadata.name}`;
    for (const host of servers.flatMap(({ hosts }) => hosts)) servedBy.set(host, reference);
    const gateway: DraftObject = {
      apiVersion: apiVersion('Gateway'),
      kind: 'Gateway',
      metadata,
      spec: { selector: { ...pods.labels }, servers },
    };
    const gatewaysOf = ({ hosts, gateways }: PlannedRoutes): string[] =>
      gateways.length > 0
        ? [...gateways]
        : [...new Set(hosts.map((host) => servedBy.get(host) ?? reference))].map((one) =>
            one === reference ? metadata.name : one,
          );
    const routes = plan.routes.map((planned): DraftObject => {
      const suffix = plan.routes.length > 1 ? suffixOf(planned) : '';
      return {
        apiVersion: apiVersion('VirtualService'),
        kind: 'VirtualService',
        metadata: routeName(`${name}${suffix}`, namespace),
        spec: {
          hosts: [...planned.hosts],
          gateways: gatewaysOf(planned),
          http: planned.routes.map((route) => httpRoute(mesh, namespace, route)),
        },
      };
    });
    const isNew = servers.length > 0;
    return {
      objects: [...(isNew ? [gateway] : []), ...routes],
      notes: [
        ...(isNew ? podNotes(pods) : []),
        ...plan.secured.map((one) => secretNote(mesh, plan, one, pods)),
        ...portNotes(plan),
      ].filter((note) => note !== ''),
    };
  };
}

function serversOf(
  mesh: Mesh,
  { plain, secured }: Pick<IngressPlan, 'plain' | 'secured'>,
): Server[] {
  const redirected = plain.filter(({ redirect }) => redirect).map(({ host }) => host);
  const open = plain.filter(({ redirect }) => !redirect).map(({ host }) => host);
  const http = (name: string, hosts: string[]) => ({
    port: { number: 80, name, protocol: 'HTTP' },
    hosts,
  });
  return [
    ...(open.length > 0 ? [http('http', open)] : []),
    ...(redirected.length > 0
      ? [{ ...http('http-redirect', redirected), tls: { httpsRedirect: true } }]
      : []),
    ...secured
      .filter(({ hosts }) => hosts.length > 0)
      .map(({ secret, hosts }, index) => ({
        port: {
          number: 443,
          name: index === 0 ? 'https' : `https-${index + 1}`,
          protocol: 'HTTPS',
        },
        hosts: [...hosts],
        tls: { mode: 'SIMPLE' as const, ...certificate(mesh, secret) },
      })),
  ];
}

/** Where Istio mounts the one Secret that gateways read as files (`istio-ingressgateway-certs`, charts of Istio 1.0 to 1.5). */
const MOUNTED = '/etc/istio/ingressgateway-certs';

function certificate(
  mesh: Mesh,
  secret: string,
): { credentialName: string } | { serverCertificate: string; privateKey: string } {
  const fault = credentialFault(mesh, secret, OWN_GATEWAY);
  if (fault === 'reserved-name') return { credentialName: `tls-${secret}` };
  if (fault === undefined) return { credentialName: secret };
  return { serverCertificate: `${MOUNTED}/tls.crt`, privateKey: `${MOUNTED}/tls.key` };
}

function podNotes({ assumed, namespace }: GatewayPods): string[] {
  return assumed
    ? [`The gateway is taken to be the one of Istio's default profile, in ${namespace}.`]
    : [];
}

/** Gateways read Secrets of their pods' own namespace only. */
function secretNote(
  mesh: Mesh,
  { namespace, secured }: IngressPlan,
  { secret }: SecuredHosts,
  { namespace: wanted }: GatewayPods,
): string {
  const read = certificate(mesh, secret);
  if ('serverCertificate' in read) {
    const more =
      secured.length > 1 ? ' There is place for one only: more need volumes of their own.' : '';
    return `TODO: Put the certificate and key of Secret ${secret} into Secret istio-ingressgateway-certs in ${wanted ?? 'istio-system'}: this Istio reads no other.${more}`;
  }
  const { credentialName } = read;
  const place = wanted ?? "the namespace of the gateway's pods";
  const { kind } = findSecret(mesh, credentialName, wanted === undefined ? [] : [wanted]);
  if (kind === 'found' || kind === 'unknown' || namespace === wanted) return '';
  if (kind === 'nowhere')
    return `TODO: Secret ${credentialName} belongs into ${place}: gateways read no other.`;
  const as = credentialName === secret ? '' : ` as ${credentialName}`;
  return `TODO: Copy Secret ${secret}${as} into ${place}: gateways read no other.`;
}

function portNotes({ routes }: IngressPlan): string[] {
  const unsaid = routes.flatMap((one) => one.routes).filter(({ port }) => port === undefined);
  return [...new Set(unsaid.map(({ service }) => service))].map(
    (service) => `TODO: Write the port of Service ${service}, which these files do not tell.`,
  );
}

function httpRoute(
  mesh: Mesh,
  namespace: string,
  { path, service, port }: PlannedRoute,
): HttpRoute {
  const host =
    namespace === '' ? service : `${service}.${namespace}.svc.${mesh.settings.clusterDomain.value}`;
  return {
    ...(path && { match: matchesOf(path) }),
    route: [{ destination: { host, ...(port !== undefined && { port: { number: port } }) } }],
  };
}

/**
 * Prefixes of an Ingress end at slashes: `/shop` takes `/shop` and `/shop/cart`, not `/shopping` (Kubernetes 1.18, pathType);
 * those of a VirtualService are any beginning. What ingress-nginx reads as a regular expression is a beginning, too,
 * and its case does not count.
 */
function matchesOf({ kind, value }: PathPattern): NonNullable<HttpRoute['match']> {
  if (kind === 'exact') return [{ uri: { exact: value } }];
  if (kind === 'any') return [{ uri: { regex: `(?i)${value}.*` } }];
  return value.endsWith('/')
    ? [{ uri: { prefix: value } }]
    : [{ uri: { exact: value } }, { uri: { prefix: `${value}/` } }];
}
