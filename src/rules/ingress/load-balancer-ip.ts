import type { Finding, Fix, Severity } from '../../finding.ts';
import { inRange, isAddress } from '../../mesh/hosts/addresses.ts';
import { globalAddress, isForGoogleCloud, reservation } from '../../mesh/ingress/addresses.ts';
import { type GatewayService, gatewayServices, ofObject } from '../../mesh/ingress/edge.ts';
import { STATIC_IP_ANNOTATIONS } from '../../mesh/ingress/gke-settings.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import { type Entry, entryOf, isTemplated, type Located, type Span } from '../../text.ts';

export const loadBalancerIp: Rule = {
  id: 'load-balancer-ip',
  summary: 'The address of a load balancer is one that GKE cannot give it',
  severity: 'error',
  why: `
A Service of type LoadBalancer gets a regional network load balancer. \`loadBalancerIP\` must be the address
itself, not the name of its reservation, and the reservation must be **regional**: GKE looks it up among the
addresses of the cluster's region, and of the Service's network tier. Anything else leaves the Service
\`<pending>\` for ever, with a word in its events only. Without any address the gateway gets a new one each
time the Service is made, and DNS has to follow.

Reserve with \`gcloud compute addresses create NAME --region REGION\`, and write the address that
\`gcloud compute addresses describe\` shows. Names go into the annotation
\`networking.gke.io/load-balancer-ip-addresses\`, but only the newer controllers read it: set
\`cloud.google.com/l4-rbs: "enabled"\` on external Services. A private address needs
\`networking.gke.io/load-balancer-type: "Internal"\`.
`,
  sources: [
    'https://github.com/kubernetes/cloud-provider-gcp/blob/master/providers/gce/gce_loadbalancer_external.go',
    'https://github.com/kubernetes/ingress-gce/blob/master/pkg/l4/annotations/l4_static_address.go',
    'https://github.com/helm/charts/issues/15859',
    'https://docs.cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters',
  ],
  fixes: [
    {
      does: 'write the address of the regional reservation that is named in its place',
      safe: true,
    },
    {
      does: 'take out a name in place of an address, where no Ingress has a reserved one',
      safe: false,
    },
  ],

  *check(mesh) {
    const gateways = gatewayServices(mesh);
    const others = mesh
      .all('Service')
      .filter((service) => !gateways.some((gateway) => gateway.service === service))
      .map(ofObject);
    for (const service of [...gateways, ...others]) {
      if (service.serviceType !== 'LoadBalancer') continue;
      if (service.loadBalancerIP) yield* address(mesh, service, service.loadBalancerIP);
      yield* annotation(mesh, service);
    }
    yield* missing(mesh, gateways);
    yield* gatewayAddresses(mesh);
  },
};

const ADDRESSES = 'networking.gke.io/load-balancer-ip-addresses';

function* address(
  mesh: Mesh,
  service: GatewayService,
  { value, at }: Located<string>,
): Generator<Finding> {
  const place = { at, resource: service.service };
  if (value === '' || isTemplated(value)) return;
  const found = globalAddress(mesh, value);
  if (!isAddress(value)) {
    const known = reservation(mesh, value)?.address?.value;
    const name = known ? `the name of a reservation; its address is ${known}` : 'not an address';
    const scope = found ? `, and what it names is global: ${found.because}` : '';
    yield {
      ...place,
      message: `loadBalancerIP "${value}" is ${name}${scope}`,
      fix: found ? undefined : nameFix(mesh, known, at),
    };
    return;
  }
  if (found) {
    const message = `loadBalancerIP ${value} is a global address, and a Service takes a regional one: ${found.because}`;
    yield {
      ...place,
      message,
      related: [{ at: found.at, message: 'This says that it is global' }],
    };
    return;
  }
  yield* unfit(mesh, service, { value, at });
}

/**
 * The address that the named reservation has. A name without one gives the Service no address at all, and without it GKE
 * chooses one; not where clients still know a reserved one.
 */
function nameFix(mesh: Mesh, known: string | undefined, at: Span): Fix | undefined {
  if (known !== undefined) {
    if (!isAddress(known)) return undefined;
    return { title: `Write ${known}`, edits: [{ kind: 'replace', at, value: known }], safe: true };
  }
  if (pinned(mesh).length > 0) return undefined;
  return {
    title: 'Take the name out: GKE then gives the Service an address, which is not reserved',
    edits: [{ kind: 'remove', at }],
    safe: false,
  };
}

/** The address exists and is regional, but is of another kind than the load balancer. */
function* unfit(
  mesh: Mesh,
  service: GatewayService,
  { value, at }: Located<string>,
): Generator<Finding> {
  const place = { at, resource: service.service };
  const reserved = reservation(mesh, value);
  const internal = isInternal(service);
  if (!internal && reserved?.addressType.toUpperCase() === 'INTERNAL') {
    const message = `loadBalancerIP ${value} is an internal address (ComputeAddress ${reserved.name}), and the load balancer is external`;
    yield { ...place, message, related: [{ at: reserved.at, message: 'The reservation' }] };
  } else if (!internal && isPrivate(value) && isForGoogleCloud(mesh)) {
    const message = `loadBalancerIP ${value} is a private address, and the load balancer is external: "networking.gke.io/load-balancer-type" is not "Internal"`;
    yield { ...place, message };
  }
  const tier = reserved?.networkTier;
  const wanted = entryOf(service.annotations, 'cloud.google.com/network-tier')?.value;
  if (tier && !isTemplated(wanted?.value ?? '') && !sameTier(tier.value, wanted?.value)) {
    const message = `loadBalancerIP ${value} is reserved in network tier ${tier.value}, and the Service asks for ${wanted?.value ?? 'Premium by default'}`;
    yield { ...place, message, related: [{ at: tier.at, message: 'The tier of the reservation' }] };
  }
}

