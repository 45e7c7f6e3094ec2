import type { DestinationRule } from '../../facts/istio/kinds.ts';
import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import { isTemplated, type Span } from '../../text.ts';
import { hasGatewayLabel } from '../listeners/gateways.ts';
import type { Mesh, MutualTls } from '../mesh.ts';
import { selects } from '../objects/selectors.ts';
import { followedRule, tlsOfPort } from '../routing/client-tls.ts';
import type { Approach } from '../services/shared-ports.ts';
import type { Grounds } from './reach.ts';

/** Why all callers send plain text, and so show no certificate. */
export interface PlainText {
  /** The proxy takes no mutual TLS in, or its callers are told to send none, or do not unless they are told. */
  readonly side: 'server' | 'clients' | 'mesh';
  /** For messages: `PeerAuthentication shop/default`. */
  readonly by: string;
  readonly at?: Span;
}

/**
 * Why callers send plain text to a port of a workload, given the ways of Services there; `undefined`: they do not, or it
 * cannot be known. Where mutual TLS is strict they are refused before any policy is asked.
 */
export function plainTextTo(
  { mesh }: Grounds,
  workload: Workload,
  port: number | undefined,
  approaches: readonly Approach[],
): PlainText | undefined {
  const demanded = mesh.mutualTls(workload, port);
  if (demanded.mode !== 'PERMISSIVE') return byServer(demanded);
  return ofAll(
    approaches.map((way) =>
      byClients(mesh, { ...placeOf(way.service), port: way.port.number.value }),
    ),
  );
}

/** The same for whatever pods a policy selects, where none of them is among the files: as far as their labels tell. */
export function plainTextToSelected(
  { mesh, objects }: Grounds,
  policy: AuthorizationPolicy,
): PlainText | undefined {
  const { selector, targets } = policy;
  const namespace = objects.namespace(policy.namespace);
  const isVague =
    targets.length > 0 ||
    namespace === mesh.settings.rootNamespace.value ||
    hasGatewayLabel(selector) ||
    selector.some(({ value }) => isTemplated(value.value)) ||
    mesh.namespaceInjection(namespace).inMesh === 'ambient';
  if (isVague) return undefined;
  const demanded = mesh.mutualTlsOfSelected(namespace, selector);
  if (demanded && demanded.mode !== 'PERMISSIVE') return byServer(demanded);
  const services = objects
    .inNamespace('Service', namespace)
    .filter((service) => service.selector.length > 0 && selects(service.selector, selector));
  if (services.length === 0) return byClients(mesh, anyServiceOf(namespace, mesh));
  return ofAll(
    services.flatMap((service) =>
      service.ports.map(({ number }) =>
        byClients(mesh, { ...placeOf(service), port: number.value }),
      ),
    ),
  );
}

function byServer({ mode, stated, by, at }: MutualTls): PlainText | undefined {
  return mode === 'DISABLE' && stated ? { side: 'server', by, ...(at && { at }) } : undefined;
}

/** The first of them, where there are some and each is one. */
function ofAll(all: readonly (PlainText | undefined)[]): PlainText | undefined {
  return all.every((one) => one !== undefined) ? all[0] : undefined;
}

/** A port of a Service; without a port all of them. */
interface Server {
  readonly name: string;
  readonly namespace: string;
  readonly port?: number;
}

function placeOf({ name, namespace }: Server): Server {
  return { name, namespace };
}

function anyServiceOf(namespace: string, { settings }: Mesh): Server {
  return { name: `*.${namespace}.svc.${settings.clusterDomain.value}`, namespace };
}

/**
 * What callers are told: by the DestinationRule that they follow, which is the one beside the Service or in the root namespace unless
 * their own namespace has another; without any, auto mutual TLS (`enableAutoMtls`, by default since Istio 1.5) decides. Its absence
 * tells something only where the root namespace's rules are among the files.
 */
function byClients(mesh: Mesh, server: Server): PlainText | undefined {
  const { namespace, port } = server;
  const rules = mesh.routing.rulesFor(server.name, namespace);
  if (rules.length === 0) return byDefault(mesh);
  const root = mesh.settings.rootNamespace.value;
  const isOfCaller = (rule: DestinationRule): boolean =>
    rule.namespace !== namespace && rule.namespace !== root;
  const rule = followedRule({ namespace }, server, mesh);
  const tells = rule && tellsAll(rule) && modeFor(rule, port);
  if (!tells || rules.filter(isOfCaller).some((other) => !isPlain(modeFor(other, port)))) {
    return undefined;
  }
  return isPlain(tells) ? { side: 'clients', by: described(rule), at: tells.at } : undefined;
}

/** Subsets may have settings of their own, and a rule may be for some callers alone. */
function tellsAll({ subsets, selector, exportTo }: DestinationRule): boolean {
  return (
    subsets.length === 0 &&
    selector.length === 0 &&
    (exportTo.length === 0 || exportTo.some(({ value }) => value === '*'))
  );
}

type Mode = NonNullable<DestinationRule['tls']>['mode'];

function modeFor(rule: DestinationRule, port: number | undefined): Mode {
  if (port !== undefined) return tlsOfPort(rule, port)?.mode;
  return rule.portTls.length === 0 ? rule.tls?.mode : undefined;
}

function isPlain(mode: Mode): boolean {
  return mode?.value.toUpperCase() === 'DISABLE';
}

function byDefault(mesh: Mesh): PlainText | undefined {
  const { enableAutoMtls, rootNamespace } = mesh.settings;
  const isOff = enableAutoMtls.at !== undefined && !enableAutoMtls.value;
  if (!isOff || !mesh.owns('DestinationRule', rootNamespace.value)) return undefined;
  return {
    side: 'mesh',
    by: `enableAutoMtls in ${enableAutoMtls.source}`,
    at: enableAutoMtls.at,
  };
}
