import type { IstioGateway } from '../../facts/istio/kinds.ts';
import type { InstalledGateway } from '../../facts/istio/settings.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, entryOf, isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import { type Objects, objectNamed } from '../objects/objects.ts';
import { labelIndex, type Selectors, selectorIndex, selects } from '../objects/selectors.ts';
import { once, oncePer } from '../once.ts';
import type { Settings } from '../settings.ts';

export interface Gateways {
  isGatewayWorkload(workload: Workload): boolean;
  isGatewayService(name: string, namespace: string): 'yes' | 'no' | 'unknown';
  gatewayNamespaces(gateway: IstioGateway): readonly string[];
  gateway(reference: string, namespace: string): Answer<IstioGateway>;
}

/** Services that Istio's and Cloud Service Mesh's installations put in front of their gateways. */
const GATEWAY_SERVICES =
  /^(?:istio|asm)-(?:ingress|egress|eastwest|ingressgateway|egressgateway|eastwestgateway|ilbgateway)(?:-[a-z0-9-]*)?$/;

/** Namespaces in which nothing but gateways is installed. */
const GATEWAY_NAMESPACES: readonly string[] = [
  'istio-ingress',
  'istio-egress',
  'istio-gateways',
  'asm-ingress',
  'asm-gateway',
  'asm-gateways',
  'asm-ingressgateway',
];

/** Labels that gateway pods carry whoever installs them; the value is any that holds `gateway` or is listed. */
const GATEWAY_LABELS: readonly string[] = ['istio', 'asm', 'app', 'app.kubernetes.io/name'];
const GATEWAY_VALUE =
  /^(?:istio-|asm-)?(?:ingress|egress|eastwest|ilb)-?gateway(?:-.*)?$|^istio-(?:ingress|egress)$/;
/** The label of pods made for a Gateway API Gateway; its value is that Gateway's name. */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';
/** Labels that the Gateway API controller and the operator put on gateways they make. */
const MADE_GATEWAY: readonly string[] = [
  GATEWAY_NAME_LABEL,
  'istio.io/gateway-name',
  'gateway.istio.io/managed',
];

export function answerGateways(
  objects: Objects,
  settings: Settings,
  selectors: Selectors,
  owns: (type: 'IstioGateway' | 'Service', namespace: string) => boolean,
): Gateways {
  const installed = once(() => settings.documents().flatMap((document) => document.gateways));
  const isGatewayWorkload = oncePer(looksLikeGateway);
  const podsWith = once(() =>
    labelIndex(objects.all('Workload').filter(isGatewayWorkload), ({ podLabels }) => podLabels),
  );
  const gatewaysFor = once(() =>
    selectorIndex(objects.all('IstioGateway').filter(({ selector }) => selector.length > 0)),
  );
  const standsBefore = oncePer(
    (service: Service) =>
      hasGatewayLabel(service.selector) ||
      gatewaysFor()(service.selector).length > 0 ||
      selectors.workloadsOf(service).some(isGatewayWorkload),
  );
  const frontsWith = once(() =>
    labelIndex(objects.all('Service').filter(standsBefore), ({ selector }) => selector),
  );
  const judgeService = (name: string, from: string): 'yes' | 'no' | 'unknown' => {
    if (isInstalled(installed(), name, from)) return 'yes';
    const services = objects
      .named('Service', name)
      .filter((service) => objects.namespace(service.namespace) === from);
    if (services.some(standsBefore) || services.some(pointsAtGateway)) return 'yes';
    if (GATEWAY_SERVICES.test(name) || GATEWAY_NAMESPACES.includes(from)) return 'yes';
    if (services.length > 0) return 'no';
    return isTemplated(name) || !owns('Service', from) ? 'unknown' : 'no';
  };
  const judgedService = oncePer((from: string) =>
    oncePer((name: string) => judgeService(name, from)),
  );
  return {
    isGatewayWorkload,
    isGatewayService: (name, namespace) => judgedService(objects.namespace(namespace))(name),
    gatewayNamespaces: oncePer((gateway: IstioGateway) =>
      namespacesOf(gateway, {
        objects,
        pods: [
          ...podsWith()(gateway.selector),
          ...selectors.selected(gateway.selector, gateway.namespace),
        ],
        installed: installed(),
        fronts: () => frontsWith()(gateway.selector),
      }),
    ),
    gateway: (reference, namespace) => findGateway(reference, namespace, objects, owns),
  };
}

