import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';
import type { ProxyPass } from './proxy-pass.ts';

/**
 * What the Host header names, by which Envoy finds the route: something the mesh knows; what the client asked for; an
 * upstream block; something else. `unknown`: these files cannot tell.
 */
export type HostMeaning = 'known' | 'client' | 'upstream' | 'stranger' | 'unknown';

type Question = Pick<Mesh, 'all' | 'service' | 'serviceEntries'>;

/** The Host that the client sent: `$host` without its port, `$http_host` with it (ngx_http_core_module). */
const OF_CLIENT = /^\$(?:\{(?:http_)?host\}|(?:http_)?host(?![A-Za-z0-9_]))(?::[\w$]*)?$/;

/** `$proxy_host` and `$proxy_host:$proxy_port` are what nginx sends anyhow. */
const AS_DEFAULT = /^\$proxy_host(?::\$proxy_port)?$/;

/** What the Host that a `proxy_pass` sends means to the mesh, when nginx runs in this namespace. */
export function meaningOfHost(pass: ProxyPass, namespace: string, mesh: Question): HostMeaning {
  const { host, kind, upstream } = pass;
  if (pass.unknownHost !== undefined || kind === 'unknown') return 'unknown';
  if (host.source === 'default' || AS_DEFAULT.test(host.value)) {
    return upstream === undefined ? 'known' : meaningOfName(upstream, 'upstream', namespace, mesh);
  }
  if (OF_CLIENT.test(host.value)) return clientHostsAreRouted(mesh) ? 'unknown' : 'client';
  const name = host.value.replace(/:\d+$/, '');
  if (name === '' || name.includes('$') || isTemplated(name)) return 'unknown';
  return meaningOfName(name, 'stranger', namespace, mesh);
}

/** What a name means to the mesh, used as Host by pods of a namespace. */
export function meaningOfName(
  name: string,
  otherwise: 'upstream' | 'stranger',
  namespace: string,
  mesh: Question,
): HostMeaning {
  const service = mesh.service(name, namespace);
  if (typeof service !== 'string') return 'known';
  const routed = mesh.all('VirtualService').some((one) => isForSidecars(one) && names(one, name));
  if (routed || mesh.serviceEntries(name, namespace).length > 0) return 'known';
  return service === 'missing' ? otherwise : 'unknown';
}

/** Whether sidecars follow the route: it names no gateway, or `mesh` among them. */
export function isForSidecars({ gateways }: VirtualService): boolean {
  return gateways.length === 0 || gateways.some(({ value }) => value === 'mesh');
}

function names({ hosts }: VirtualService, name: string): boolean {
  return hosts.some(({ value }) =>
    value.startsWith('*') ? name.endsWith(value.slice(1)) : value === name,
  );
}

/** A VirtualService for sidecars with a host that is no name of the cluster routes what clients ask for. */
export function clientHostsAreRouted(mesh: Pick<Mesh, 'all'>): boolean {
  return mesh
    .all('VirtualService')
    .some(
      (one) =>
        isForSidecars(one) &&
        one.hosts.some(
          ({ value }) => value === '*' || (value.includes('.') && !/\.(?:svc|local)$/.test(value)),
        ),
    );
}
