import type { Workload } from '../../facts/kubernetes/workload.ts';
import { type Entry, entryOf, isTemplated } from '../../text.ts';
import type { EffectiveSettings, Injection, Mesh } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { type Selectors, selectorIndex } from '../objects/selectors.ts';
import { once, oncePer } from '../once.ts';
import { INJECT, isPlatformNamespace, NAMESPACE_LABEL, namespaceLabels } from './injection.ts';

/** What the judgement rests on. */
export interface Grounds {
  readonly objects: Objects;
  readonly selectors: Selectors;
  readonly settings: () => EffectiveSettings;
  readonly injection: (workload: Workload) => Injection;
  readonly namespaceInjection: (namespace: string) => Injection;
  readonly isGatewayWorkload: (workload: Workload) => boolean;
  readonly service: Mesh['service'];
  readonly migrating: boolean;
  /** Here or elsewhere in the project something speaks of Istio. */
  readonly nearMesh: () => boolean;
}

/**
 * Whether rules judge a workload as part of the mesh. Gateways and the control plane are the mesh's own. Pods that nothing labels, but that
 * Istio's objects route to or hold policies for, are evidently meant: `'yes'` where their Namespace is not among the
 * files, `'unknown'` where it is and has no label, for it may be labelled by hand.
 */
export function answerJudgement(
  grounds: Grounds,
): (workload: Workload) => 'yes' | 'no' | 'unknown' {
  const isMeant = answerMeant(grounds);
  const isDisabled = oncePer((namespace: string) => {
    const labels = namespaceLabels(grounds.objects.named('Namespace', namespace));
    return labels.get(NAMESPACE_LABEL)?.value.value === 'disabled';
  });
  const ofOutsider = (workload: Workload): 'yes' | 'no' | 'unknown' => {
    if (isKeptOut(workload, isDisabled, grounds)) return 'no';
    if (grounds.migrating) return 'yes';
    return isMeant(workload) ? 'unknown' : 'no';
  };
  return oncePer((workload: Workload) => {
    if (grounds.isGatewayWorkload(workload)) return 'no';
    const { inMesh } = grounds.injection(workload);
    if (isControlPlane(workload, grounds)) return 'no';
    if (inMesh === 'sidecar' || inMesh === 'ambient') return 'yes';
    if (inMesh === 'no') return ofOutsider(workload);
    if (grounds.migrating || isMeant(workload)) return 'yes';
    return grounds.nearMesh() ? 'unknown' : 'no';
  });
}

/** Pods of the platform that bring a proxy of their own, as Istio's components did up to 1.4: nothing redirects to it. */
function isControlPlane(workload: Workload, grounds: Grounds): boolean {
  const namespace = grounds.objects.namespace(workload.namespace);
  return (
    isPlatformNamespace(namespace, grounds.settings().rootNamespace.value) &&
    entryOf(workload.podLabels, INJECT) === undefined &&
    grounds.namespaceInjection(namespace).inMesh === 'no'
  );
}

/** Somebody has said no, or it cannot be: it stays out when the rest comes in. */
function isKeptOut(
  workload: Workload,
  isDisabled: (namespace: string) => boolean,
  { objects, settings }: Grounds,
): boolean {
  const namespace = objects.namespace(workload.namespace);
  return (
    workload.hostNetwork ||
    isPlatformNamespace(namespace, settings().rootNamespace.value) ||
    entryOf(workload.podLabels, INJECT)?.value.value === 'false' ||
    entryOf(workload.podAnnotations, INJECT)?.value.value === 'false' ||
    isDisabled(namespace)
  );
}

/** Annotations that only a sidecar reads. */
const SIDECAR_ANNOTATION = /^(?:(?:traffic\.)?sidecar|proxy|inject)\.istio\.io\//;

/** Whether something in these files only makes sense if these pods are in the mesh. */
function answerMeant({
  objects,
  selectors,
  settings,
  service,
}: Grounds): (workload: Workload) => boolean {
  const routed = once(() => routedServices(objects, service));
  const ruled = once(() => ruledNamespaces(objects, settings().rootNamespace.value));
  const chosen = oncePer((namespace: string) => [
    selectorIndex(objects.inNamespace('PeerAuthentication', namespace).filter(hasSelector)),
    selectorIndex(objects.inNamespace('Sidecar', namespace).filter(hasSelector)),
  ]);
  return oncePer((workload: Workload) => {
    const namespace = objects.namespace(workload.namespace);
    return (
      workload.podAnnotations.some(({ key }) => SIDECAR_ANNOTATION.test(key.value)) ||
      ruled().has(namespace) ||
      selectors
        .servicesOf(workload)
        .some((one) => routed().has(`${objects.namespace(one.namespace)}/${one.name}`)) ||
      chosen(namespace).some((selecting) => selecting(workload.podLabels).length > 0)
    );
  });
}

function hasSelector({ selector }: { readonly selector: readonly Entry[] }): boolean {
  return selector.length > 0;
}

/** Services that VirtualServices route to and DestinationRules are about, as `namespace/name`. */
function routedServices(objects: Objects, service: Grounds['service']): ReadonlySet<string> {
  const routes = objects
    .all('VirtualService')
    .flatMap((virtualService) =>
      [...virtualService.http, ...virtualService.tls, ...virtualService.tcp]
        .flatMap((route) => route.destinations)
        .map(({ host }) => ({ host, namespace: virtualService.namespace })),
    );
  const rules = objects
    .all('DestinationRule')
    .flatMap(({ host, namespace }) => (host === undefined ? [] : [{ host, namespace }]));
  return new Set(
    [...routes, ...rules].flatMap(({ host, namespace }) => {
      const found = isTemplated(host.value) ? undefined : service(host.value, namespace);
      return found === undefined || typeof found === 'string'
        ? []
        : [`${objects.namespace(found.namespace)}/${found.name}`];
    }),
  );
}

/**
 * Namespaces that have a policy or a Sidecar for all their pods. A policy for the whole mesh beside objects that name no
 * namespace is for them too.
 */
function ruledNamespaces(objects: Objects, rootNamespace: string): ReadonlySet<string> {
  const policies = [
    ...objects.all('PeerAuthentication').filter(({ selector }) => selector.length === 0),
    ...objects.all('Sidecar').filter(({ selector }) => selector.length === 0),
    ...objects.all('AuthenticationPolicy').filter(({ kind }) => kind === 'Policy'),
    ...objects.all('AuthorizationPolicy'),
  ];
  const namespaces = new Set(policies.map(({ namespace }) => objects.namespace(namespace)));
  const isMeshWide =
    namespaces.delete(objects.namespace(rootNamespace)) ||
    objects.all('AuthenticationPolicy').some(({ kind }) => kind === 'MeshPolicy');
  return isMeshWide ? namespaces.add('').add(objects.namespace('')) : namespaces;
}
