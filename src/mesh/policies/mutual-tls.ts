import type { AuthenticationPolicy, PeerAuthentication } from '../../facts/istio/kinds.ts';
import type { Service, ServicePort } from '../../facts/kubernetes/kinds.ts';
import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import { type Entry, entryOf, type Located } from '../../text.ts';
import type { EffectiveSettings, MutualTls, Target } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { type Selectors, selectorIndex, selects } from '../objects/selectors.ts';
import { groupBy, once, oncePer } from '../once.ts';
import { defaultOf } from '../settings.ts';
import { atLeast, before } from '../versions/version.ts';

/** What both generations of policies need. */
interface Grounds {
  readonly objects: Objects;
  readonly selectors: Selectors;
  readonly settings: () => EffectiveSettings;
  readonly istio: () => Target;
}

/** The policies of one namespace, by whom they are for. */
interface Policies {
  readonly peers: readonly PeerAuthentication[];
  readonly wide: PeerAuthentication | undefined;
  readonly selecting: (labels: readonly Entry[]) => readonly PeerAuthentication[];
  /** Alpha policies by the Services they target. */
  readonly targeting: ReadonlyMap<string, readonly AuthenticationPolicy[]>;
  readonly alphaDefault: AuthenticationPolicy | undefined;
}

interface Asked extends Grounds {
  readonly policies: (namespace: string) => Policies;
  readonly meshPolicy: () => AuthenticationPolicy | undefined;
}

/** Of pods that are known, and of those that only a selector tells. */
export interface MutualTlsQuestions {
  mutualTls(workload: Workload, port: number | undefined): MutualTls;
  mutualTlsOfSelected(namespace: string, selector: readonly Entry[]): MutualTls | undefined;
}

/**
 * The mode that a port demands. Alpha policies count up to Istio 1.5, PeerAuthentication since 1.5, where it takes over
 * the scope it is written for; then `global.mtls.enabled` of the charts up to 1.5; then the version's default.
 */
export function answerMutualTls(grounds: Grounds): MutualTlsQuestions {
  const { objects } = grounds;
  const asked = {
    ...grounds,
    policies: oncePer((namespace: string) => policiesOf(objects, namespace)),
    meshPolicy: once(() =>
      objects
        .all('AuthenticationPolicy')
        .find((policy) => policy.kind === 'MeshPolicy' && policy.name === 'default'),
    ),
  };
  return {
    mutualTls: (workload, port) => mutualTlsOf(workload, port, asked),
    mutualTlsOfSelected: (namespace, selector) => modeOfSelected(namespace, selector, asked),
  };
}

function policiesOf(objects: Objects, namespace: string): Policies {
  const peers = objects.inNamespace('PeerAuthentication', namespace);
  const alpha = objects
    .inNamespace('AuthenticationPolicy', namespace)
    .filter((policy) => policy.kind === 'Policy');
  const targets = alpha.flatMap((policy) => policy.targets.map(({ name }) => ({ name, policy })));
  const targeting = new Map<string, AuthenticationPolicy[]>();
  for (const [name, found] of groupBy(targets, (target) => target.name)) {
    targeting.set(
      name,
      found.map(({ policy }) => policy),
    );
  }
  return {
    wide: peers.find(({ selector }) => selector.length === 0),
    peers,
    selecting: selectorIndex(peers.filter(({ selector }) => selector.length > 0)),
    targeting,
    alphaDefault: alpha.find(({ name, targets }) => targets.length === 0 && name === 'default'),
  };
}

function mutualTlsOf(workload: Workload, port: number | undefined, asked: Asked): MutualTls {
  const settings = asked.settings();
  const istio = asked.istio();
  const stated =
    (atLeast(istio, '1.5') ? byPeerAuthentication(workload, port, asked) : undefined) ??
    (before(istio, '1.6') ? byAlphaPolicy(workload, port, asked) : undefined);
  if (stated !== undefined) return stated;
  const configured = configuredMode(settings);
  if (configured !== undefined) return configured;
  const { globalMtls } = settings;
  if (globalMtls.value && before(istio, '1.6')) {
    const at = globalMtls.at && { at: globalMtls.at };
    return {
      mode: 'STRICT',
      stated: true,
      by: `global.mtls.enabled in ${globalMtls.source}`,
      ...at,
    };
  }
  const mode = atLeast(istio, '1.1') ? 'PERMISSIVE' : 'DISABLE';
  return { mode, stated: false, by: defaultOf(istio) };
}

/** What the linter's configuration says of the mesh, where no policy says anything. */
function configuredMode({
  mtlsMode: { value, source, at },
}: EffectiveSettings): MutualTls | undefined {
  if (value !== 'STRICT' && value !== 'PERMISSIVE' && value !== 'DISABLE') return undefined;
  return { mode: value, stated: true, by: `mtls in ${source}`, ...(at && { at }) };
}

