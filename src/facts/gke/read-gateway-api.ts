import type { View } from '../../parse/yaml/view.ts';
import { type LabelSelectorModel, readLabelSelector } from '../kubernetes/label-selector.ts';
import { readHead } from '../read-head.ts';
import type {
  BackendReference,
  KubernetesGateway,
  KubernetesListener,
  KubernetesRoute,
  ObjectReference,
  ParentReference,
  ReferenceGrant,
} from './kinds.ts';

/** gateway.networking.k8s.io/v1 Gateway (Gateway API 1.3). */
interface GatewayModel {
  spec?: {
    gatewayClassName?: string;
    addresses?: { type?: string; value?: string }[];
    listeners?: ListenerModel[];
  };
}

interface ListenerModel {
  name: string;
  port: number;
  protocol: string;
  hostname?: string;
  tls?: { mode?: string; certificateRefs?: ReferenceModel[] };
  allowedRoutes?: {
    namespaces?: { from?: string; selector?: LabelSelectorModel };
    kinds?: { kind: string }[];
  };
}

export function readKubernetesGateway(view: View): KubernetesGateway {
  const spec = view.as<GatewayModel>().get('spec');
  const className = spec.get('gatewayClassName').text();
  return {
    type: 'KubernetesGateway',
    ...readHead(view),
    ...(className && { className }),
    addresses: spec
      .get('addresses')
      .items()
      .flatMap((address) => {
        const value = address.get('value').text();
        return value ? [{ type: address.get('type').text()?.value ?? 'IPAddress', value }] : [];
      }),
    listeners: spec.get('listeners').items().map(readListener),
  };
}

function readListener(view: View<ListenerModel>): KubernetesListener {
  const port = view.get('port').number()?.value;
  const hostname = view.get('hostname').text();
  return {
    name: view.get('name').text()?.value ?? '',
    at: view.get('name').at,
    ...(port !== undefined && { port }),
    protocol: view.get('protocol').text()?.value.toUpperCase() ?? '',
    ...(hostname && { hostname }),
    certificates: view
      .get('tls', 'certificateRefs')
      .items()
      .flatMap((certificate) => readReference(certificate, SECRET) ?? []),
    tlsMode: view.get('tls', 'mode').text()?.value ?? 'Terminate',
    ...readAllowedRoutes(view.get('allowedRoutes')),
  };
}

/** Where nothing is written, routes of the Gateway's own namespace (AllowedRoutes, Gateway API 1.3). */
function readAllowedRoutes(
  view: View<NonNullable<ListenerModel['allowedRoutes']>>,
): Pick<KubernetesListener, 'routesFrom' | 'routesSelector' | 'routeKinds'> {
  const selector = view.get('namespaces', 'selector');
  return {
    routesFrom: view.get('namespaces', 'from').text()?.value ?? 'Same',
    ...(selector.exists && { routesSelector: readLabelSelector(selector) }),
    routeKinds: view
      .get('kinds')
      .items()
      .flatMap((each) => each.get('kind').text()?.value ?? []),
  };
}

