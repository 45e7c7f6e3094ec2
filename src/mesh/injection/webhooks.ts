import type { Webhook, WebhookConfiguration } from '../../facts/kubernetes/webhooks.ts';
import { entryOf, isTemplated } from '../../text.ts';
import { isAddress } from '../hosts/addresses.ts';
import type { Mesh } from '../mesh.ts';
import { type Labels, matches } from '../objects/label-selectors.ts';
import { INJECT, NAMESPACE_LABEL, REVISION_LABEL } from './injection.ts';

/** A webhook and the object it belongs to. */
export interface Hook {
  readonly configuration: WebhookConfiguration;
  readonly webhook: Webhook;
}

/** A webhook beside others that fire for the same pods. */
export interface Overlap extends Hook {
  readonly others: readonly Hook[];
}

/**
 * Injection webhooks that fire for the same pod, so that it gets two proxies or one of an unexpected revision. Tried are
 * all labels that the injector's selectors speak of, of namespaces and of pods (istio/istio master of 2026-08-22,
 * pkg/config/analysis/analyzers/webhook). Each webhook once, with all that it ever meets.
 */
export function overlappingHooks(mesh: Mesh): readonly Overlap[] {
  const hooks = injectionHooks(mesh);
  const meetings = meetingsOf(hooks);
  return hooks.flatMap((hook) => {
    const met = new Set(meetings.filter((firing) => firing.includes(hook)).flat());
    const others = hooks.filter((other) => other !== hook && met.has(other));
    return others.length > 0 ? [{ ...hook, others }] : [];
  });
}

/** The webhooks that fire together, for every pair of labels of a namespace and a pod for which more than one does. */
function meetingsOf(hooks: readonly Hook[]): (readonly Hook[])[] {
  const revisions = [...new Set(hooks.flatMap(revisionsOf))];
  const pods = labelSets(INJECT, ['true', 'false'], revisions);
  return labelSets(NAMESPACE_LABEL, ['enabled', 'disabled'], revisions)
    .map((labels) => hooks.filter(({ webhook }) => matches(webhook.namespaceSelector, labels)))
    .filter((near) => near.length > 1)
    .flatMap((near) =>
      pods.map((labels) => near.filter(({ webhook }) => matches(webhook.objectSelector, labels))),
    )
    .filter((firing) => firing.length > 1);
}

/** Webhooks of the injector: by their names, or because something about them speaks of revisions. */
function injectionHooks(mesh: Mesh): Hook[] {
  return mesh
    .all('WebhookConfiguration')
    .filter(({ kind }) => kind === 'MutatingWebhookConfiguration')
    .flatMap((configuration) =>
      configuration.webhooks.map((webhook) => ({ configuration, webhook })),
    )
    .filter((hook) => hook.webhook.name.endsWith('istio.io') || revisionsOf(hook).length > 0);
}

function revisionsOf({ configuration, webhook }: Hook): string[] {
  const selectors = [webhook.namespaceSelector, webhook.objectSelector];
  const own = entryOf(configuration.labels, REVISION_LABEL);
  return [
    ...(own ? [own.value.value] : []),
    ...selectors.flatMap(({ matchLabels, expressions }) => [
      ...matchLabels.flatMap(({ key, value }) =>
        key.value === REVISION_LABEL ? [value.value] : [],
      ),
      ...expressions.flatMap(({ key, values }) => (key === REVISION_LABEL ? values : [])),
    ]),
  ];
}

/** Nothing, and each value of the label; each of them without a revision and with every one. */
function labelSets(
  label: string,
  values: readonly string[],
  revisions: readonly string[],
): Labels[] {
  const sets: Labels[] = [{}, ...values.map((value) => ({ [label]: value }))];
  return sets.flatMap((labels) => [
    labels,
    ...revisions.map((revision) => ({ ...labels, [REVISION_LABEL]: revision })),
  ]);
}

/** Webhooks of the injector whose Service does not exist, though the input would hold it. */
export function deadHooks(mesh: Mesh): readonly Hook[] {
  return injectionHooks(mesh).filter(({ webhook: { service } }) => {
    if (service === undefined || isTemplated(service.name.value)) return false;
    const { name, namespace } = service;
    const services = mesh.named('Service', name.value);
    return !services.some((one) => one.namespace === namespace) && mesh.owns('Service', namespace);
  });
}

/** What is wrong with the address of a control plane outside the cluster. */
export type AddressFault = 'none' | 'no-url' | 'address';

/** How the webhooks that installations make for control planes are called (istio/istio 1.30 manifests/charts). */
const CONTROL_PLANE_HOOKS =
  /^(?:MutatingWebhookConfiguration istio-sidecar-injector|ValidatingWebhookConfiguration istio-validator|ValidatingWebhookConfiguration istiod-default-validator$)/;

/** Webhooks of control planes that lead nowhere, or to an address in place of a name, which certificates seldom hold. */
export function misaddressedHooks(
  mesh: Mesh,
): readonly (Hook & { readonly fault: AddressFault })[] {
  return mesh
    .all('WebhookConfiguration')
    .filter(({ kind, name }) => CONTROL_PLANE_HOOKS.test(`${kind} ${name}`))
    .flatMap((configuration) =>
      configuration.webhooks.flatMap((webhook) => {
        const fault = addressFault(webhook);
        return fault ? [{ configuration, webhook, fault }] : [];
      }),
    );
}

function addressFault({ url, service }: Webhook): AddressFault | undefined {
  if (url === undefined || url.value === '') return service === undefined ? 'none' : undefined;
  if (isTemplated(url.value)) return undefined;
  if (!URL.canParse(url.value)) return 'no-url';
  const host = new URL(url.value).hostname.replace(/^\[|\]$/g, '');
  return isAddress(host) ? 'address' : undefined;
}
