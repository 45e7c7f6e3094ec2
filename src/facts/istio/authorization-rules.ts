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
  /** The values of `methods` and `notMethods`, those of an operation together. */
  readonly methods: readonly Located<string>[];
  /** Sources first, then conditions, each in its written order. */
  readonly callers: readonly CallerMatch[];
}

/** What a rule says of the certificates of callers: a field of a source, or one of the lists of a condition. */
export interface CallerMatch {
  /** The key of the field, such as `notPrincipals`, or the condition's `key`, such as `source.namespace`. */
  readonly field: Located<string>;
  /** It matches all callers but these. */
  readonly negated: boolean;
  readonly values: readonly Located<string>[];
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
    methods: rule
      .get('to')
      .items()
      .flatMap((to) => [
        ...to.get('operation', 'methods').texts(),
        ...to.get('operation', 'notMethods').texts(),
      ]),
    callers: [
      ...rule.get('from').items().flatMap(callersOfSource),
      ...rule.get('when').items().flatMap(callersOfCondition),
    ],
  };
}

/** Fields of a source that are compared with the client's certificate, each also with `not` before it. */
export const CALLER_FIELDS: readonly string[] = [
  'principals',
  'namespaces',
  'serviceAccounts',
  'trustDomains',
];
const CONDITIONS = [
  'source.principal',
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
];

function callersOfSource(from: View): CallerMatch[] {
  return from
    .get('source')
    .entries()
    .flatMap(({ key, value }) => {
      const positive = key.value.replace(/^not([A-Z])/, (_, first: string) => first.toLowerCase());
      const negated = positive !== key.value;
      return CALLER_FIELDS.includes(positive)
        ? callers({ value: key.value, at: key.at }, negated, value)
        : [];
    });
}

function callersOfCondition(condition: View): CallerMatch[] {
  const key = condition.get('key').text();
  if (!key || !CONDITIONS.includes(key.value)) return [];
  return [
    ...callers(key, false, condition.get('values')),
    ...callers(key, true, condition.get('notValues')),
  ];
}

function callers(field: Located<string>, negated: boolean, list: View): CallerMatch[] {
  const values = list.texts();
  return values.length > 0 ? [{ field, negated, values }] : [];
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
