import type { View } from '../../parse/yaml/view.ts';
import { installNamespace, readChartGateway, readValuesGateways } from './installed-gateways.ts';
import { directFields } from './setting-fields.ts';
import type { InstalledGateway, MeshSettings } from './settings.ts';
import { readStatements } from './stated-settings.ts';

/** Keys under which umbrella charts hold the values of Istio's own charts. */
const CONTROL_PLANE_KEYS: readonly string[] = [
  'istio',
  'istiod',
  'istio-base',
  'istio-istiod',
  'istio-discovery',
  'istio-control',
  'istio-control-plane',
];
const GATEWAY_KEYS: readonly string[] = [
  'istio-ingress',
  'istio-egress',
  'istio-gateway',
  'istio-ingressgateway',
  'istio-egressgateway',
  'istio-ingress-gateway',
];

/** Paths that nothing but the charts of the control plane has. */
const MARKS: readonly (readonly string[])[] = [
  ['sidecarInjectorWebhook'],
  ['meshConfig'],
  ['istio_cni', 'enabled'],
  ['pilot', 'cni', 'enabled'],
  ['pilot', 'env'],
  ['pilot', 'traceSampling'],
  ['pilot', 'autoscaleMin'],
  ['gateways', 'istio-ingressgateway'],
  ['gateways', 'istio-egressgateway'],
  ['global', 'istioNamespace'],
  ['global', 'mtls', 'enabled'],
  ['global', 'mtls', 'auto'],
  ['global', 'outboundTrafficPolicy'],
  ['global', 'proxy', 'includeIPRanges'],
  ['global', 'proxy', 'excludeIPRanges'],
];

/**
 * Values of Istio's own charts (`istio` up to 1.5; `istiod`, `gateway` and `base` since 1.8) or of a chart that has them
 * below it. `undefined` where nothing is unmistakably Istio's.
 */
export function readHelmValues(file: string, view: View): MeshSettings | undefined {
  const nested = CONTROL_PLANE_KEYS.map((key) => view.get(key)).filter(
    (values) => values.type === 'map' && isControlPlane(values),
  );
  const roots = [...(isControlPlane(view) ? [view] : []), ...nested];
  const gateways = [...chartGateways(file, view), ...roots.flatMap(gatewaysOf)];
  const [first] = roots;
  if (first === undefined && gateways.length === 0) return undefined;
  const namespace = roots
    .map((values) => values.get('global', 'istioNamespace').text()?.value)
    .find((name) => name !== undefined);
  // Values of a chart go before the global ones above it, as Helm merges them.
  const inner = roots.toReversed();
  return {
    source: `Helm values ${file}`,
    at: view.entries()[0]?.key.at ?? view.at,
    ...readStatements(
      inner.map((values) => values.get('meshConfig')),
      inner,
      directFields,
    ),
    ...(namespace !== undefined && { namespace }),
    ...(first && { installsControlPlane: true as const }),
    gateways,
  };
}

function isControlPlane(values: View): boolean {
  return MARKS.some((path) => path.reduce<View>((found, key) => found.get(key), values).present);
}

function gatewaysOf(values: View): readonly InstalledGateway[] {
  const namespace = installNamespace(values.get('spec'), values, directFields);
  return readValuesGateways(values.get('gateways'), namespace, directFields);
}

/** Values of the chart `gateway`: under a key of an umbrella chart, or a file whose path says what it is for. */
function chartGateways(file: string, view: View): InstalledGateway[] {
  const below = [
    ...GATEWAY_KEYS,
    ...(view.get('istiod').type === 'map' ? ['gateway'] : []),
  ].flatMap((key) => {
    const values = view.get(key);
    if (!values.get('service').exists && !isGatewayChart(values)) return [];
    return [readChartGateway(values, key, values.keyAt, directFields)];
  });
  if (!isGatewayChart(view) && !isGatewayFile(file, view)) return below;
  const at = view.entries()[0]?.key.at ?? view.at;
  return [...below, readChartGateway(view, 'istio-ingress', at, directFields)];
}

/** A Service with the proxy's own health port is that of an Istio gateway. */
function isGatewayChart(values: View): boolean {
  return values
    .get('service', 'ports')
    .items()
    .some((port) => port.get('port').number()?.value === 15021);
}

function isGatewayFile(file: string, view: View): boolean {
  const path = file.toLowerCase();
  const about = path.includes('istio') && /gateway|ingress/.test(path);
  return (
    about && (view.get('service', 'type').exists || view.get('service', 'loadBalancerIP').exists)
  );
}
