import type { GkeIngressPart } from '../../facts/gke/kinds.ts';
import type { Ingress, Service } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding, Severity } from '../../finding.ts';
import { controllerOf } from '../../mesh/ingress/controller.ts';
import {
  backendConfigs,
  EDGE_ONLY_FEATURES,
  type FoundSetting,
  gkeIngressSettings,
  gkeServiceSettings,
  partsOfIngress,
} from '../../mesh/ingress/gke-settings.ts';
import type { IngressQuestions } from '../../mesh/ingress/ingress-questions.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const gkeIngressAnnotation: Rule = {
  id: 'gke-ingress-annotation',
  summary:
    'Settings for the load balancer of GKE mean nothing once the gateway receives the traffic',
  severity: 'warning',
  why: `
These annotations and objects configure Google's HTTP load balancer. When traffic enters through the Istio
gateway, that load balancer is no longer on the way, and what they switched on is silently gone:
certificates managed by Google, redirects to HTTPS, timeouts and session affinity of a BackendConfig, and
also its protection, such as Identity-Aware Proxy or a Cloud Armor policy.

Say it in Istio's words: certificates become a TLS Secret that the Gateway names in \`credentialName\`
(certificates managed by Google cannot be exported: let cert-manager make new ones); \`allow-http: "false"\`
becomes \`httpsRedirect\` on port 80; \`timeoutSec\` becomes \`timeout\` of a VirtualService; session affinity
becomes \`consistentHash\` of a DestinationRule; protocols become the name or \`appProtocol\` of the port. For
CDN, Identity-Aware Proxy and Cloud Armor Istio has nothing: keep the Ingress, and let it lead to the
Service of the gateway.
`,
  sources: [
    'https://github.com/kubernetes/ingress-gce/blob/master/pkg/annotations/ingress.go',
    'https://github.com/kubernetes/ingress-gce/blob/master/pkg/annotations/service.go',
    'https://github.com/kubernetes/ingress-gce/blob/master/pkg/apis/backendconfig/v1/types.go',
    'https://docs.cloud.google.com/architecture/exposing-service-mesh-apps-through-gke-ingress',
  ],

  *check(mesh) {
    const questions = mesh.ingress;
    for (const ingress of mesh.all('Ingress')) yield* onIngress(mesh, ingress, questions);
    const behindEdge = servicesBehindEdge(mesh, questions);
    for (const service of mesh.all('Service')) {
      const settings = gkeServiceSettings(service);
      if (settings.length === 0 || behindEdge.has(service) || !isInMesh(mesh, service)) continue;
      yield* onService(mesh, service, settings);
    }
    for (const gateway of mesh.all('IstioGateway')) {
      const settings = gkeIngressSettings(gateway.annotations);
      yield* finding(gateway, settings, `Without effect on ${described(gateway)}`, 'warning');
    }
    yield* uselessParts(mesh, questions);
  },
};

function* onIngress(
  mesh: Mesh,
  ingress: Ingress,
  { leftover }: IngressQuestions,
): Generator<Finding> {
  const settings = gkeIngressSettings(ingress.annotations);
  if (controllerOf(mesh, ingress).kind === 'istio') {
    yield* finding(ingress, settings, `Without effect on ${described(ingress)}, which Istio takes`);
    return;
  }
  const found = leftover(ingress);
  if (found === undefined || found.doubt === 'no mesh here') return;
  const severity = found.severity === 'info' ? 'info' : severityOf(settings);
  yield* finding(ingress, settings, 'Lost when the Istio gateway takes over', severity);
}

function severityOf(settings: readonly FoundSetting[]): Severity {
  return settings.some(({ loses }) => loses) ? 'warning' : 'info';
}

/** One finding for all settings of an object, at the first that loses something. */
function* finding(
  resource: Ingress | Service | ReturnType<Mesh['all']>[number],
  settings: readonly FoundSetting[],
  what: string,
  severity: Severity = severityOf(settings),
): Generator<Finding> {
  const first = settings.find(({ loses }) => loses) ?? settings[0];
  if (first === undefined) return;
  const words = settings.map(({ key, instead }) =>
    instead === 'nothing' ? `"${key}"` : `"${key}" (instead: ${instead})`,
  );
  yield { at: first.entry.key.at, resource, severity, message: `${what}: ${words.join(', ')}` };
}

/** Pods in the mesh, none of them a gateway. */
function isInMesh(mesh: Mesh, service: Service): boolean {
  if (mesh.isGatewayService(service.name, service.namespace) === 'yes') return false;
  const workloads = mesh.workloadsOf(service);
  return (
    workloads.length > 0 &&
    workloads.every(
      (workload) => !mesh.isGatewayWorkload(workload) && mesh.judged(workload) === 'yes',
    )
  );
}

/** Services that an Ingress in front of the gateway also leads to: their settings are in use. */
function servicesBehindEdge(mesh: Mesh, { edge }: IngressQuestions): ReadonlySet<Service> {
  const services = mesh
    .all('Ingress')
    .filter((ingress) => edge(ingress) !== undefined)
    .flatMap((ingress) =>
      ingress.backends.map((backend) => mesh.service(backend.service.value, ingress.namespace)),
    );
  return new Set(services.filter((service) => typeof service !== 'string'));
}

function* onService(
  mesh: Mesh,
  service: Service,
  settings: readonly FoundSetting[],
): Generator<Finding> {
  const features = backendConfigs(mesh, service.annotations, service.namespace)
    .flatMap((config) => config.features.map(({ value }) => value))
    .filter((feature) => EDGE_ONLY_FEATURES.includes(feature));
  const lost =
    features.length > 0 ? ` (${[...new Set(features)].join(', ')}: Istio has no such thing)` : '';
  const what = `Not heeded by the Istio gateway in front of ${described(service)}${lost}`;
  yield* finding(service, settings, what, lost === '' ? 'info' : 'warning');
}

/** ManagedCertificates, FrontendConfigs and BackendConfigs that only leftover Ingresses need. */
function* uselessParts(mesh: Mesh, { leftover }: IngressQuestions): Generator<Finding> {
  const readers = new Map<GkeIngressPart, Ingress[]>();
  for (const ingress of mesh.all('Ingress')) {
    for (const part of partsOfIngress(mesh, ingress)) {
      readers.set(part, [...(readers.get(part) ?? []), ingress]);
    }
  }
  for (const [part, ingresses] of readers) {
    const sure = ingresses.every((ingress) => {
      const found = leftover(ingress);
      return found !== undefined && found.severity !== 'info';
    });
    const [first] = ingresses;
    if (!sure || first === undefined) continue;
    yield {
      at: part.at,
      resource: part,
      severity: 'info',
      message: `${described(part)} serves only ${described(first)}, and has no use once the Istio gateway takes over`,
      related: [{ at: first.at, message: 'The Ingress that needs it' }],
    };
  }
}
