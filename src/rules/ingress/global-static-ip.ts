import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described, type ResourceHead } from '../../facts/resource.ts';
import type { Finding, Severity } from '../../finding.ts';
import { controllerOf, type IngressController } from '../../mesh/ingress/controller.ts';
import { STATIC_IP_ANNOTATIONS } from '../../mesh/ingress/gke-settings.ts';
import type { IngressQuestions } from '../../mesh/ingress/ingress-questions.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import { type Entry, entryOf, isTemplated } from '../../text.ts';

export const globalStaticIp: Rule = {
  id: 'global-static-ip',
  summary: 'A reserved address of an Ingress has no effect in the mesh, or is lost on the way',
  severity: 'warning',
  why: `
\`kubernetes.io/ingress.global-static-ip-name\` and its siblings are read by Google's controller for Ingress
and by nobody else. Istio has never supported them: on the Service of a gateway, on a Gateway, or on an
Ingress of class istio they do nothing, and the gateway gets an address of its own that changes when the
Service is made anew. And a **global** address can never move to the gateway's Service, for that one is a
network load balancer, which takes addresses of its own region only.

Reserve a regional address (\`gcloud compute addresses create NAME --region REGION\`), set it as
\`loadBalancerIP\` of the gateway's Service, test with it, then move DNS from the old address to the new one.
Keep the global address only on an Ingress that stands in front of the gateway.
`,
  sources: [
    'https://github.com/istio/istio/issues/1024',
    'https://github.com/istio/istio/issues/3800',
    'https://github.com/kubernetes/ingress-gce/blob/master/pkg/annotations/ingress.go',
  ],

  *check(mesh) {
    const questions = mesh.ingress;
    for (const ingress of mesh.all('Ingress')) yield* onIngress(mesh, ingress, questions);
    for (const service of mesh.all('Service')) {
      if (staticIps(service.annotations).length === 0) continue;
      if (mesh.isGatewayService(service.name, service.namespace) !== 'yes') continue;
      yield* withoutEffect(service, service.annotations, 'GKE reads it on an Ingress only');
    }
    for (const gateway of mesh.all('IstioGateway')) {
      yield* withoutEffect(gateway, gateway.annotations, 'Istio does not read it');
    }
    for (const { gateways } of mesh.files.flatMap((file) => file.settings)) {
      for (const gateway of gateways) {
        for (const entry of staticIps(gateway.serviceAnnotations)) {
          const message = `"${entry.key.value}" has no effect on the Service of gateway ${gateway.name}: GKE reads it on an Ingress only`;
          yield { at: entry.key.at, severity: 'error', message };
        }
      }
    }
  },
};

function* onIngress(
  mesh: Mesh,
  ingress: Ingress,
  { leftover }: IngressQuestions,
): Generator<Finding> {
  const controller = controllerOf(mesh, ingress);
  const severity = controller.kind === 'istio' ? 'warning' : severityOf(leftover(ingress));
  if (severity === undefined) return;
  for (const entry of staticIps(ingress.annotations)) {
    yield {
      at: entry.value.at,
      resource: ingress,
      severity,
      message: messageOf(ingress, controller, entry),
    };
  }
}

function messageOf(ingress: Ingress, controller: IngressController, { key, value }: Entry): string {
  const name = isTemplated(value.value) ? '' : ` "${value.value}"`;
  if (controller.kind === 'istio' || controller.kind === 'other') {
    const taker = controller.kind === 'istio' ? 'Istio' : 'a controller other than that of GKE';
    return `Static IP${name} of ${described(ingress)} has no effect: ${taker} takes this Ingress (${controller.because}), and does not read "${key.value}"`;
  }
  const regional = key.value.includes('regional');
  const kind = regional ? 'Regional static IP' : 'Global static IP';
  const loss = regional ? 'does not read the annotation' : 'takes only a regional address';
  return `${kind}${name} stays with ${described(ingress)} when the Istio gateway takes over: its Service ${loss}`;
}

/** Where no mesh is in sight, the Ingress itself is all that is worth a word. */
function severityOf(found: ReturnType<IngressQuestions['leftover']>): Severity | undefined {
  if (found === undefined || found.doubt === 'no mesh here') return undefined;
  return found.severity === 'info' ? 'info' : 'warning';
}

function* withoutEffect(
  resource: ResourceHead,
  annotations: readonly Entry[],
  reason: string,
): Generator<Finding> {
  for (const entry of staticIps(annotations)) {
    const message = `"${entry.key.value}" has no effect on ${described(resource)}: ${reason}`;
    yield { at: entry.key.at, resource, severity: 'error', message };
  }
}

function staticIps(annotations: readonly Entry[]): readonly Entry[] {
  return STATIC_IP_ANNOTATIONS.flatMap((key) => {
    const entry = entryOf(annotations, key);
    return entry && entry.value.value !== '' ? [entry] : [];
  });
}
