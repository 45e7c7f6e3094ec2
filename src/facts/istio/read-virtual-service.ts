import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import type { Destination, HttpMatch, HttpRoute, TlsRoute, VirtualService } from './kinds.ts';

type Spec = NonNullable<IVirtualService['spec']>;
type HttpModel = NonNullable<Spec['http']>[number];
type MatchModel = NonNullable<HttpModel['match']>[number];
type TlsModel = NonNullable<Spec['tls']>[number];

interface DestinationModel {
  destination?: { host: string; subset?: string; port?: { number?: number } };
}

export function readVirtualService(view: View): VirtualService {
  const spec = view.as<IVirtualService>().get('spec');
  return {
    type: 'VirtualService',
    ...readHead(view),
    hosts: spec.get('hosts').texts(),
    gateways: spec.get('gateways').texts(),
    exportTo: spec.get('exportTo').texts(),
    http: spec.get('http').items().map(readHttpRoute),
    tls: spec.get('tls').items().map(readTlsRoute),
    tcp: spec
      .get('tcp')
      .items()
      .map((route) => ({ at: route.at, destinations: readDestinations(route.get('route').as()) })),
  };
}

function readHttpRoute(view: View<HttpModel>): HttpRoute {
  const delegate = view.get('delegate', 'name').text();
  const authority = view.get('rewrite', 'authority').text();
  const redirect = view.get('redirect').exists || view.get('directResponse').exists;
  return {
    at: view.at,
    matches: view.get('match').items().map(readMatch),
    destinations: readDestinations(view.get('route').as()),
    redirect,
    ...(delegate && { delegate }),
    removedRequestHeaders: view
      .get('headers', 'request', 'remove')
      .texts()
      .map((header) => header.value.toLowerCase()),
    ...(authority && { authority }),
  };
}

function readMatch(view: View<MatchModel>): HttpMatch {
  const uri = readUri(view);
  return {
    ...(uri && { uri }),
    narrowed: view
      .entries()
      .some(({ key }) => !['uri', 'gateways', 'name', 'ignoreUriCase'].includes(key.value)),
    gateways: view.get('gateways').texts(),
  };
}

function readUri(view: View<MatchModel>): HttpMatch['uri'] {
  const uri = view.get('uri').as<{ exact?: string; prefix?: string; regex?: string }>();
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const value = uri.get(kind).text();
    if (value) return { kind, value };
  }
  return undefined;
}

function readTlsRoute(view: View<TlsModel>): TlsRoute {
  return {
    at: view.at,
    sniHosts: view
      .get('match')
      .items()
      .flatMap((match) => match.get('sniHosts').texts()),
    destinations: readDestinations(view.get('route').as()),
  };
}

function readDestinations(routes: View<DestinationModel[]>): Destination[] {
  return routes.items().flatMap((route) => {
    const destination = route.get('destination');
    const host = destination.get('host').text();
    const subset = destination.get('subset').text();
    const port = destination.get('port', 'number').number();
    return host ? [{ host, ...(subset && { subset }), ...(port && { port }) }] : [];
  });
}
