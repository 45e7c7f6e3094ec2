import type { IMutatingWebhook } from 'kubernetes-models/admissionregistration.k8s.io/v1/MutatingWebhook';
import type { View } from '../../parse/yaml/view.ts';
import type { Entry } from '../../text.ts';

/** A Kubernetes label selector; one that says nothing selects everything. */
export interface LabelSelector {
  readonly matchLabels: readonly Entry[];
  readonly expressions: readonly LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  /** As written: `In`, `NotIn`, `Exists`, `DoesNotExist`. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** `LabelSelector` of Kubernetes. */
export type LabelSelectorModel = NonNullable<IMutatingWebhook['namespaceSelector']>;

export function readLabelSelector(view: View<LabelSelectorModel>): LabelSelector {
  return {
    matchLabels: view.get('matchLabels').pairs(),
    expressions: view
      .get('matchExpressions')
      .items()
      .map((expression) => ({
        key: expression.get('key').text()?.value ?? '',
        operator: expression.get('operator').text()?.value ?? '',
        values: expression
          .get('values')
          .texts()
          .map(({ value }) => value),
      })),
  };
}
