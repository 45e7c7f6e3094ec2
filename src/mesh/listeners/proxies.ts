import type { IstioGateway } from '../../facts/istio/kinds.ts';
import type { Service } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import type { Mesh } from '../mesh.ts';
import type { Declared } from '../objects/declared.ts';
import { selects } from '../objects/selectors.ts';
import type { Settings } from '../settings.ts';
import { hasGatewayLabel } from './gateways.ts';

/** What the answers rest on. */
export interface ListenerGrounds {
  readonly mesh: Mesh;
  readonly settings: Settings;
  readonly declared: Declared;
  /** Services whose own selector has all these labels. */
  readonly servicesFor: (labels: readonly Entry[]) => readonly Service[];
  /** The input has gateways that are pods, or settings of an installer that makes some. */
  readonly keepsGateways: () => boolean;
}

/** The proxies that a Gateway configures, wherever they run: selectors look into every namespace. */
export interface GatewayProxies {
  readonly workloads: readonly Workload[];
  /** Those that stand in front of pods with the Gateway's labels. */
  readonly services: readonly Service[];
  /** An installer makes them: described in the input, or Istio's own ingress gateway. */
  readonly made: 'by an installer' | 'with Istio' | undefined;
}

/**
 * The proxies of a Gateway. `'missing'`: nothing has its labels, and the input would hold it. Outside complete input gateways
 * are mostly installed from elsewhere, so that is only said where the input has other gateways and the labels are none that
 * installers use. Istio's own ingress gateway (`istio: ingressgateway`) may always be there.
 */
export function findProxies(
  { selector }: IstioGateway,
  { mesh, settings, servicesFor, keepsGateways }: ListenerGrounds,
): Answer<GatewayProxies> {
  if (selector.length === 0 || selector.some(({ value }) => isTemplated(value.value))) {
    return 'unknown';
  }
  const workloads = mesh.selectedAnywhere(selector);
  const services = new Set([
    ...workloads.flatMap((workload) => mesh.servicesOf(workload)),
    ...servicesFor(selector),
  ]);
  const installed = settings.documents().flatMap(({ gateways }) => gateways);
  const isInstalled = installed.some(({ labels }) => selects(selector, labels));
  if (workloads.length + services.size > 0 || isInstalled) {
    const made = isInstalled ? 'by an installer' : undefined;
    return { workloads, services: [...services], made };
  }
  const isIstios = isDefaultIngress(selector) && !isOff(mesh);
  if (mesh.complete) {
    return isIstios ? { workloads: [], services: [], made: 'with Istio' } : 'missing';
  }
  return isIstios || isOfInstallers(selector) || !keepsGateways() ? 'unknown' : 'missing';
}

/** The chart `gateway` gives its pods `istio: NAME`, whatever it is called (manifests/charts/gateway of Istio 1.12 and later). */
function isOfInstallers(selector: readonly Entry[]): boolean {
  return (
    hasGatewayLabel(selector) || selector.some(({ key }) => ['istio', 'asm'].includes(key.value))
  );
}

function isDefaultIngress(selector: readonly Entry[]): boolean {
  return selector.every(
    ({ key, value }) =>
      (key.value === 'istio' && value.value === 'ingressgateway') ||
      (key.value === 'app' && value.value === 'istio-ingressgateway'),
  );
}

/** `ingressControllerMode: OFF` says that Istio's ingress gateway is not used. */
function isOff({ settings }: Mesh): boolean {
  return settings.ingressControllerMode.value.toUpperCase() === 'OFF';
}