function isInstalled(
  installed: readonly InstalledGateway[],
  name: string,
  namespace: string,
): boolean {
  return installed.some((gateway) => gateway.name === name && gateway.namespace === namespace);
}

/** An ExternalName Service that lends a gateway's Service a name in another namespace. */
function pointsAtGateway(service: Service): boolean {
  const [name = ''] = service.externalName?.value.split('.', 1) ?? [];
  return GATEWAY_SERVICES.test(name);
}

/** Whether labels, or a selector, are those of gateway pods, whoever makes them. */
export function hasGatewayLabel(labels: readonly Entry[]): boolean {
  return labels.some(
    ({ key, value }) =>
      MADE_GATEWAY.includes(key.value) ||
      (GATEWAY_LABELS.includes(key.value) && GATEWAY_VALUE.test(value.value)),
  );
}

/** By its labels, by the template that injects it as a gateway, or by the arguments of its proxy. */
function looksLikeGateway(workload: Workload): boolean {
  const templates = entryOf(workload.podAnnotations, 'inject.istio.io/templates')?.value.value;
  return (
    hasGatewayLabel(workload.podLabels) ||
    templates?.split(',').some((name) => name.trim() === 'gateway') === true ||
    workload.containers.some(isRouter)
  );
}

/** `istio-proxy` or `pilot-agent` run as `proxy router`. */
function isRouter(container: Container): boolean {
  const words = container.command.map(({ value }) => value);
  return words.some((word, index) => word === 'proxy' && words[index + 1] === 'router');
}

interface GatewayPlaces {
  readonly objects: Objects;
  /** Those that the Gateway selects. */
  readonly pods: readonly Workload[];
  readonly installed: readonly InstalledGateway[];
  /** The Services that stand before some gateway and select what the Gateway does. */
  readonly fronts: () => readonly Service[];
}

/** Where pods with the Gateway's labels run, here or as an installer makes them; else where a Service selects them. */
function namespacesOf(
  gateway: IstioGateway,
  { objects, pods, installed, fronts }: GatewayPlaces,
): readonly string[] {
  const { selector } = gateway;
  if (selector.length === 0 || selector.some(({ value }) => isTemplated(value.value))) return [];
  const seen = pods.map((workload) => objects.namespace(workload.namespace));
  const made = installed.flatMap((one) => (selects(selector, one.labels) ? [one.namespace] : []));
  const found = new Set([...seen, ...made]);
  if (found.size > 0) return [...found];
  return [...new Set(fronts().map((service) => objects.namespace(service.namespace)))];
}

/**
 * `namespace/name`, `./name`, `name`, and the form with a domain that Istio 1.0 used, `name.namespace.svc.cluster.local`
 * (istio/istio pilot/pkg/model/gateway.go `resolveGatewayName`). An object without a namespace may be the one that is meant.
 */
function findGateway(
  reference: string,
  from: string,
  objects: Objects,
  owns: (type: 'IstioGateway', namespace: string) => boolean,
): Answer<IstioGateway> {
  if (isTemplated(reference) || reference === '' || reference === 'mesh') return 'unknown';
  const wanted = splitReference(reference, objects.namespace(from));
  const found = objectNamed('IstioGateway', wanted, objects);
  return found === 'missing' && !owns('IstioGateway', wanted.namespace) ? 'unknown' : found;
}

/** Name and namespace of a reference to a Gateway, made in a namespace. */
export function splitReference(
  reference: string,
  from: string,
): { readonly name: string; readonly namespace: string } {
  const slash = reference.indexOf('/');
  if (slash !== -1) {
    const namespace = reference.slice(0, slash);
    return { name: reference.slice(slash + 1), namespace: namespace === '.' ? from : namespace };
  }
  const [name = '', namespace, svc] = reference.split('.');
  return namespace !== undefined && (svc === undefined || svc === 'svc')
    ? { name, namespace }
    : { name, namespace: from };
}
