import type { View } from '../../parse/yaml/view.ts';
import { error, type Faults, isOpen, known, knownTexts, missing, warning } from './fault.ts';
import {
  isAddress,
  isHttp,
  isLabel,
  isPartialWildcard,
  isProtocol,
  isTls,
  isWildcardDomain,
} from './names.ts';
import { serverTlsFaults } from './server-tls.ts';
import { connectionPoolFaults } from './traffic-policy.ts';

const PARTS = ['ingress', 'egress', 'outboundTrafficPolicy', 'inboundConnectionPool'] as const;

/** As istiod validates a Sidecar (istio/istio 1.32, pkg/config/validation/sidecar.go). */
export function* sidecarFaults(object: View): Faults {
  const spec = object.get('spec');
  if (!isOpen(spec) && !PARTS.some((part) => spec.get(part).exists))
    yield missing(
      spec.exists ? spec : object.get('metadata').get('name'),
      'egress',
      'the Sidecar sets nothing: it needs egress, ingress or outboundTrafficPolicy',
    );
  for (const listener of spec.get('ingress').items()) yield* ingressFaults(listener);
  yield* egressFaults(spec.get('egress').items());
  yield* connectionPoolFaults(spec.get('inboundConnectionPool'));
}

const ENDPOINT = /^(?:127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|):\d{1,5}$|^unix:\/\/[/@]/;

function* ingressFaults(listener: View): Faults {
  yield* portFaults(listener.get('port'));
  yield* bindFaults(listener);
  const endpoint = known(listener.get('defaultEndpoint'));
  if (endpoint && endpoint.value !== '' && !ENDPOINT.test(endpoint.value))
    yield error(
      endpoint,
      `defaultEndpoint is "${endpoint.value}", but must be a port of 127.0.0.1 or 0.0.0.0, or a Unix socket`,
    );
  const tls = listener.get('tls');
  const protocol = known(listener.get('port').get('protocol'))?.value ?? '';
  if (tls.exists && protocol !== '' && !isTls(protocol))
    yield error({ at: tls.keyAt }, `a listener of protocol ${protocol} takes no tls`);
  yield* serverTlsFaults(tls);
  const pool = listener.get('connectionPool');
  yield* connectionPoolFaults(pool);
  if (pool.get('http').exists && protocol !== '' && !isHttp(protocol))
    yield warning(
      { at: pool.get('http').keyAt },
      `settings of HTTP have no effect on a port of protocol ${protocol}`,
    );
}

function* portFaults(port: View): Faults {
  const protocol = known(port.get('protocol'));
  if (protocol && protocol.value !== '' && !isProtocol(protocol.value))
    yield error(protocol, `"${protocol.value}" is no protocol that Istio knows`);
  if (port.get('targetPort').exists)
    yield error(
      { at: port.get('targetPort').keyAt },
      'a listener of a Sidecar takes no targetPort',
    );
}

function* bindFaults(listener: View): Faults {
  const bind = known(listener.get('bind'));
  if (bind && bind.value !== '' && !bind.value.startsWith('unix://') && !isAddress(bind.value))
    yield error(bind, `bind is "${bind.value}", but must be an address or a Unix socket`);
}

/** One listener without a port takes all that the others leave, so it is the last one. */
function* egressFaults(listeners: readonly View[]): Faults {
  for (const [index, listener] of listeners.entries()) {
    const port = listener.get('port');
    if (!port.exists && !isOpen(listener) && index < listeners.length - 1)
      yield missing(
        listener,
        'port',
        'an egress listener without a port must be the last one, for it takes all other traffic',
      );
    yield* portFaults(port);
    yield* bindFaults(listener);
    yield* egressHostFaults(listener.get('hosts'));
  }
}

function* egressHostFaults(hosts: View): Faults {
  const seen: string[] = [];
  for (const host of knownTexts(hosts)) {
    const { value } = host;
    const problem = egressHostProblem(value);
    if (problem !== undefined) yield error(host, problem);
    const [namespace] = value.split('/');
    const earlier = seen.find((each) => each === value || each === `${namespace}/*`);
    if (earlier !== undefined) yield warning(host, `host "${value}" adds nothing to "${earlier}"`);
    seen.push(value);
  }
}

function egressHostProblem(host: string): string | undefined {
  const [namespace = '', name, ...more] = host.split('/');
  const isNamespace = ['*', '.', '~'].includes(namespace) || isLabel(namespace.replace(/^~/, ''));
  if (name === undefined || more.length > 0 || !isNamespace)
    return `host "${host}" must be written as namespace/name, such as "./*"`;
  if (name === '*') return undefined;
  if (isPartialWildcard(name)) return `host "${host}" has a wildcard for a part of a label`;
  return isWildcardDomain(name) ? undefined : `"${host}" is no host name behind its namespace`;
}