interface ReferenceModel {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

/** A reference with what its field defaults to; `undefined` without a name. */
function readReference(
  view: View<ReferenceModel>,
  defaults: { readonly group: string; readonly kind: string },
): ObjectReference | undefined {
  const name = view.get('name').text();
  return (
    name && {
      name,
      group: view.get('group').text()?.value ?? defaults.group,
      kind: view.get('kind').text()?.value ?? defaults.kind,
      namespace: view.get('namespace').text()?.value ?? '',
    }
  );
}

const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const SERVICE = { group: '', kind: 'Service' };
const SECRET = { group: '', kind: 'Secret' };

interface PathModel {
  type?: string;
  value?: string;
}

/** What HTTPRoute and GRPCRoute of gateway.networking.k8s.io/v1 have in common, and what each matches (Gateway API 1.3). */
interface RouteModel {
  spec?: {
    hostnames?: string[];
    parentRefs?: ParentModel[];
    rules?: {
      matches?: {
        path?: PathModel;
        method?: { type?: string; service?: string; method?: string };
      }[];
      filters?: { requestMirror?: { backendRef: BackendModel } }[];
      backendRefs?: BackendModel[];
    }[];
  };
}

interface ParentModel extends ReferenceModel {
  sectionName?: string;
  port?: number;
}

interface BackendModel extends ReferenceModel {
  port?: number;
}

export function readKubernetesRoute(view: View): KubernetesRoute {
  const spec = view.as<RouteModel>().get('spec');
  const rules = spec.get('rules').items();
  const matches = rules.flatMap((rule) => rule.get('matches').items());
  const head = readHead(view);
  return {
    type: 'KubernetesRoute',
    ...head,
    hostnames: spec.get('hostnames').texts(),
    parents: spec.get('parentRefs').items().flatMap(readParent),
    backends: rules.flatMap((rule) => rule.get('backendRefs').items()).flatMap(readBackend),
    mirrors: rules
      .flatMap((rule) => rule.get('filters').items())
      .flatMap((filter) => readBackend(filter.get('requestMirror', 'backendRef'))),
    paths: matches.map((match) =>
      head.kind === 'GRPCRoute' ? methodPath(match.get('method')) : readPath(match.get('path')),
    ),
  };
}

function readParent(view: View<ParentModel>): ParentReference[] {
  const reference = readReference(view, GATEWAY);
  const sectionName = view.get('sectionName').text();
  const port = view.get('port').number();
  return reference
    ? [{ ...reference, ...(sectionName && { sectionName }), ...(port && { port }) }]
    : [];
}

function readBackend(view: View<BackendModel>): BackendReference[] {
  const reference = readReference(view, SERVICE);
  const port = view.get('port').number();
  return reference ? [{ ...reference, ...(port && { port }) }] : [];
}

function readPath(view: View<PathModel>): KubernetesRoute['paths'][number] {
  return {
    kind: view.get('type').text()?.value ?? 'PathPrefix',
    value: view.get('value').text()?.value ?? '/',
  };
}

/** gRPC calls `/service/method` (gRPC over HTTP2, "Path"). A method of any service is no path that can be compared. */
function methodPath(
  view: View<{ type?: string; service?: string; method?: string }>,
): KubernetesRoute['paths'][number] {
  const service = view.get('service').text()?.value;
  const method = view.get('method').text()?.value;
  if (service === undefined && method === undefined) return { kind: 'PathPrefix', value: '/' };
  const isExact = (view.get('type').text()?.value ?? 'Exact') === 'Exact';
  if (!isExact || service === undefined)
    return { kind: 'RegularExpression', value: `/${service ?? '[^/]+'}/${method ?? '[^/]+'}` };
  return method === undefined
    ? { kind: 'PathPrefix', value: `/${service}/` }
    : { kind: 'Exact', value: `/${service}/${method}` };
}

/** gateway.networking.k8s.io/v1beta1 ReferenceGrant (`v1` since Gateway API 1.5). */
interface GrantModel {
  spec?: {
    from?: { group?: string; kind?: string; namespace: string }[];
    to?: { group?: string; kind?: string; name?: string }[];
  };
}

export function readReferenceGrant(view: View): ReferenceGrant {
  const spec = view.as<GrantModel>().get('spec');
  return {
    type: 'ReferenceGrant',
    ...readHead(view),
    from: spec
      .get('from')
      .items()
      .flatMap((from) => {
        const namespace = from.get('namespace').text();
        return namespace ? [{ ...readKind(from), namespace }] : [];
      }),
    to: spec
      .get('to')
      .items()
      .map((to) => {
        const name = to.get('name').text()?.value;
        return { ...readKind(to), ...(name && { name }) };
      }),
  };
}

function readKind(view: View<{ group?: string; kind?: string }>): {
  readonly group: string;
  readonly kind: string;
} {
  return {
    group: view.get('group').text()?.value ?? '',
    kind: view.get('kind').text()?.value ?? '',
  };
}
