import type { IMutatingWebhookConfiguration } from 'kubernetes-models/admissionregistration.k8s.io/v1/MutatingWebhookConfiguration';
import type { View } from '../../parse/yaml/view.ts';
import type { Located, Span } from '../../text.ts';
import { readHead } from '../read-head.ts';
import type { ResourceHead } from '../resource.ts';
import { type LabelSelector, readLabelSelector } from './label-selector.ts';

/** MutatingWebhookConfiguration and ValidatingWebhookConfiguration. */
export interface WebhookConfiguration extends ResourceHead {
  readonly type: 'WebhookConfiguration';
  readonly webhooks: readonly Webhook[];
}

export interface Webhook {
  /** `""` where none is written. */
  readonly name: string;
  /** The place of the name, else of the webhook. */
  readonly at: Span;
  readonly namespaceSelector: LabelSelector;
  /** Of a mutating webhook; a validating one has it as well. */
  readonly objectSelector: LabelSelector;
  /** `clientConfig.url`, even an empty one. */
  readonly url?: Located<string>;
  readonly service?: WebhookService;
}

export interface WebhookService {
  readonly name: Located<string>;
  readonly namespace: string;
}

export function readWebhookConfiguration(view: View): WebhookConfiguration {
  const webhooks = view.as<IMutatingWebhookConfiguration>().get('webhooks');
  return {
    type: 'WebhookConfiguration',
    ...readHead(view),
    webhooks: webhooks.items().map(readWebhook),
  };
}

type WebhookModel = NonNullable<IMutatingWebhookConfiguration['webhooks']>[number];

function readWebhook(view: View<WebhookModel>): Webhook {
  const name = view.get('name').text();
  const url = view.get('clientConfig', 'url').text();
  const service = view.get('clientConfig', 'service').get('name').text();
  const namespace = view.get('clientConfig', 'service').get('namespace').text()?.value ?? '';
  return {
    name: name?.value ?? '',
    at: name?.at ?? view.at,
    namespaceSelector: readLabelSelector(view.get('namespaceSelector').as()),
    objectSelector: readLabelSelector(view.get('objectSelector').as()),
    ...(url && { url }),
    ...(service && { service: { name: service, namespace } }),
  };
}
