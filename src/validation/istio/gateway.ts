import type { View } from '../../parse/yaml/view.ts';
import {
  error,
  type Faults,
  isOpen,
  known,
  knownTexts,
  missing,
  repeated,
  warning,
} from './fault.ts';
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

/** As istiod validates a Gateway (istio/istio 1.32, pkg/config/validation/validation.go, `ValidateGateway`). */
export function* gatewayFaults(object: View): Faults {
  const name = known(object.get('metadata').get('name'));
  if (name && !isLabel(name.value))
    yield error(name, `"${name.value}" is no name of a Gateway: only letters, digits and hyphens`);
  const spec = object.get('spec');
  const servers = spec.get('servers').items();
  if (servers.length === 0 && !isOpen(spec) && !isOpen(spec.get('servers')))
    yield missing(spec, 'servers', 'the Gateway has no servers');
  for (const server of servers) yield* serverFaults(server);
  yield* repeated(
    servers.map((server) => server.get('port')),
    'name',
    'a port with the name',
  );
}

function* serverFaults(server: View): Faults {
  for (const host of knownTexts(server.get('hosts'))) {
    const problem = serverHostProblem(host.value);
    if (problem !== undefined) yield error(host, problem);
  }
  yield* bindFaults(server);
  const port = server.get('port');
  const protocol = known(port.get('protocol'));
  if (protocol && !isProtocol(protocol.value))
    yield error(protocol, `"${protocol.value}" is no protocol that Istio knows`);
  else if (protocol) yield* serverTlsOf(server.get('tls'), protocol.value, port);
  if (port.get('targetPort').exists)
    yield error({ at: port.get('targetPort').keyAt }, 'a server of a Gateway takes no targetPort');
}

/** With an optional namespace in front; a short name is of no use at an edge. */
export function serverHostProblem(host: string): string | undefined {
  const [first = '', second, ...more] = host.split('/');
  const name = second ?? first;
  const isNamespace = second === undefined || ['*', '.'].includes(first) || isLabel(first);
  if (more.length > 0 || !isNamespace || name === '')
    return `"${host}" is no host: write a name, or namespace/name`;
  if (name === '*') return undefined;
  if (isPartialWildcard(name)) return `host "${host}" has a wildcard for a part of a label`;
  if (!name.includes('.')) return `host "${host}" is a short name: write the full one`;
  return isWildcardDomain(name) || isAddress(name) ? undefined : `"${host}" is no host name`;
}

function* bindFaults(server: View): Faults {
  const bind = known(server.get('bind'));
  if (!bind || bind.value === '') return;
  const isSocket = bind.value.startsWith('unix://');
  const number = server.get('port').get('number').number();
  if (isSocket && number && number.value !== 0)
    yield error(number, 'a server that is bound to a Unix socket has port 0');
  else if (!isSocket && !isAddress(bind.value))
    yield error(bind, `bind is "${bind.value}", but must be an address or a Unix socket`);
}

function* serverTlsOf(tls: View, protocol: string, port: View): Faults {
  if (isTls(protocol)) {
    if (!tls.exists) yield missing(port, 'tls', `a server of protocol ${protocol} needs tls`);
    yield* serverTlsFaults(tls);
  } else if (isHttp(protocol)) yield* plainTlsFaults(tls, protocol);
  else if (tls.exists)
    yield error({ at: tls.keyAt }, `a server of protocol ${protocol} takes no tls`);
  const redirect = tls.get('httpsRedirect');
  if (redirect.boolean()?.value === true && !isHttp(protocol))
    yield warning({ at: redirect.keyAt }, `httpsRedirect has no effect with protocol ${protocol}`);
}

/** Of TLS a server of HTTP takes the redirect alone. */
function* plainTlsFaults(tls: View, protocol: string): Faults {
  const mode = known(tls.get('mode'));
  if (mode && mode.value !== 'PASSTHROUGH')
    yield error(mode, `a server of protocol ${protocol} takes no TLS of mode ${mode.value}`);
  for (const field of ['caCertificates', 'privateKey', 'serverCertificate'] as const)
    if ((tls.get(field).text()?.value ?? '') !== '')
      yield error(
        { at: tls.get(field).keyAt },
        `a server of protocol ${protocol} takes no ${field}`,
      );
}
