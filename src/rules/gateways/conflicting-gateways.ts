import type { KubernetesGateway } from '../../facts/gke/kinds.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { ServerConflict } from '../../mesh/listeners/conflicts.ts';
import type { ListenerConflict } from '../../mesh/listeners/kubernetes-listeners.ts';
import type { Rule } from '../../rule.ts';
import type { Span } from '../../text.ts';

export const conflictingGateways: Rule = {
  id: 'conflicting-gateways',
  summary:
    'Servers or listeners of Gateways share a port of the same proxies, and only one of them is taken',
  severity: 'error',
  codes: ['IST0145', 'KIA0301', 'KIA1503'],
  why: `
On one port of a proxy plain HTTP servers are merged, TLS servers are told apart by their hosts, and a TCP server stands
alone. A server that does not fit to those before it (older Gateways come first) is left out whole, with a line in the
log of istiod: its hosts get no routes, or another server's certificate.

Give each protocol a port of its own, name each TLS host in one server, and let the Gateways of several teams have hosts of
their own.

The same holds for the listeners of a Gateway of the Gateway API; of those with one protocol, port and hostname the API server refuses the whole
Gateway. Each of these Gateways has proxies of its own, so two of them are never compared.

istioctl analyze and Kiali report hosts that two HTTP servers have in common; those are merged, so here they are not. They
overlook servers of different protocols whose hosts differ: the port cannot be shared all the same. A host written twice in one
Gateway is a warning.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
    'https://istio.io/latest/docs/reference/config/analysis/ist0145/',
    'https://github.com/istio/istio/blob/1.30.0/pilot/pkg/model/gateway.go',
    'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec',
  ],

  *check(mesh) {
    for (const conflict of mesh.listeners.conflicts()) {
      const isAlone = conflict.others.every(({ gateway }) => gateway === conflict.gateway);
      yield {
        at: placeOf(conflict),
        resource: conflict.gateway,
        ...(conflict.kind === 'repeated' && { severity: 'warning' }),
        codes: isAlone ? ['KIA0301'] : ['IST0145', 'KIA0301'],
        message: messageOf(conflict),
        ...relatedOf(conflict),
      };
    }
    for (const gateway of mesh.all('KubernetesGateway')) {
      for (const conflict of mesh.listeners.listenerConflicts(gateway)) {
        yield ofListener(gateway, conflict);
      }
    }
  },
};

function ofListener(
  gateway: KubernetesGateway,
  { listener, kind, others }: ListenerConflict,
): Finding {
  const names = others.map(({ name, protocol }) => `"${name}" (${protocol})`).join(', ');
  const host = listener.hostname ? `"${listener.hostname.value}"` : 'every host';
  const outcome = {
    repeated: `for ${host}; the API server refuses the Gateway`,
    host: `for ${host}; one of them is taken`,
    port: 'which cannot share it',
  };
  const on = `on port ${listener.port ?? 0}`;
  return {
    at: listener.at,
    resource: gateway,
    codes: kind === 'repeated' ? ['KIA1503'] : [],
    message: `${described(gateway)} has listener "${listener.name}" (${listener.protocol}) and ${names} ${on}, ${outcome[kind]}`,
    related: others.map(({ at }) => ({ at, message: 'Is on the same port' })),
  };
}

function placeOf({ host, server }: Pick<ServerConflict, 'host' | 'server'>): Span {
  return host?.at ?? server.protocol?.at ?? server.port?.at ?? server.at;
}

function messageOf({ kind, host, server, gateway, others }: ServerConflict): string {
  const port = `port ${server.port?.value ?? 0}`;
  const names = [...new Set(others.map((other) => described(other.gateway)))].join(', ');
  const own = described(gateway);
  switch (kind) {
    case 'repeated':
      return `${own} names the host "${host?.value}" twice on ${port}`;
    case 'host':
      return names === own
        ? `${own} serves "${host?.value}" with TLS twice on ${port}; Istio takes one of the servers`
        : `${own} and ${names} both serve "${host?.value}" with TLS on ${port}; Istio takes one of them`;
    case 'port': {
      const protocols = new Set(others.map((other) => other.server.protocol?.value));
      const beside = names === own ? 'another server of it' : names;
      return `${own} has ${server.protocol?.value} on ${port}, and ${beside} has ${[...protocols].join(', ')} there; Istio takes one of them`;
    }
  }
}

function relatedOf({ others }: ServerConflict): Pick<Finding, 'related'> {
  return {
    related: others.map((other) => ({ at: placeOf(other), message: 'Is on the same port' })),
  };
}