/** RFC 1918, and unique local addresses of IPv6 (RFC 4193). */
function isPrivate(address: string): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].some((range) =>
    inRange(address, range),
  );
}

/** `PREMIUM` where nothing is written, on both sides (kubernetes/cloud-provider-gcp gce_annotations.go). */
function sameTier(reserved: string, wanted: string | undefined): boolean {
  return reserved.toUpperCase() === (wanted ?? 'Premium').toUpperCase();
}

function isInternal({ annotations }: GatewayService): boolean {
  return ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'].some(
    (key) => {
      const value = entryOf(annotations, key)?.value.value ?? '';
      return value.toLowerCase() === 'internal' || isTemplated(value);
    },
  );
}

/** The annotation that names reservations: read by the newer controllers of GKE only. */
function* annotation(mesh: Mesh, service: GatewayService): Generator<Finding> {
  const entry = entryOf(service.annotations, ADDRESSES);
  if (entry === undefined || isTemplated(entry.value.value)) return;
  const names = entry.value.value.split(',', 10).map((name) => name.trim());
  const place = { at: entry.value.at, resource: service.service };
  const literal = names.find(isAddress);
  const global = names
    .map((name) => globalAddress(mesh, name))
    .find((found) => found !== undefined);
  if (literal !== undefined) {
    yield {
      ...place,
      message: `"${ADDRESSES}" takes names of reservations, and ${literal} is an address`,
    };
  } else if (global !== undefined) {
    const message = `"${ADDRESSES}" takes regional addresses: ${global.because}`;
    yield {
      ...place,
      severity: global.sure ? 'error' : 'info',
      message,
      related: [{ at: global.at, message: 'This says that it is global' }],
    };
  } else if (!isInternal(service) && !isBackendServiceBased(service)) {
    const message = `"${ADDRESSES}" is not read by the older controller for external load balancers: "cloud.google.com/l4-rbs" is not "enabled"`;
    yield { at: entry.key.at, resource: service.service, severity: 'warning', message };
  } else if (service.loadBalancerIP && service.loadBalancerIP.value !== '') {
    const message = `loadBalancerIP is overridden by "${ADDRESSES}"`;
    yield { ...place, at: service.loadBalancerIP.at, severity: 'info', message };
  }
}

function isBackendServiceBased(service: GatewayService): boolean {
  const rbs = entryOf(service.annotations, 'cloud.google.com/l4-rbs')?.value.value ?? '';
  return (
    rbs.toLowerCase() === 'enabled' || isTemplated(rbs) || service.loadBalancerClass !== undefined
  );
}

/** Ingresses to be replaced that have a reserved address. */
function pinned(mesh: Mesh): { readonly entry: Entry; readonly severity: Severity }[] {
  const { leftover } = mesh.ingress;
  return mesh.all('Ingress').flatMap((ingress) => {
    const entry = staticIp(ingress.annotations);
    const found = entry && leftover(ingress);
    return found && found.doubt !== 'no mesh here' ? [{ entry, severity: found.severity }] : [];
  });
}

/** The Ingresses that go have a reserved address, and the gateway that comes has none. */
function* missing(mesh: Mesh, gateways: readonly GatewayService[]): Generator<Finding> {
  const all = pinned(mesh);
  const [first] = all;
  if (first === undefined) return;
  const sure = all.some(({ severity }) => severity !== 'info');
  for (const service of gateways) {
    if (service.serviceType !== 'LoadBalancer' || isInternal(service) || isEgress(service))
      continue;
    if (service.loadBalancerIP !== undefined || entryOf(service.annotations, ADDRESSES)) continue;
    yield {
      at: service.at,
      resource: service.service,
      severity: sure ? 'warning' : 'info',
      message: `${service.name} has no reserved address, while an Ingress to be replaced has "${first.entry.value.value}"`,
      related: [{ at: first.entry.value.at, message: 'The address that clients know' }],
    };
  }
}

function staticIp(annotations: readonly Entry[]): Entry | undefined {
  return STATIC_IP_ANNOTATIONS.flatMap((key) => entryOf(annotations, key) ?? []).find(
    ({ value }) => value.value !== '',
  );
}

function isEgress({ podLabels, name }: GatewayService): boolean {
  const role = entryOf(podLabels, 'istio')?.value.value ?? name;
  return role.includes('egress') || role.includes('eastwest');
}

/**
 * Addresses of a Gateway API Gateway of class istio: the first one becomes `loadBalancerIP` where its type is IPAddress
 * or none; all others are not taken up (istio/istio 1.30 files/kube-gateway.yaml, gatewaycommon/gateway_utils.go).
 */
function* gatewayAddresses(mesh: Mesh): Generator<Finding> {
  for (const gateway of mesh.all('KubernetesGateway')) {
    if (gateway.className?.value !== 'istio') continue;
    for (const { type, value } of gateway.addresses) {
      const message =
        isTemplated(value.value) || type === 'Hostname'
          ? undefined
          : faultOf(mesh, type, value.value);
      if (message !== undefined) yield { at: value.at, resource: gateway, message };
    }
  }
}

function faultOf(mesh: Mesh, type: string, value: string): string | undefined {
  if (type !== 'IPAddress') {
    return `Address "${value}" is of type ${type}, which class istio does not take up`;
  }
  if (!isAddress(value)) {
    return `Address "${value}" is not an address, and it becomes loadBalancerIP of the Service`;
  }
  const found = globalAddress(mesh, value);
  return (
    found && `Address ${value} is global, and the Service takes a regional one: ${found.because}`
  );
}
