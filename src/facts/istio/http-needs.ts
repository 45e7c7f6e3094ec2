import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { ITelemetry } from '@kubernetes-models/istio/telemetry.istio.io/v1/Telemetry';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';

/** Fields that speak of HTTP, which neither ztunnel nor listeners for TCP read (istio.io, L4 and L7 policies of ambient mode; Istio 1.30). */
const SOURCE_FIELDS = ['requestPrincipals', 'notRequestPrincipals'] as const;
const OPERATION_FIELDS = [
  'hosts',
  'notHosts',
  'methods',
  'notMethods',
  'paths',
  'notPaths',
] as const;
const CONDITION = /^request\.(?:headers|auth\.(?:claims|principal|audiences|presenter))/;

type Rule = NonNullable<NonNullable<IAuthorizationPolicy['spec']>['rules']>[number];

/** The first thing by which a rule of an AuthorizationPolicy looks at HTTP: the name of the field, or the key of a condition. */
export function httpOfRule(rule: View<Rule>): Located<string> | undefined {
  const sources = rule
    .get('from')
    .items()
    .flatMap((from) => SOURCE_FIELDS.map((field) => ({ field, view: from.get('source', field) })));
  const operations = rule
    .get('to')
    .items()
    .flatMap((to) =>
      OPERATION_FIELDS.map((field) => ({ field, view: to.get('operation', field) })),
    );
  const found = [...sources, ...operations].find(({ view }) => view.exists);
  if (found) return { value: found.field, at: found.view.keyAt };
  return rule
    .get('when')
    .items()
    .flatMap((condition) => condition.get('key').text() ?? [])
    .find(({ value }) => CONDITION.test(value));
}

/** The first part of a Telemetry that is about requests: traces, access logs, changes to metrics of HTTP. */
export function httpOfTelemetry(
  spec: View<NonNullable<ITelemetry['spec']>>,
): Located<string> | undefined {
  for (const field of ['tracing', 'accessLogging'] as const) {
    const list = spec.get(field);
    if (list.items().length > 0) return { value: field, at: list.keyAt };
  }
  const overrides = spec
    .get('metrics')
    .items()
    .map((metrics) => metrics.get('overrides'))
    .find((view) => view.items().length > 0);
  return overrides && { value: 'overrides', at: overrides.keyAt };
}
