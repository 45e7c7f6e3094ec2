import type { Workload } from '../../facts/kubernetes/workload.ts';
import { entryOf, isTemplated } from '../../text.ts';
import { inRange, isAddress, isLoopback, isPrivateRange } from '../hosts/addresses.ts';
import type { Target } from '../mesh.ts';
import type { Settings } from '../settings.ts';
import { atLeast } from '../versions/version.ts';

/** The user of the proxy, whose traffic is never redirected to it (istio/istio tools/istio-iptables, since Istio 0.8). */
export const PROXY_USER = 1337;

/** Ports of the proxy itself: metrics, health, and the agent (istio/istio tools/istio-iptables). */
const OWN_PORTS: readonly number[] = [15020, 15021, 15090];
const PREFIX = 'traffic.sidecar.istio.io/';

/**
 * Whether the sidecar stands in front of a port. Up to Istio 1.2 only declared container ports are captured, since 1.3
 * all; port 22 since 1.13. What a template decides is taken as not captured: nothing can be said of it.
 */
export function capturesInbound(workload: Workload, port: number, istio: Target): boolean {
  if (isBypassed(workload) || OWN_PORTS.includes(port)) return false;
  if (port === 22 && !atLeast(istio, '1.13')) return false;
  const excluded = portList(workload, 'excludeInboundPorts');
  if (excluded === 'unknown' || excluded?.includes(String(port))) return false;
  const included = portList(workload, 'includeInboundPorts');
  if (included === 'unknown') return false;
  if (included !== undefined) return included.includes('*') || included.includes(String(port));
  return atLeast(istio, '1.3') || isDeclared(workload, port);
}

function isDeclared(workload: Workload, port: number): boolean {
  return workload.containers.some(({ ports }) => ports.some(({ number }) => number.value === port));
}

/** `interceptionMode: NONE`, or an agent for proxyless gRPC in place of Envoy (Istio 1.12): nothing is redirected. */
function isBypassed(workload: Workload): boolean {
  const annotation = (key: string): string =>
    entryOf(workload.podAnnotations, key)?.value.value ?? '';
  const templates = annotation('inject.istio.io/templates').split(',');
  return (
    annotation('sidecar.istio.io/interceptionMode') === 'NONE' ||
    templates.some((name) => name.trim().startsWith('grpc-'))
  );
}

/** `undefined`: not written. An empty list is written and names nothing. */
function portList(workload: Workload, name: string): readonly string[] | 'unknown' | undefined {
  const value = entryOf(workload.podAnnotations, PREFIX + name)?.value.value;
  return value === undefined ? undefined : listOf(value);
}

function listOf(value: string): readonly string[] | 'unknown' {
  if (isTemplated(value)) return 'unknown';
  return value.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
}

/**
 * Whether a call leaves through the sidecar. Loopback never does. Lists of ranges are matched against addresses; a name
 * outside the cluster is taken to lie outside a list of private ranges, which is how such lists are used.
 */
export function capturesOutbound(
  workload: Workload,
  target: { readonly host: string; readonly port: number | undefined; readonly inCluster: boolean },
  settings: Settings,
): boolean {
  if (isBypassed(workload) || isLoopback(target.host)) return false;
  const port = target.port === undefined ? '' : String(target.port);
  const excludedPorts =
    portList(workload, 'excludeOutboundPorts') ?? settingList(settings, 'excludeOutboundPorts');
  if (excludedPorts === 'unknown' || excludedPorts?.includes(port)) return false;
  const includedPorts = portList(workload, 'includeOutboundPorts');
  if (includedPorts !== undefined && includedPorts !== 'unknown' && includedPorts.includes(port)) {
    return true;
  }
  return isInRanges(workload, target, settings);
}

/** Whether something is excluded that the place may be: a port where it has none, a range where it is no address. */
export function mayBeExcluded(
  workload: Workload,
  { host, port }: { readonly host: string; readonly port: number | undefined },
  settings: Settings,
): boolean {
  const isWritten = (key: 'excludeOutboundPorts' | 'excludeOutboundIPRanges'): boolean =>
    (portList(workload, key) ?? settingList(settings, SETTINGS[key]) ?? []).length > 0;
  return (
    (port === undefined && isWritten('excludeOutboundPorts')) ||
    (!isAddress(host) && isWritten('excludeOutboundIPRanges'))
  );
}

/** The settings of the mesh behind annotations of pods. */
const SETTINGS = {
  excludeOutboundPorts: 'excludeOutboundPorts',
  excludeOutboundIPRanges: 'excludeIPRanges',
} as const;

function isInRanges(
  workload: Workload,
  target: { readonly host: string; readonly inCluster: boolean },
  settings: Settings,
): boolean {
  const included = portList(workload, 'includeOutboundIPRanges') ??
    settingList(settings, 'includeIPRanges') ?? ['*'];
  if (included === 'unknown') return false;
  if (!included.includes('*')) return included.some((range) => holds(range, target));
  const excluded =
    portList(workload, 'excludeOutboundIPRanges') ?? settingList(settings, 'excludeIPRanges') ?? [];
  return excluded !== 'unknown' && !excluded.some((range) => isExcluded(range, target.host));
}

function holds(
  range: string,
  target: { readonly host: string; readonly inCluster: boolean },
): boolean {
  if (isAddress(target.host)) return inRange(target.host, range);
  return target.inCluster || !isPrivateRange(range);
}

function isExcluded(range: string, host: string): boolean {
  return isAddress(host) ? inRange(host, range) : range.endsWith('/0');
}

function settingList(
  settings: Settings,
  key: 'includeIPRanges' | 'excludeIPRanges' | 'excludeOutboundPorts',
): readonly string[] | 'unknown' | undefined {
  const stated = settings.stated(key);
  return stated === undefined ? undefined : listOf(stated.value.value);
}