/**
 * Mesh, namespace, workload: each level overrides the one before unless its mode is UNSET. Objects with a selector in
 * the root namespace select nothing; `portLevelMtls` needs a selector, and its keys are ports of the pods
 * (istio/istio 1.30 pilot/pkg/security/authn/policy_applier.go `ComposePeerAuthentication`).
 */
function byPeerAuthentication(
  { namespace, podLabels }: Pick<Workload, 'namespace' | 'podLabels'>,
  port: number | undefined,
  { objects, settings, policies }: Asked,
): MutualTls | undefined {
  const root = objects.namespace(settings().rootNamespace.value);
  const own = objects.namespace(namespace);
  const inOwn = own === root ? undefined : policies(own);
  const [chosen] = inOwn?.selecting(podLabels) ?? [];
  const levels = [policies(root).wide, inOwn?.wide, chosen].flatMap((policy) => policy ?? []);
  const modes = levels.flatMap((policy) => modeOf(policy, policy.mode));
  const ofPort = chosen?.portModes.find((portMode) => portMode.port === port);
  return [...modes, ...(ofPort && chosen ? modeOf(chosen, ofPort.mode) : [])].at(-1);
}

/**
 * The mode of whatever pods of a namespace carry these labels, on all their ports; `undefined` where it may differ: another
 * PeerAuthentication may select some of them, or ports have modes of their own.
 */
function modeOfSelected(
  namespace: string,
  selector: readonly Entry[],
  asked: Asked,
): MutualTls | undefined {
  if (!atLeast(asked.istio(), '1.5')) return undefined;
  const { peers } = asked.policies(asked.objects.namespace(namespace));
  const differs = peers.some(
    (peer) =>
      peer.portModes.length > 0 || (!selects(peer.selector, selector) && mayMeet(peer, selector)),
  );
  return differs
    ? undefined
    : byPeerAuthentication({ namespace, podLabels: selector }, undefined, asked);
}

/** No label stands against it that pods have the labels of both. */
function mayMeet(peer: PeerAuthentication, selector: readonly Entry[]): boolean {
  return peer.selector.every(({ key, value }) => {
    const other = entryOf(selector, key.value);
    return other === undefined || other.value.value === value.value;
  });
}

function modeOf(policy: PeerAuthentication, mode: Located<string> | undefined): MutualTls[] {
  const value = mode?.value.toUpperCase();
  if (mode === undefined || (value !== 'STRICT' && value !== 'PERMISSIVE' && value !== 'DISABLE')) {
    return [];
  }
  return [{ mode: value, stated: true, by: described(policy), at: mode.at, policy }];
}

/**
 * Alpha policies speak of Services: one with targets goes before the namespace's, which goes before the mesh's; both of
 * these are named `default`. Ports that no Service has pass through without authentication (Istio 1.0 to 1.4).
 */
function byAlphaPolicy(
  workload: Workload,
  port: number | undefined,
  { objects, selectors, istio, policies, meshPolicy }: Asked,
): MutualTls | undefined {
  const services = selectors.servicesOf(workload);
  const behind = services.flatMap((service) => portsBehind(service, port, workload));
  if (port !== undefined && services.length > 0 && behind.length === 0 && before(istio(), '1.5')) {
    return { mode: 'PERMISSIVE', stated: true, by: `port ${port} of no Service` };
  }
  const { targeting, alphaDefault } = policies(objects.namespace(workload.namespace));
  const chosen =
    services
      .flatMap(({ name }) => targeting.get(name) ?? [])
      .find((policy) => isTarget(policy, behind, services, port)) ??
    alphaDefault ??
    meshPolicy();
  return (
    chosen && {
      mode: chosen.mode,
      stated: true,
      by: described(chosen),
      at: chosen.modeAt,
      policy: chosen,
    }
  );
}

interface Behind {
  readonly service: Service;
  readonly port: ServicePort;
}

function portsBehind(service: Service, port: number | undefined, workload: Workload): Behind[] {
  return service.ports
    .filter((one) => port === undefined || podPort(one.targetPort, workload) === port)
    .map((one) => ({ service, port: one }));
}

/** The number of a container port that is written as a number or a name. */
export function podPort(written: string, workload: Workload): number | undefined {
  if (/^[0-9]{1,5}$/.test(written)) return Number(written);
  for (const { ports } of workload.containers) {
    const found = ports.find(({ name }) => name === written);
    if (found !== undefined) return found.number.value;
  }
  return undefined;
}

function isTarget(
  policy: AuthenticationPolicy,
  behind: readonly Behind[],
  services: readonly Service[],
  port: number | undefined,
): boolean {
  return policy.targets.some((target) => {
    if (target.ports.length === 0) return services.some(({ name }) => name === target.name);
    if (port === undefined) return false;
    return behind.some(
      (one) =>
        one.service.name === target.name &&
        target.ports.some(
          (name) => name === one.port.name?.value || name === String(one.port.number.value),
        ),
    );
  });
}
