import type { View } from '../../parse/yaml/view.ts';
import { durationFaults, numberFaults } from './blocks.ts';
import { clientTlsFaults } from './client-tls.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';
import { loadBalancerFaults } from './load-balancer.ts';
import { isAddress, isFullName } from './names.ts';

const PORT_PARTS = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'] as const;
const PARTS = [
  ...PORT_PARTS,
  'portLevelSettings',
  'tunnel',
  'proxyProtocol',
  'retryBudget',
] as const;

export function* trafficPolicyFaults(policy: View): Faults {
  if (!policy.exists || isOpen(policy)) return;
  if (!PARTS.some((part) => policy.get(part).exists))
    yield missing(policy, 'loadBalancer', 'the trafficPolicy is empty');
  if (policy.get('tunnel').exists && policy.get('proxyProtocol').exists)
    yield error(
      { at: policy.get('proxyProtocol').keyAt },
      'proxyProtocol excludes tunnel: only one of them may be set',
    );
  yield* settingsFaults(policy);
  for (const entry of policy.get('portLevelSettings').items()) {
    if (isOpen(entry)) continue;
    if (!entry.get('port').exists)
      yield missing(entry, 'port', 'an entry of portLevelSettings needs a port');
    if (!PORT_PARTS.some((part) => entry.get(part).exists))
      yield missing(entry, 'tls', 'an entry of portLevelSettings sets nothing');
    yield* settingsFaults(entry);
  }
  yield* tunnelFaults(policy.get('tunnel'));
}

function* settingsFaults(policy: View): Faults {
  const hasOutlier = policy.get('outlierDetection').exists;
  yield* outlierFaults(policy.get('outlierDetection'));
  yield* connectionPoolFaults(policy.get('connectionPool'));
  yield* loadBalancerFaults(policy.get('loadBalancer'), hasOutlier);
  yield* clientTlsFaults(policy.get('tls'));
}

function* outlierFaults(outlier: View): Faults {
  yield* durationFaults(outlier.get('baseEjectionTime'));
  yield* durationFaults(outlier.get('interval'));
  const old = outlier.get('consecutiveErrors');
  if (old.exists)
    yield warning(
      { at: old.keyAt },
      'consecutiveErrors is deprecated: write consecutive5xxErrors or consecutiveGatewayErrors',
    );
  const local = outlier.get('consecutiveLocalOriginFailures').number();
  const split = outlier.get('splitExternalLocalOriginErrors');
  if (local && local.value > 0 && !split.exists)
    yield {
      ...error(local, 'consecutiveLocalOriginFailures needs splitExternalLocalOriginErrors'),
      missing: 'splitExternalLocalOriginErrors',
    };
  for (const field of ['maxEjectionPercent', 'minHealthPercent'] as const)
    yield* numberFaults(outlier.get(field), 0, 100, field);
}

export function* connectionPoolFaults(pool: View): Faults {
  if (!pool.exists || isOpen(pool)) return;
  const [http, tcp] = [pool.get('http'), pool.get('tcp')];
  if (!http.exists && !tcp.exists)
    yield missing(pool, 'http', 'the connectionPool needs http or tcp');
  for (const field of [
    'http1MaxPendingRequests',
    'http2MaxRequests',
    'maxRequestsPerConnection',
    'maxRetries',
    'maxConcurrentStreams',
  ] as const)
    yield* numberFaults(http.get(field), 0, Number.POSITIVE_INFINITY, field);
  yield* durationFaults(http.get('idleTimeout'));
  if (
    known(http.get('h2UpgradePolicy'))?.value === 'UPGRADE' &&
    http.get('useClientProtocol').boolean()?.value === true
  )
    yield error(
      { at: http.get('useClientProtocol').keyAt },
      'useClientProtocol excludes h2UpgradePolicy UPGRADE',
    );
  yield* numberFaults(tcp.get('maxConnections'), 0, Number.POSITIVE_INFINITY, 'maxConnections');
  for (const field of ['connectTimeout', 'maxConnectionDuration', 'idleTimeout'] as const)
    yield* durationFaults(tcp.get(field));
  for (const field of ['time', 'interval'] as const)
    yield* durationFaults(tcp.get('tcpKeepalive').get(field));
}

function* tunnelFaults(tunnel: View): Faults {
  const protocol = known(tunnel.get('protocol'));
  if (protocol && !['', 'CONNECT', 'POST'].includes(protocol.value))
    yield error(
      protocol,
      `the protocol of a tunnel is "${protocol.value}", but must be CONNECT or POST`,
    );
  const host = known(tunnel.get('targetHost'));
  if (host && !isFullName(host.value) && !isAddress(host.value))
    yield error(host, `"${host.value}" is no host name and no address`);
  yield* numberFaults(tunnel.get('targetPort'), 1, 65535, 'targetPort');
}
