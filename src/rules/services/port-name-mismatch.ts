import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';
import { isTemplated } from '../../text.ts';

export const portNameMismatch: Rule = {
  id: 'port-name-mismatch',
  summary: 'Service port says no protocol that Istio knows',
  severity: 'info',
  codes: ['IST0118', 'IST0150', 'KIA0601', 'KIA0602'],
  why: `
Istio learns the protocol of a port from its \`appProtocol\`, else from its name up to the first hyphen: \`http\`, \`http2\`,
\`grpc\`, \`grpc-web\`, \`https\`, \`tls\`, \`tcp\`, \`mongo\`, \`redis\`, \`mysql\`. For any other name it looks at the first bytes of each
connection. That works for HTTP, and fails for protocols that look alike; retries, routes and metrics of HTTP hold only once it has
been recognised. Before Istio 1.3, and on ports 25, 53, 3306 and 27017, such a port is plain TCP.

Set \`appProtocol\`, or name the port \`<protocol>\` or \`<protocol>-<anything>\`.

Where the server speaks first, as in SMTP, SSH, FTP, IMAP, POP3 and NATS, there are no first bytes to look at: the client waits for the server, and the proxy for
the client. Since Istio 1.8 it does so for ever, and the port is an error; before, there is a delay.

It is worse with an \`ExternalName\` Service, where it is a warning: a port that is TCP, or that may be, makes every proxy listen
on that port for all addresses, and takes the traffic to other hosts on the same port with it.

istioctl warns of an \`ExternalName\` port only where its name is just \`tcp\`, or says no protocol.

Since Istio 1.3, Services that are not known to be in a mesh are not judged. Services of gateways, of Istio and of the cluster's own namespaces are not judged: istioctl leaves out whatever carries a label \`istio\`.
`,
  sources: [
    'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/#server-first-protocols',
    'https://istio.io/latest/docs/reference/config/analysis/ist0118/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0150/',
  ],
  fixes: [
    { does: 'add the `appProtocol` that probes of the same port speak', safe: false },
    { does: 'add `appProtocol: tcp` where the server speaks first', safe: false },
  ],

  *check(mesh) {
    for (const service of mesh.all('Service')) {
      if (mesh.services.membership(service) === 'no') continue;
      for (const port of service.ports) yield* judge(mesh, service, port);
    }
  },
};

function* judge(mesh: Mesh, service: Service, port: ServicePort): Iterable<Finding> {
  const stated = mesh.statedProtocol(port);
  if (isTemplatedPort(port) || (stated !== undefined && stated !== 'tcp')) return;
  const stalled = mesh.services.stalled(port);
  if (service.serviceType === 'ExternalName') yield open(service, port);
  else if (stalled !== undefined) yield hanging(mesh, service, { port, protocol: stalled });
  else if (stated === undefined && matters(mesh, service)) yield unrecognised(mesh, service, port);
}

/**
 * A port that works all the same is nothing to say of every Service that is not known to be in a mesh: since Istio 1.3 what is
 * not told is sniffed, or is a port on which TCP is right.
 */
function matters(mesh: Mesh, service: Service): boolean {
  const isInMesh = mesh.hasMesh && mesh.services.membership(service) === 'yes';
  return isInMesh || mesh.complete || before(mesh.targets.istio, '1.3');
}

function isTemplatedPort({ name, appProtocol }: ServicePort): boolean {
  return isTemplated((appProtocol ?? name)?.value ?? '');
}

function unrecognised(mesh: Mesh, service: Service, port: ServicePort): Finding {
  const { appProtocol } = port;
  const fate =
    mesh.protocol(port) === 'sniffed' ? 'so Istio looks at the first bytes' : 'so it is plain TCP';
  return {
    at: placeOf(port),
    message: `${sayingOf(port)}, ${fate}`,
    codes: appProtocol ? ['IST0118', 'KIA0602'] : ['IST0118', 'KIA0601'],
    resource: service,
    fix: appProtocol ? undefined : fixOf(mesh, service, port),
  };
}

function hanging(
  mesh: Mesh,
  service: Service,
  { port, protocol }: { readonly port: ServicePort; readonly protocol: string },
): Finding {
  const isSure = mesh.services.membership(service) === 'yes';
  return {
    at: placeOf(port),
    message: `${sayingOf(port)}, so Istio waits for the client to speak, which waits for the server (${protocol}): connections hang`,
    severity: isSure ? 'error' : 'info',
    codes: port.appProtocol ? ['IST0118', 'KIA0602'] : ['IST0118', 'KIA0601'],
    resource: service,
    fix: port.appProtocol ? undefined : tellingFix(port, 'tcp', `as ${protocol} is to Istio`),
  };
}

/**
 * What the kubelet asks on the port tells its protocol; the name stays, for others may refer to it. Not safe: what was
 * guessed is then held to. Istio reads `appProtocol` since 1.6.
 */
function fixOf(mesh: Mesh, service: Service, port: ServicePort): Fix | undefined {
  const protocol = mesh.services.probed(service, port);
  if (protocol === undefined || before(mesh.targets.istio, '1.6')) return undefined;
  return tellingFix(port, protocol, 'as probes show it');
}

function tellingFix(port: ServicePort, protocol: string, because: string): Fix {
  return {
    title: `Set appProtocol ${protocol}, ${because}`,
    edits: [{ kind: 'set-beside', at: port.number.at, key: 'appProtocol', value: protocol }],
    safe: false,
  };
}

function open(service: Service, port: ServicePort): Finding {
  return {
    at: placeOf(port),
    message: `${sayingOf(port)}; of an ExternalName Service it takes all traffic to port ${port.number.value} with it`,
    severity: 'warning',
    codes: ['IST0150'],
    resource: service,
  };
}

function sayingOf({ number, name, appProtocol }: ServicePort): string {
  if ((appProtocol ?? name)?.value.toLowerCase().startsWith('tcp'))
    return `Port ${number.value} is TCP`;
  if (appProtocol) return `appProtocol "${appProtocol.value}" is none that Istio knows`;
  if (!name) return `Port ${number.value} has no name that says its protocol`;
  return `Port name "${name.value}" does not begin with a protocol`;
}

function placeOf({ number, name, appProtocol }: ServicePort): Finding['at'] {
  return (appProtocol ?? name ?? number).at;
}
