import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import type { View } from '../../parse/yaml/view.ts';
import type { Span } from '../../text.ts';
import { readHead } from '../read-head.ts';
import type {
  ConnectionMatch,
  ConnectionRoute,
  Destination,
  HttpMatch,
  HttpRoute,
  MatchScope,
  NamedMatch,
  StringMatch,
  VirtualService,
} from './virtual-service.ts';

type Spec = NonNullable<IVirtualService['spec']>;
type HttpModel = NonNullable<Spec['http']>[number];
type RouteDestinationModel = NonNullable<HttpModel['route']>[number];
type MatchModel = NonNullable<HttpModel['match']>[number];

interface DestinationModel {
  host: string;
  subset?: string;
  port?: { number?: number };
}

/** What `tcp` and `tls` routes and their matches have between them. */
interface ConnectionModel {
  match?: (ScopeModel & { sniHosts?: string[]; destinationSubnets?: string[] })[];
  route?: { destination?: DestinationModel; weight?: number }[];
}

interface ScopeModel {
  gateways?: string[];
  port?: number;
  sourceLabels?: { [key: string]: string };
  sourceNamespace?: string;
}

interface StringModel {
  exact?: string;
  prefix?: string;
  regex?: string;
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
    tls: spec.get('tls').as<ConnectionModel[]>().items().map(readConnectionRoute),
    tcp: spec.get('tcp').as<ConnectionModel[]>().items().map(readConnectionRoute),
  };
}

function readHttpRoute(view: View<HttpModel>): HttpRoute {
  const name = view.get('name').text();
  const delegate = view.get('delegate', 'name').text();
  const authority = view.get('rewrite', 'authority').text();
  const fault = view.get('fault');
  const delayPercent = fault.get('delay').get('percent').number();
  const redirect = view.get('redirect').exists || view.get('directResponse').exists;
  return {
    at: beginning(view),
    ...(name && { name }),
    matches: view.get('match').items().map(readHttpMatch),
    destinations: view.get('route').items().flatMap(readRouteDestination),
    mirrors: [
      ...readDestination(view.get('mirror').as()),
      ...view
        .get('mirrors')
        .items()
        .flatMap((mirror) => readDestination(mirror.get('destination').as())),
    ],
    redirect,
    ...(delayPercent && { delayPercent }),
    ...((fault.get('delay').exists || fault.get('abort').exists) && { faultAt: fault.keyAt }),
    patience: readPatience(view),
    ...(delegate && { delegate }),
    removedRequestHeaders: view
      .get('headers', 'request', 'remove')
      .texts()
      .map((header) => header.value.toLowerCase()),
    ...(authority && { authority }),
  };
}

function readPatience(view: View<HttpModel>): HttpRoute['patience'] {
  const retries = view.get('retries');
  const timeout = view.get('timeout');
  const hasRetries = retries.exists && retries.get('attempts').number()?.value !== 0;
  return [
    ...(hasRetries ? [{ value: 'retries' as const, at: retries.keyAt }] : []),
    ...(timeout.exists ? [{ value: 'timeout' as const, at: timeout.keyAt }] : []),
  ];
}

function readHttpMatch(view: View<MatchModel>): HttpMatch {
  const uri = readString(view.get('uri').as());
  const scheme = readString(view.get('scheme').as());
  const method = readString(view.get('method').as());
  const authority = readString(view.get('authority').as());
  return {
    ...readScope(view.as()),
    ...(uri && { uri }),
    ignoresUriCase: view.get('ignoreUriCase').boolean()?.value ?? false,
    ...(scheme && { scheme }),
    ...(method && { method }),
    ...(authority && { authority }),
    headers: readNamed(view.get('headers').as()),
    queryParams: readNamed(view.get('queryParams').as()),
    withoutHeaders: readNamed(view.get('withoutHeaders').as()),
    narrowed: view
      .entries()
      .some(({ key }) => !['uri', 'gateways', 'name', 'ignoreUriCase'].includes(key.value)),
  };
}

function readScope(view: View<ScopeModel>): MatchScope {
  const port = view.get('port').number()?.value;
  const sourceNamespace = view.get('sourceNamespace').text()?.value;
  return {
    at: beginning(view),
    gateways: view.get('gateways').texts(),
    ...(port !== undefined && { port }),
    sourceLabels: view.get('sourceLabels').pairs(),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
}

/** The first key of an item. */
function beginning(view: View): Span {
  return view.entries()[0]?.key.at ?? view.at;
}

function readNamed(view: View<{ [name: string]: StringModel }>): NamedMatch[] {
  return view.entries().map(({ key, value }) => {
    const match = readString(value.as());
    return { name: key, ...(match && { match }) };
  });
}

function readString(view: View<StringModel>): StringMatch | undefined {
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const value = view.get(kind).text();
    if (value) return { kind, value };
  }
  return undefined;
}

function readConnectionRoute(view: View<ConnectionModel>): ConnectionRoute {
  return {
    at: beginning(view),
    matches: view
      .get('match')
      .items()
      .map(
        (match): ConnectionMatch => ({
          ...readScope(match.as()),
          sniHosts: match.get('sniHosts').texts(),
          destinationSubnets: match
            .get('destinationSubnets')
            .texts()
            .map(({ value }) => value),
        }),
      ),
    destinations: view
      .get('route')
      .items()
      .flatMap((route) => readRouteDestination(route.as())),
  };
}

function readRouteDestination(view: View<RouteDestinationModel>): Destination[] {
  const weight = view.get('weight').number();
  return readDestination(view.get('destination').as()).map((destination) => ({
    ...destination,
    ...(weight && { weight }),
    ...(view.get('headers').exists && { changesHeaders: true }),
  }));
}

function readDestination(view: View<DestinationModel>): Destination[] {
  const host = view.get('host').text();
  const subset = view.get('subset').text();
  const port = view.get('port', 'number').number();
  return host ? [{ host, ...(subset && { subset }), ...(port && { port }) }] : [];
}
