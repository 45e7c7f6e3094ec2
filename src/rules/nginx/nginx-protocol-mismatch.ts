import { described } from '../../facts/resource.ts';
import type { Fix, Severity } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { doubtText, isSure } from '../../mesh/nginx/passes-to-services.ts';
import { type ProtocolConflict, protocolConflicts } from '../../mesh/nginx/protocol-conflicts.ts';
import { answerTextHolder } from '../../mesh/nginx/text-holder.ts';
import { before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';

export const nginxProtocolMismatch: Rule = {
  id: 'nginx-protocol-mismatch',
  summary: 'nginx speaks another protocol to a Service port than the port tells Istio',
  severity: 'error',
  why: `
A port whose \`appProtocol\` or name says HTTP is read as HTTP by every sidecar on the way. What nginx sends with
\`fastcgi_pass\`, \`uwsgi_pass\`, \`scgi_pass\` or \`memcached_pass\` is no HTTP, and what it sends with \`proxy_pass https://\` or
\`grpcs://\` is encrypted: the sidecar answers 400 or closes the connection, though all of it works without a mesh. With
\`grpc_pass\` to a port declared as plain \`http\`, the sidecar may speak HTTP/1.1 to the server, which gRPC cannot do with.

Tell Istio what the port is: \`appProtocol: tcp\` (or a name such as \`tcp-fpm\`) for FastCGI and its like, \`https\` for TLS, \`grpc\`
for gRPC. Instead of TLS, nginx may also send plain HTTP to a server that takes it: between sidecars it is encrypted
all the same, and Istio can route it.
`,
  sources: [
    'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#sending-https-to-an-http-port',
    'https://nginx.org/en/docs/http/ngx_http_fastcgi_module.html#fastcgi_pass',
    'https://nginx.org/en/docs/http/ngx_http_grpc_module.html#grpc_pass',
  ],
  fixes: [
    {
      does: 'set `appProtocol` of the port to `tcp` or `grpc`, as nginx shows it, or to `https`, as probes do',
      safe: false,
    },
  ],

  *check(mesh) {
    const holder = answerTextHolder(mesh);
    for (const conflict of protocolConflicts(mesh)) {
      const { address, port } = conflict;
      yield {
        at: address.at,
        severity: severityOf(conflict),
        message: messageOf(conflict),
        resource: holder(address.at),
        related: [{ at: statementOf(port).at, message: 'What Istio takes the port for' }],
        fix: fixOf(conflict, mesh),
      };
    }
  },
};

function severityOf(conflict: ProtocolConflict): Severity {
  if (!isSure(conflict)) return 'info';
  return conflict.outcome === 'refused' ? 'error' : 'warning';
}

const DECLARED = { http: 'HTTP/1.1', http2: 'HTTP/2', grpc: 'gRPC' } as const;

function messageOf(conflict: ProtocolConflict): string {
  const { directive, protocol, service, port, declared, outcome } = conflict;
  const { value } = statementOf(port);
  const stated = port.appProtocol ? `appProtocol "${value}"` : `name "${value}"`;
  const fate =
    outcome === 'refused'
      ? 'sidecars refuse it'
      : 'sidecars may pass it on as HTTP/1.1, over which gRPC does not work';
  return `${directive} sends ${protocol} to port ${port.number.value} of ${described(service)}, which is ${DECLARED[declared]} by its ${stated}: ${fate}${doubtText(conflict)}`;
}

/** What says the protocol: `appProtocol`, else the name. */
function statementOf({ appProtocol, name, number }: ProtocolConflict['port']): {
  readonly value: string | number;
  readonly at: typeof number.at;
} {
  return appProtocol ?? name ?? number;
}

/** The name stays, for others may refer to it. Istio reads `appProtocol` since 1.6. Not safe: others may send HTTP there. */
function fixOf({ protocol, service, port }: ProtocolConflict, mesh: Mesh): Fix | undefined {
  const value = cureOf(protocol, mesh.services.probed(service, port));
  if (value === undefined || before(mesh.targets.istio, '1.6')) return undefined;
  const { appProtocol, number } = port;
  return {
    title: `Set appProtocol ${value}`,
    edits: appProtocol
      ? [{ kind: 'replace', at: appProtocol.at, value }]
      : [{ kind: 'set-beside', at: number.at, key: 'appProtocol', value }],
    safe: false,
  };
}

/** A server behind TLS may speak it, or be called the wrong way: probes tell. */
function cureOf(
  protocol: ProtocolConflict['protocol'],
  probed: ReturnType<Mesh['services']['probed']>,
): string | undefined {
  if (protocol === 'gRPC') return 'grpc';
  if (protocol === 'TLS') return probed === 'https' ? 'https' : undefined;
  return 'tcp';
}
