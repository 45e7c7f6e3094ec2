import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import { controllerOf } from '../../mesh/ingress/controller.ts';
import {
  answersHealthCheck,
  edgeService,
  type GatewayService,
  gatewaysBehind,
  healthConfigs,
  speaksTlsTo,
} from '../../mesh/ingress/edge.ts';
import { hasIngressNeg } from '../../mesh/ingress/gke-settings.ts';
import { gatewayHost } from '../../mesh/ingress/host-patterns.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import { entryOf, isTemplated } from '../../text.ts';

export const edgeIngress: Rule = {
  id: 'edge-ingress',
  summary: "Google's load balancer stands in front of the gateway, but the two do not fit together",
  severity: 'warning',
  why: `
An Ingress that leads to the Service of the Istio gateway is a good design: Cloud Armor, Identity-Aware
Proxy and a global address at the edge, the mesh behind it. It needs a few things that nobody checks when
the objects are applied, and without them the load balancer answers every request with 502 or clients get
404.

Those things are:

- Health checks must reach something that answers 200. By default they ask \`GET /\` on the gateway's traffic
  port, which answers 404. Bind a BackendConfig to the Service that asks for \`/healthz/ready\` on port 15021.
- The load balancer sends no SNI when it talks TLS to the gateway, so a server that lists a concrete host
  has no certificate to offer. Write \`hosts: ["*"]\` there, and select hosts in the VirtualServices.
- The Service should be of type \`ClusterIP\` with the annotation \`cloud.google.com/neg: '{"ingress": true}'\`.
  A Service of type \`LoadBalancer\` opens a second door beside the one that you protect.
`,
  sources: [
    'https://docs.cloud.google.com/architecture/exposing-service-mesh-apps-through-gke-ingress',
    'https://github.com/GoogleCloudPlatform/gke-networking-recipes',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  ],
  fixes: [{ does: 'ask for `/healthz/ready`, and on port 15021', safe: true }],

  *check(mesh) {
    const { edge } = mesh.ingress;
    for (const ingress of mesh.all('Ingress')) {
      if (controllerOf(mesh, ingress).kind !== 'gke') continue;
      for (const backend of edge(ingress) ?? []) {
        const service = edgeService(mesh, backend);
        if (service === undefined) continue;
        yield* doors(mesh, ingress, service);
        yield* health(mesh, ingress, service);
        if (speaksTlsTo(service, backend)) yield* serverNames(mesh, ingress, service);
      }
    }
  },
};

/** How the load balancer reaches the pods, and whether somebody else may, too. */
function* doors(mesh: Mesh, ingress: Ingress, service: GatewayService): Generator<Finding> {
  const place = { at: service.at, resource: service.service };
  const neg = entryOf(service.annotations, 'cloud.google.com/neg')?.value.value;
  if (service.serviceType === 'ClusterIP' && (neg === undefined || !hasIngressNeg(neg))) {
    if (neg !== undefined && isTemplated(neg)) return;
    const message = `${service.name} is of type ClusterIP and has no "cloud.google.com/neg" with "ingress": true; ${described(ingress)} reaches it only in clusters where GKE adds that by itself`;
    yield { ...place, severity: 'info', message };
  }
  if (service.serviceType !== 'LoadBalancer' || isInternal(service)) return;
  const configs = healthConfigs(mesh, service);
  const features = configs === 'unknown' ? [] : configs.flatMap((config) => config.features);
  const shield = features.find(({ value }) => ['iap', 'securityPolicy'].includes(value));
  const around = shield ? `, around ${shield.value} of ${described(ingress)}` : '';
  yield {
    ...place,
    severity: shield ? 'warning' : 'info',
    message: `${service.name} is of type LoadBalancer though ${described(ingress)} stands in front of it: a second public entrance${around}`,
    ...(shield && {
      related: [{ at: shield.at, message: 'What the second entrance goes around' }],
    }),
  };
}

function isInternal({ annotations }: GatewayService): boolean {
  return ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'].some(
    (key) => entryOf(annotations, key)?.value.value.toLowerCase() === 'internal',
  );
}

function* health(mesh: Mesh, ingress: Ingress, service: GatewayService): Generator<Finding> {
  const configs = healthConfigs(mesh, service);
  if (configs === 'unknown') return;
  const check = configs.find(({ healthCheck }) => healthCheck !== undefined)?.healthCheck;
  if (check === undefined) {
    if (answersHealthCheck(mesh)) return;
    const message = `Health checks of ${described(ingress)} ask ${service.name} for "/" on its traffic port, and the gateway answers 404: no BackendConfig sends them to /healthz/ready on port 15021`;
    yield { at: service.at, resource: service.service, message };
    return;
  }
  const path = check.path?.value ?? '/';
  const port = check.port?.value;
  const at = check.path?.at ?? check.port?.at ?? service.at;
  if (isTemplated(path) || answersHealthCheck(mesh)) return;
  if (STATUS_PORTS.includes(port ?? 0) && path !== READY) {
    const message = `Health check asks for "${path}" on port ${port}, where the gateway answers ${READY} only`;
    const edit = check.path
      ? ({ kind: 'replace', at, value: READY } as const)
      : ({ kind: 'set-beside', at, key: 'requestPath', value: READY } as const);
    yield { at, message, fix: { title: `Ask for ${READY}`, edits: [edit], safe: true } };
  } else if (port === undefined && path === READY) {
    const message = `Health check asks for "${READY}" on the traffic port, where the gateway answers 404; it is on port 15021`;
    const edit = { kind: 'set-beside', at, key: 'port', value: 15021 } as const;
    yield { at, message, fix: { title: 'Ask on port 15021', edits: [edit], safe: true } };
  }
}

/** The gateway's readiness endpoint: port 15020 until Istio 1.5, 15021 since 1.6 (change notes of 1.6). */
const STATUS_PORTS: readonly number[] = [15020, 15021];
const READY = '/healthz/ready';

/** Servers that end TLS for concrete hosts choose by SNI, which the load balancer does not send. */
function* serverNames(mesh: Mesh, ingress: Ingress, service: GatewayService): Generator<Finding> {
  for (const gateway of gatewaysBehind(mesh, service)) {
    const secured = gateway.servers.filter(({ protocol }) =>
      ['HTTPS', 'TLS'].includes(protocol?.value ?? ''),
    );
    const open = secured.some(({ hosts }) =>
      hosts.some(({ value }) => gatewayHost(value, gateway.namespace).host === '*'),
    );
    if (open) continue;
    const [first] = secured
      .flatMap(({ hosts }) => hosts)
      .filter(({ value }) => !isTemplated(value));
    if (first === undefined) continue;
    const message = `Server for "${first.value}" is chosen by SNI, and the load balancer of ${described(ingress)} sends none; hosts must be "*"`;
    yield {
      at: first.at,
      resource: gateway,
      message,
      related: [{ at: ingress.at, message: 'The load balancer in front' }],
    };
  }
}
