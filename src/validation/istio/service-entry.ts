import type { View } from '../../parse/yaml/view.ts';
import { exportToFaults, labelFaults, rangeFaults } from './blocks.ts';
import { error, type Faults, isOpen, known, knownTexts, missing, warning } from './fault.ts';
import {
  isAddress,
  isFullName,
  isHttp,
  isLabel,
  isPartialWildcard,
  isPlaceholder,
  isProtocol,
  isTls,
  isWildcardDomain,
} from './names.ts';

/**
 * As istiod validates a ServiceEntry (istio/istio 1.32, pkg/config/validation/validation.go, `ValidateServiceEntry`); what
 * `broken-service-entry` tells (addresses and unresolvable wildcards among the hosts) is left to it.
 */
export function* serviceEntryFaults(object: View): Faults {
  const spec = object.get('spec');
  const resolution = known(spec.get('resolution'))?.value ?? 'NONE';
  yield* hostFaults(spec, resolution);
  yield* rangeFaults(spec.get('addresses'));
  const ports = spec.get('ports').items();
  for (const port of ports) yield* portFaults(port);
  const endpoints = spec.get('endpoints').items();
  for (const endpoint of endpoints) {
    yield* endpointFaults(endpoint, resolution);
    yield* endpointPortFaults(endpoint, ports);
  }
  if (resolution === 'NONE' && spec.get('workloadSelector').exists)
    yield warning(
      { at: spec.get('workloadSelector').keyAt },
      'workloadSelector has no effect with resolution NONE',
    );
  yield* severalHostsFaults(spec, resolution, ports);
  yield* exportToFaults(spec.get('exportTo'), { nobody: true });
}

function* hostFaults(spec: View, resolution: string): Faults {
  for (const host of knownTexts(spec.get('hosts'))) {
    const { value } = host;
    if (value === '*' || isAddress(value.replace(/\/\d+$/, ''))) continue;
    if (!isWildcardDomain(value)) yield error(host, `"${value}" is no host name`);
    else if (isPartialWildcard(value) && resolution !== 'DYNAMIC_DNS')
      yield warning(
        host,
        `host "${value}" has a wildcard for a part of a label, which matches nothing`,
      );
  }
}

function* portFaults(port: View): Faults {
  const name = known(port.get('name'));
  if (name && !isLabel(name.value)) yield error(name, `"${name.value}" is no name of a port`);
  const protocol = known(port.get('protocol'));
  if (protocol && protocol.value !== '' && !isProtocol(protocol.value))
    yield error(protocol, `"${protocol.value}" is no protocol that Istio knows`);
}

function* endpointFaults(endpoint: View, resolution: string): Faults {
  yield* labelFaults(endpoint.get('labels'));
  const address = known(endpoint.get('address'));
  if (!address || address.value === '' || address.value.startsWith('unix://')) return;
  if (isAddress(address.value) || isPlaceholder(address.value)) return;
  if (resolution === 'STATIC')
    yield error(
      address,
      `endpoint "${address.value}" is a name, and resolution STATIC takes addresses alone`,
    );
  else if (resolution.startsWith('DNS') && !isFullName(address.value))
    yield error(address, `endpoint "${address.value}" is no host name and no address`);
}

function* endpointPortFaults(endpoint: View, ports: readonly View[]): Faults {
  const names = ports.map((port) => port.get('name').text()?.value ?? '');
  for (const { key } of endpoint.get('ports').entries())
    if (!names.includes(key.value) && !ports.some(isOpen))
      yield error(key, `the endpoint has a port "${key.value}" that is none of the entry's ports`);
}

/** Connections to an address belong to one of the hosts only by a name in HTTP or TLS. */
function* severalHostsFaults(spec: View, resolution: string, ports: readonly View[]): Faults {
  if (resolution === 'NONE' || spec.get('hosts').items().length < 2) return;
  for (const port of ports) {
    const protocol = known(port.get('protocol'));
    if (protocol && isProtocol(protocol.value) && !isHttp(protocol.value) && !isTls(protocol.value))
      yield error(
        protocol,
        `an entry of several hosts takes ports of HTTP and TLS alone, and this is ${protocol.value}`,
      );
  }
}

/** As istiod validates a WorkloadEntry (`validateWorkloadEntry`). */
export function* workloadEntryFaults(object: View): Faults {
  const spec = object.get('spec');
  const address = known(spec.get('address'));
  if (
    address &&
    address.value !== '' &&
    !address.value.startsWith('unix://') &&
    !isAddress(address.value) &&
    !isFullName(address.value)
  )
    yield error(address, `"${address.value}" is no host name and no address`);
  if (!spec.get('address').exists && spec.get('network').exists)
    yield {
      ...warning(
        { at: spec.get('network').keyAt },
        'the workload has a network and no address: it is reached by the gateway of its network alone',
      ),
      missing: 'address',
    };
  yield* labelFaults(spec.get('labels'));
}

/** As istiod validates a WorkloadGroup (`ValidateWorkloadGroup`); that it does not take gRPC probes, which its definition has, is left out. */
export function* workloadGroupFaults(object: View): Faults {
  const spec = object.get('spec');
  yield* labelFaults(spec.get('metadata').get('labels'));
  const probe = spec.get('probe');
  if (!probe.exists || isOpen(probe)) return;
  const methods = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;
  if (!methods.some((method) => probe.get(method).exists))
    yield missing(probe, 'httpGet', 'the probe needs httpGet, tcpSocket or exec');
  const exec = probe.get('exec');
  if (exec.exists && exec.get('command').items().length === 0 && !isOpen(exec))
    yield missing(exec, 'command', 'the probe needs a command');
}
