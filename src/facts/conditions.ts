import type { View } from '../parse/yaml/view.ts';
import type { Span } from '../text.ts';

/** What a controller says of an object in its `status`: only objects that were taken out of a cluster have it. */
export interface Condition {
  /** The place of the type. */
  readonly at: Span;
  /** Such as `Accepted`. */
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

interface ConditionModel {
  type?: string;
  status?: string;
  reason?: string;
  message?: string;
}

interface WithStatus {
  status?: {
    conditions?: ConditionModel[];
    parents?: { conditions?: ConditionModel[] }[];
  };
}

/** `status.conditions`, and those that routes of the Gateway API have for each parent. */
export function readConditions(view: View): Condition[] {
  const status = view.as<WithStatus>().get('status');
  const ofParents = status
    .get('parents')
    .items()
    .flatMap((parent) => parent.get('conditions').items());
  return [...status.get('conditions').items(), ...ofParents].flatMap((condition) => {
    const type = condition.get('type').text();
    const text = (key: 'status' | 'reason' | 'message'): string =>
      condition.get(key).text()?.value ?? '';
    return type
      ? [
          {
            at: type.at,
            type: type.value,
            status: text('status'),
            reason: text('reason'),
            message: text('message'),
          },
        ]
      : [];
  });
}
