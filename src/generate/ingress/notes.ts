import type { GkeIngressPart } from '../../facts/gke/kinds.ts';
import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import {
  gkeIngressSettings,
  partsOfIngress,
  STATIC_IP_ANNOTATIONS,
} from '../../mesh/ingress/gke-settings.ts';
import { hasEdgeFeature } from '../../mesh/ingress/taken-over.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { entryOf, isTemplated } from '../../text.ts';
import { NGINX_INSTEAD } from './nginx-instead.ts';
import type { IngressPlan } from './plan.ts';
import { ownSecret } from './secured.ts';

/** What of the Ingresses a draft cannot bring over, with the reason, and what is to be done by hand. */
export function ingressNotes(mesh: Mesh, plan: Omit<IngressPlan, 'notes'>): string[] {
  const ingresses = plan.ingresses.flatMap((ingress) => [
    ...gkeNotes(ingress),
    ...partNotes(mesh, ingress),
    ...nginxNotes(ingress),
    ...pathNotes(ingress),
  ]);
  const kept = plan.ingresses.filter((ingress) => hasEdgeFeature(mesh, ingress));
  const left = plan.ingresses.filter((ingress) => !kept.includes(ingress));
  return [
    ...new Set(ingresses),
    ...left.map(
      (ingress) =>
        `TODO: When DNS leads to the gateway and nothing comes in the old way any more, delete ${described(ingress)}.`,
    ),
    ...kept.map(
      (ingress) =>
        `TODO: Let ${described(ingress)} lead to the Service of the gateway, or do without what only it can do and delete it.`,
    ),
  ];
}

/** Annotations for the load balancer of GKE. */
function gkeNotes(ingress: Ingress): string[] {
  const settings = gkeIngressSettings(ingress.annotations).flatMap(({ key, entry, instead }) => {
    const value = entry.value.value;
    if (key.endsWith('managed-certificates'))
      return `TODO: Certificates that Google manages (${value}) cannot be exported. Have cert-manager, or another issuer, write Secret ${ownSecret(ingress)}.`;
    if (key.endsWith('pre-shared-cert') || key.endsWith('pre-shared-certs'))
      return `TODO: The certificate that Google holds (${value}) is not read by a gateway. Put it and its key into Secret ${ownSecret(ingress)}.`;
    if (key.endsWith('allow-http') || instead === 'nothing') return [];
    return `TODO: ${key} (${value}): write ${instead}.`;
  });
  const addresses = STATIC_IP_ANNOTATIONS.flatMap(
    (key) => entryOf(ingress.annotations, key)?.value.value ?? [],
  ).map(
    (name) =>
      `TODO: The address ${name} stays with the load balancer of the Ingress. Give the Service of the gateway a regional one.`,
  );
  return [...settings, ...addresses];
}

/** What takes the place of a field of a BackendConfig (kubernetes/ingress-gce pkg/apis/backendconfig/v1/types.go). */
const BACKEND_CONFIG: ReadonlyMap<string, string> = new Map([
  ['iap', 'Istio has no Identity-Aware Proxy.'],
  ['cdn', 'Istio has no CDN.'],
  ['securityPolicy', 'Istio has no Cloud Armor.'],
  ['timeoutSec', 'Write timeout into the routes of the VirtualService.'],
  ['sessionAffinity', 'Write consistentHash into a DestinationRule.'],
  ['customRequestHeaders', 'Write headers.request into the routes of the VirtualService.'],
  ['customResponseHeaders', 'Write headers.response into the routes of the VirtualService.'],
  ['connectionDraining', 'Set the drain duration of the gateway.'],
  ['healthCheck', 'The gateway asks nobody: the readiness probe of the pods decides.'],
  ['logging', 'Configure access logs by Telemetry.'],
]);

function partNotes(mesh: Mesh, ingress: Ingress): string[] {
  return partsOfIngress(mesh, ingress)
    .filter(({ kind }) => kind === 'BackendConfig')
    .flatMap((part: GkeIngressPart) =>
      part.features.flatMap(({ value }) => {
        const instead = BACKEND_CONFIG.get(value);
        return instead ? [`TODO: ${value} of ${described(part)}: ${instead}`] : [];
      }),
    );
}

/** Annotations of ingress-nginx. */
function nginxNotes({ annotations }: Ingress): string[] {
  const prefix = 'nginx.ingress.kubernetes.io/';
  return annotations.flatMap(({ key, value }) => {
    if (!key.value.startsWith(prefix)) return [];
    const name = key.value.slice(prefix.length);
    const [, instead] = NGINX_INSTEAD.find(([pattern]) => pattern.test(name)) ?? [];
    if (instead === 'nothing') return [];
    return [`TODO: ${key.value} (${value.value}): ${instead ?? 'nothing in Istio is the same'}.`];
  });
}

function pathNotes({ rules }: Ingress): string[] {
  return rules
    .flatMap(({ paths }) => paths)
    .flatMap(({ path, backend }) => {
      if (isTemplated(path.value) || isTemplated(backend?.service.value ?? ''))
        return [`TODO: Path ${path.value} has no route here: it is filled in later.`];
      return backend ? [] : [`TODO: Path ${path.value} has no route here: it leads to no Service.`];
    });
}
