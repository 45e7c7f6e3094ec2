import type { View } from '../../parse/yaml/view.ts';
import type { Entry, Span } from '../../text.ts';
import type { Fields } from './setting-fields.ts';
import type { InstalledGateway } from './settings.ts';

type Direction = InstalledGateway['direction'];

/** Where the gateways of a document go if they do not say it themselves. */
const DEFAULT_NAMESPACE = 'istio-system';

/**
 * Gateways of an IstioOperator: its components, and what `values.gateways` says of those of the default names, as the
 * installer merges them (istio/istio 1.5 to 1.23 operator/pkg/apis/istio/v1alpha1).
 */
export function readOperatorGateways(
  spec: View,
  namespace: string,
  fields: Fields,
): InstalledGateway[] {
  const values = spec.get('values', 'gateways');
  const components = (['ingress', 'egress'] as const).flatMap((direction) =>
    spec
      .get('components', `${direction}Gateways`)
      .items()
      .filter((gateway) => fields.flag(gateway.get('enabled'))?.value !== false)
      .flatMap((gateway) => ofComponent(gateway, direction, namespace, values, fields)),
  );
  const off = (['ingress', 'egress'] as const).filter(
    (direction) => spec.get('components', `${direction}Gateways`).exists,
  );
  const others = readValuesGateways(values, namespace, fields).filter(
    (gateway) => !off.includes(gateway.direction),
  );
  return [...components, ...others];
}

function ofComponent(
  gateway: View,
  direction: Direction,
  namespace: string,
  values: View,
  fields: Fields,
): InstalledGateway[] {
  const name = fields.text(gateway.get('name'));
  if (name === undefined) return [];
  const legacy = values.get(name.value);
  const service = gateway.get('k8s', 'service');
  const serviceType = fields.text(service.get('type'), legacy.get('type'));
  const loadBalancerIP = fields.text(service.get('loadBalancerIP'), legacy.get('loadBalancerIP'));
  return [
    {
      name: name.value,
      namespace: fields.text(gateway.get('namespace'))?.value ?? namespace,
      at: name.at,
      direction,
      labels: withDefaults(fields.pairs(gateway.get('label')), name.value, direction, name.at),
      ...(serviceType && { serviceType }),
      serviceAnnotations: [
        ...fields.pairs(legacy.get('serviceAnnotations')),
        ...fields.pairs(gateway.get('k8s', 'serviceAnnotations')),
      ],
      ...(loadBalancerIP && { loadBalancerIP }),
      serviceAt: fields.place(service.keyAt),
    },
  ];
}

/** `gateways` of the chart `istio` up to 1.5, and of `values` of an IstioOperator: a map by name. */
export function readValuesGateways(
  gateways: View,
  namespace: string,
  fields: Fields,
): InstalledGateway[] {
  return gateways.entries().flatMap(({ key, value }) => {
    const direction = directionOf(key.value);
    if (direction === undefined || value.type !== 'map') return [];
    if (fields.flag(value.get('enabled'))?.value === false) return [];
    const serviceType = fields.text(value.get('type'));
    const loadBalancerIP = fields.text(value.get('loadBalancerIP'));
    const at = fields.place(key.at);
    return [
      {
        name: key.value,
        namespace: fields.text(value.get('namespace'))?.value ?? namespace,
        at,
        direction,
        labels: withDefaults(fields.pairs(value.get('labels')), key.value, direction, at),
        ...(serviceType && { serviceType }),
        serviceAnnotations: fields.pairs(value.get('serviceAnnotations')),
        ...(loadBalancerIP && { loadBalancerIP }),
        serviceAt: at,
      },
    ];
  });
}

/** `istio-ingressgateway`, `istio-egressgateway`, `istio-ilbgateway`; `enabled` and other settings are no gateways. */
function directionOf(name: string): Direction | undefined {
  if (!name.includes('gateway')) return undefined;
  return name.includes('egress') ? 'egress' : 'ingress';
}

/**
 * The chart `gateway` (Istio 1.12). Its pods carry `istio: <release>` without a leading `istio-`; the release, and so the
 * name where `name` is not set, and the namespace are not in the values.
 */
export function readChartGateway(
  values: View,
  alias: string,
  at: Span,
  fields: Fields,
): InstalledGateway {
  const name = fields.text(values.get('name'))?.value ?? alias;
  const serviceType = fields.text(values.get('service', 'type'));
  const loadBalancerIP = fields.text(values.get('service', 'loadBalancerIP'));
  const written = fields.pairs(values.get('labels'));
  return {
    name,
    namespace: '',
    at,
    direction: name.includes('egress') ? 'egress' : 'ingress',
    labels: [label('app', name, at), label('istio', name.replace(/^istio-/, ''), at), ...written],
    ...(serviceType && { serviceType }),
    serviceAnnotations: fields.pairs(values.get('service', 'annotations')),
    ...(loadBalancerIP && { loadBalancerIP }),
    serviceAt: values.get('service').present ? fields.place(values.get('service').keyAt) : at,
  };
}

function withDefaults(
  written: readonly Entry[],
  name: string,
  direction: Direction,
  at: Span,
): readonly Entry[] {
  return [label('app', name, at), label('istio', `${direction}gateway`, at), ...written];
}

function label(key: string, value: string, at: Span): Entry {
  return { key: { value: key, at }, value: { value, at } };
}

/** The namespace an IstioOperator or values install into. */
export function installNamespace(spec: View, values: View, fields: Fields): string {
  return (
    fields.text(spec.get('namespace'), values.get('global', 'istioNamespace'))?.value ??
    DEFAULT_NAMESPACE
  );
}
