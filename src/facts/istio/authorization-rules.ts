import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { View } from '../../parse/yaml/view.ts';
import type { Located, Span } from '../../text.ts';
import { httpOfRule } from './http-needs.ts';

/** One item of `rules`: it matches what comes from one of the sources, does one of the operations and meets all conditions. */
export interface AuthorizationRule {
  /** Absent: requests from anywhere. */
  readonly from?: AuthorizationPart;
  /** Absent: any request. */
  readonly to?: AuthorizationPart;
  /** The key `when`. */
  readonly whenAt?: Span;
  /** The first field, else condition, that looks at HTTP. */
  readonly http?: Located<string>;
}

/** `from` or `to`. */
export interface AuthorizationPart {
  /** The key. */
  readonly at: Span;
  /** What each `source` or `operation` of the list says: the names of its fields, such as `notPaths`, with their values. */
  readonly entries: readonly Readonly<Record<string, readonly string[]>>[];
}

type Rule = NonNullable<NonNullable<IAuthorizationPolicy['spec']>['rules']>[number];

export function readAuthorizationRule(rule: View<Rule>): AuthorizationRule {
  const from = readPart(rule.get('from'), 'source');
  const to = readPart(rule.get('to'), 'operation');
  const when = rule.get('when');
  const http = httpOfRule(rule);
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(when.exists && { whenAt: when.keyAt }),
    ...(http && { http }),
  };
}

function readPart(list: View, key: 'source' | 'operation'): AuthorizationPart | undefined {
  if (!list.exists) return undefined;
  const entries = list.items().map((entry) => {
    const fields = entry.get(key).entries();
    return Object.fromEntries(
      fields.map((field) => [field.key.value, field.value.texts().map(({ value }) => value)]),
    );
  });
  return { at: list.keyAt, entries };
}
