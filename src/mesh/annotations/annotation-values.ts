import { isRange } from '../hosts/addresses.ts';
import { goBoolean } from './go-boolean.ts';

/** What an annotation's value has to be. */
export interface ValueCheck {
  /** For messages, behind "is no". */
  readonly wanted: string;
  isValid(value: string): boolean;
}

const isPort = (value: string): boolean => /^\s*\d+\s*$/.test(value) && Number(value) <= 65_535;
const isUnsigned = (value: string): boolean => /^\d+$/.test(value) && Number(value) < 2 ** 32;
const isBoolean = (value: string): boolean => goBoolean(value) !== undefined;
/** Linux takes 15 characters. */
const isInterface = (value: string): boolean => /^[A-Za-z][\w.-]{0,14}$/.test(value);
/** Kubernetes 1.33 apimachinery pkg/api/resource/quantity.go. */
const isQuantity = (value: string): boolean =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.test(value);

function listOf(isItem: (item: string) => boolean): (value: string) => boolean {
  return (value) => value === '' || value.split(',').every(isItem);
}

function orAll(isValid: (value: string) => boolean): (value: string) => boolean {
  return (value) => value === '*' || isValid(value);
}

const port: ValueCheck = { wanted: 'port', isValid: isPort };
const ports: ValueCheck = { wanted: 'list of ports', isValid: listOf(isPort) };
const count: ValueCheck = { wanted: 'whole number', isValid: isUnsigned };
const interfaces: ValueCheck = {
  wanted: 'list of network interfaces',
  isValid: listOf(isInterface),
};
const quantity: ValueCheck = { wanted: 'quantity', isValid: isQuantity };

/**
 * The annotations whose values the injector checks: it refuses pods with a wrong one (istio/istio 1.30 pkg/kube/inject/validate.go `AnnotationValidation`, and
 * pkg/config/analysis/analyzers/annotations).
 */
export const VALUE_CHECKS: ReadonlyMap<string, ValueCheck> = new Map([
  [
    'sidecar.istio.io/interceptionMode',
    {
      wanted: 'mode: REDIRECT, TPROXY or NONE',
      isValid: (value) => ['REDIRECT', 'TPROXY', 'NONE'].includes(value),
    },
  ],
  ['status.sidecar.istio.io/port', port],
  ['readiness.status.sidecar.istio.io/initialDelaySeconds', count],
  ['readiness.status.sidecar.istio.io/periodSeconds', count],
  ['readiness.status.sidecar.istio.io/failureThreshold', count],
  [
    'traffic.sidecar.istio.io/includeOutboundIPRanges',
    { wanted: 'list of CIDR ranges, nor "*"', isValid: orAll(listOf(isRange)) },
  ],
  [
    'traffic.sidecar.istio.io/excludeOutboundIPRanges',
    { wanted: 'list of CIDR ranges', isValid: listOf(isRange) },
  ],
  [
    'traffic.sidecar.istio.io/includeInboundPorts',
    { ...ports, wanted: 'list of ports, nor "*"', isValid: orAll(ports.isValid) },
  ],
  ['traffic.sidecar.istio.io/excludeInboundPorts', ports],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', ports],
  ['traffic.sidecar.istio.io/excludeInterfaces', interfaces],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', interfaces],
  ['istio.io/reroute-virtual-interfaces', interfaces],
  ['prometheus.istio.io/merge-metrics', { wanted: 'boolean', isValid: isBoolean }],
  ['sidecar.istio.io/proxyCPU', quantity],
  ['sidecar.istio.io/proxyMemory', quantity],
  ['sidecar.istio.io/proxyCPULimit', quantity],
  ['sidecar.istio.io/proxyMemoryLimit', quantity],
]);
