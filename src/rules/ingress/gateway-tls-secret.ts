import type { GatewayServer, GatewayTls, IstioGateway } from '../../facts/istio/kinds.ts';
import type { Finding, Fix, Severity } from '../../finding.ts';
import { fileFaults } from '../../mesh/ingress/certificate-files.ts';
import { credentialFault } from '../../mesh/ingress/credentials.ts';
import {
  credentialFaults,
  findSecret,
  type PodNamespaces,
  podNamespaces,
  type SecretPlace,
  wantedSecrets,
} from '../../mesh/ingress/gateway-secrets.ts';
import { isUsed } from '../../mesh/ingress/secret-users.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';
import { entryOf, isTemplated, type Located } from '../../text.ts';

export const gatewayTlsSecret: Rule = {
  id: 'gateway-tls-secret',
  summary:
    'A Gateway has no certificate: its TLS Secret is not where the gateway looks, or cannot be used',
  severity: 'error',
  codes: ['IST0101'],
  why: `
The Secret that \`credentialName\` names is read from the namespace of the **gateway's pods**, not from that of
the Gateway object, nor from that of the Ingress that used it before. Where it is missing or has no usable
keys, the objects are applied without complaint, but the listener has no certificate: port 443 refuses or
resets every connection.

Copy the Secret into the namespace of the gateway's pods, or let cert-manager make it there. It needs the keys
\`tls.crt\` and \`tls.key\` (or \`cert\` and \`key\`), for \`MUTUAL\` also \`ca.crt\` or \`cacert\`, there or in a Secret
\`NAME-cacert\`. \`credentialName\` needs Istio 1.1, and up to Istio 1.5 \`gateways.istio-ingressgateway.sds.enabled\`;
Istio 1.2 to 1.7 passes over Secrets whose names begin with \`istio\` or \`prometheus\`. Istio 1.0 knows files only:
name the Secret \`istio-ingressgateway-certs\`, in \`istio-system\`, and give its keys as paths below
\`/etc/istio/ingressgateway-certs\`.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
    'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
    'https://github.com/istio/istio/blob/1.30.0/pilot/pkg/credentials/kube/secrets.go',
    'https://github.com/istio/istio/blob/1.7.0/security/pkg/nodeagent/secretfetcher/secretfetcher.go',
  ],

  fixes: [
    {
      does: "move a Secret that nothing uses where it is into the namespace of the gateway's pods",
      safe: false,
    },
  ],

  *check(mesh) {
    for (const gateway of mesh.all('IstioGateway')) {
      for (const server of gateway.servers) yield* ofServer(mesh, gateway, server);
    }
    yield* gatewayApi(mesh);
  },
};

function* ofServer(mesh: Mesh, gateway: IstioGateway, server: GatewayServer): Generator<Finding> {
  yield* modes(gateway, server);
  const { tls } = server;
  if (tls === undefined || !isTls(server)) return;
  const pods = podNamespaces(mesh, gateway);
  for (const name of wantedSecrets(tls)) {
    const tooOld = versionFault(mesh, gateway, name);
    if (tooOld === undefined) yield* secret(mesh, gateway, tls, name, pods);
    else yield { at: name.at, resource: gateway, severity: certainty(mesh), message: tooOld };
  }
  for (const { at, message, severity } of fileFaults(mesh, gateway, tls, pods)) {
    yield { at, resource: gateway, severity, message };
  }
}

function isTls({ protocol }: GatewayServer): boolean {
  return ['HTTPS', 'TLS'].includes(protocol?.value ?? '');
}

/** Settings and protocol that do not go together: Istio refuses the Gateway, or ignores the certificate. */
function* modes(gateway: IstioGateway, { protocol, tls }: GatewayServer): Generator<Finding> {
  if (protocol === undefined || isTemplated(protocol.value)) return;
  const place = { at: protocol.at, resource: gateway };
  if (tls === undefined) {
    if (!['HTTPS', 'TLS'].includes(protocol.value)) return;
    yield { ...place, message: `Server has protocol ${protocol.value} and no tls settings` };
    return;
  }
  const isMeant = wantedSecrets(tls, 'any mode').length > 0 || tls.mode !== 'PASSTHROUGH';
  if (['HTTP', 'HTTP2', 'GRPC'].includes(protocol.value) && isMeant && !tls.httpsRedirect) {
    yield {
      ...place,
      message: `Server has tls settings, and protocol ${protocol.value} does not use them`,
    };
  }
  const at = tls.credentialName?.at ?? tls.serverCertificate?.at;
  if (['HTTPS', 'TLS'].includes(protocol.value) && tls.mode === 'PASSTHROUGH' && at) {
    const message =
      'Certificate is not used: the mode is PASSTHROUGH, which is also what holds where none is written';
    yield { at, resource: gateway, severity: 'warning', message };
  }
}

function versionFault(
  mesh: Mesh,
  { selector }: IstioGateway,
  { value }: Located<string>,
): string | undefined {
  switch (credentialFault(mesh, value, entryOf(selector, 'istio')?.value.value)) {
    case 'too-old':
      return `credentialName needs Istio 1.1 (${mesh.targets.istio.from})`;
    case 'off':
      return `credentialName is not read: gateways.istio-ingressgateway.sds.enabled is false (${mesh.settings.gatewaySds.source})`;
    case 'reserved-name':
      return `Secret "${value}" is passed over: Istio 1.2 to 1.7 ignores names that begin with "${value.startsWith('istio') ? 'istio' : 'prometheus'}"`;
    default:
      return undefined;
  }
}

/** Where several installations of Istio are described side by side, nobody can tell which one runs these pods. */
function certainty(mesh: Mesh): Severity {
  const installers = mesh.files
    .flatMap((file) => file.settings)
    .filter(({ gateways }) => gateways.length > 0);
  return installers.length > 1 ? 'warning' : 'error';
}

function* secret(
  mesh: Mesh,
  gateway: IstioGateway,
  tls: GatewayTls,
  { value, at }: Located<string>,
  { namespaces, assumed }: PodNamespaces,
): Generator<Finding> {
  if (namespaces.length === 0) return;
  const answer = findSecret(mesh, value, namespaces);
  const place = { at, resource: gateway };
  const where = namespaces.join(', ');
  switch (answer.kind) {
    case 'unknown':
      return;
    case 'found':
      for (const fault of credentialFaults(mesh, tls, value, answer.secret))
        yield { ...place, ...fault };
      return;
    case 'nowhere':
      yield {
        ...place,
        severity: absence(mesh),
        message: `Secret "${value}" is not in the input; the gateway reads it from namespace ${where}`,
      };
      return;
    case 'elsewhere':
      yield {
        ...place,
        ...misplaced(value, `${where}${assumed ? ` (${assumed})` : ''}`, answer.places),
        ...(!assumed && { fix: move(mesh, value, namespaces) }),
      };
  }
}

/** A Secret that nothing uses where it is moves to where the gateway reads it. */
function move(mesh: Mesh, name: string, [wanted, ...more]: readonly string[]): Fix | undefined {
  const [secret, ...others] = mesh.named('Secret', name);
  if (secret === undefined || wanted === undefined || others.length + more.length > 0)
    return undefined;
  if (secret.written || isUsed(mesh, secret)) return undefined;
  const { at, kind: of, namespace } = secret;
  return {
    title: `Move the Secret from ${namespace}, where nothing uses it, to ${wanted}`,
    edits: [{ kind: 'set', at, of, path: ['metadata', 'namespace'], value: wanted }],
    safe: false,
  };
}

/** Certificates are seldom committed: that one is not there tells little, unless the input is said to be all there is. */
function absence(mesh: Mesh): Severity {
  return mesh.complete ? 'warning' : 'info';
}

/** Gateway API reads a certificate from the Gateway's own namespace, or from another that a ReferenceGrant opens. */
function* gatewayApi(mesh: Mesh): Generator<Finding> {
  const gateways = mesh
    .all('KubernetesGateway')
    .filter(({ className }) => className?.value.startsWith('istio') === true);
  for (const gateway of gateways) {
    for (const { name, namespace } of gateway.listeners.flatMap((one) => one.certificates)) {
      const wanted = namespace === '' ? gateway.namespace : namespace;
      if (wanted === '' || isTemplated(wanted) || isTemplated(name.value)) continue;
      const answer = findSecret(mesh, name.value, [wanted]);
      if (answer.kind !== 'elsewhere') continue;
      yield { at: name.at, resource: gateway, ...misplaced(name.value, wanted, answer.places) };
    }
  }
}

function misplaced(
  name: string,
  where: string,
  places: readonly SecretPlace[],
): Pick<Finding, 'message' | 'related'> {
  const named = [...new Set(places.map(({ namespace }) => namespace))].map((namespace) => {
    const own = places.filter((place) => place.namespace === namespace).map(({ what }) => what);
    return `${namespace} (${[...new Set(own)].join(', ')})`;
  });
  return {
    message: `Secret "${name}" is read from namespace ${where}, and is only in ${named.join(', ')}`,
    related: places.map(({ at, what }) => ({ at, message: `${what} is here` })),
  };
}
