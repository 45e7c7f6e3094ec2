import type { View } from '../../parse/yaml/view.ts';
import { rangeFaults } from './blocks.ts';
import {
  error,
  type Faults,
  isOpen,
  known,
  knownTexts,
  missing,
  ofTexts,
  warning,
} from './fault.ts';

/** As istiod validates an AuthorizationPolicy (istio/istio 1.32, pkg/config/validation/validation.go and pkg/config/security). */
export function* authorizationPolicyFaults(object: View): Faults {
  const spec = object.get('spec');
  const action = known(spec.get('action'))?.value ?? 'ALLOW';
  const rules = spec.get('rules');
  if (action === 'CUSTOM') yield* customFaults(spec);
  else if (spec.get('provider').exists)
    yield error(
      { at: spec.get('provider').keyAt },
      `provider is for the action CUSTOM alone, and this is ${action}`,
    );
  if (action === 'DENY' && !rules.exists && !isOpen(spec))
    yield missing(spec, 'rules', 'a policy of action DENY without rules denies nothing');
  for (const rule of rules.items()) {
    yield* fromFaults(rule.get('from'));
    yield* toFaults(rule.get('to'));
    for (const condition of rule.get('when').items()) yield* conditionFaults(condition);
    if (action === 'DENY') yield* httpOnlyFaults(rule);
  }
}

const IDENTITIES = [
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
] as const;

/** An external authorizer is asked before the proxy knows who calls. */
function* customFaults(spec: View): Faults {
  if (!spec.get('rules').exists && !isOpen(spec))
    yield missing(spec, 'rules', 'a policy of action CUSTOM needs rules');
  const name = spec.get('provider').get('name');
  if ((name.text()?.value ?? '') === '' && !isOpen(spec))
    yield missing(spec, 'provider', 'a policy of action CUSTOM needs the name of a provider');
  for (const rule of spec.get('rules').items())
    for (const from of rule.get('from').items())
      for (const field of IDENTITIES) {
        const view = from.get('source').get(field);
        if (view.exists)
          yield error({ at: view.keyAt }, `${field} cannot be used with action CUSTOM`);
      }
}

function* fromFaults(from: View): Faults {
  yield* entriesFaults(from, 'source', ['from', 'a source']);
  for (const entry of from.items())
    for (const field of ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const)
      yield* rangeFaults(entry.get('source').get(field));
}

function* toFaults(to: View): Faults {
  yield* entriesFaults(to, 'operation', ['to', 'an operation']);
  for (const entry of to.items()) {
    const operation = entry.get('operation');
    for (const field of ['ports', 'notPorts'] as const)
      yield* ofTexts(operation.get(field), portProblem);
    for (const field of ['paths', 'notPaths'] as const)
      yield* ofTexts(operation.get(field), pathProblem);
  }
}

/** What holds of `from` and `to` alike: they are not empty, nor are their entries, nor the texts in these. */
function* entriesFaults(
  list: View,
  key: 'source' | 'operation',
  [name, part]: readonly [name: string, part: string],
): Faults {
  if (list.type === 'list' && list.items().length === 0)
    yield missing(list, key, `${name} must not be an empty list`);
  for (const entry of list.items()) {
    const fields = entry.get(key).entries();
    if (!isOpen(entry) && fields.length === 0)
      yield missing(entry, key, `an entry of ${name} needs ${part} that says something`);
    for (const { value } of fields) yield* emptyFaults(value);
  }
}

function* emptyFaults(list: View): Faults {
  for (const text of knownTexts(list))
    if (text.value === '') yield error(text, 'an empty text matches nothing');
}

function portProblem(port: string): string | undefined {
  const isPort = /^\d{1,5}$/.test(port) && Number(port) <= 65535;
  return isPort || port === '' ? undefined : `"${port}" is no port`;
}

/** `{*}` stands for one segment, and `{**}`, the last one, for all that follow. */
function pathProblem(path: string): string | undefined {
  if (!/[{}]/.test(path)) return undefined;
  const rest = path.replaceAll('{*}', '').replace(/\{\*\*\}([^{}]*)$/, '$1');
  return /[{}]/.test(rest)
    ? `path "${path}" has braces that are neither {*} nor a last {**}`
    : undefined;
}

const KEYS =
  /^(?:request\.headers\[[^\]]+\]|source\.(?:ip|namespace|serviceAccount|principal|trustDomain)|remote\.ip|request\.auth\.(?:principal|audiences|presenter)|request\.auth\.claims(?:\[[^\]]+\])+|destination\.(?:ip|port)|connection\.sni|experimental\.envoy\.filters\.[^[]*\[.*\])$/;

function* conditionFaults(condition: View): Faults {
  const key = known(condition.get('key'));
  if (key && key.value !== '' && !KEYS.test(key.value))
    yield error(key, `"${key.value}" is no key of a condition that Istio knows`);
  if (isOpen(condition)) return;
  const [values, others] = [condition.get('values'), condition.get('notValues')];
  if (
    values.items().length === 0 &&
    others.items().length === 0 &&
    !isOpen(values) &&
    !isOpen(others)
  )
    yield missing(condition, 'values', 'the condition needs values or notValues');
  for (const list of [values, others]) {
    if (/^(?:source|remote|destination)\.ip$/.test(key?.value ?? '')) yield* rangeFaults(list);
    if (key?.value === 'destination.port') yield* ofTexts(list, portProblem);
  }
}

const TCP_SOURCES = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
  'ipBlocks',
  'notIpBlocks',
] as const;

/** On a port of TCP attributes of HTTP are left out of a rule, so one that has nothing else denies all. */
function* httpOnlyFaults(rule: View): Faults {
  const to = rule.get('to').items();
  const hasPort = to.some((entry) =>
    ['ports' as const, 'notPorts' as const].some(
      (field) => entry.get('operation').get(field).exists,
    ),
  );
  if (to.length > 0 && !hasPort) {
    yield warning(
      { at: rule.get('to').keyAt },
      'this DENY rule has attributes of HTTP alone: on ports of TCP it denies everything; add ports',
    );
    return;
  }
  const from = rule.get('from').items();
  const hasTcp = from.some((entry) =>
    TCP_SOURCES.some((field) => entry.get('source').get(field).exists),
  );
  if (to.length === 0 && from.length > 0 && !hasTcp && !from.some(isOpen))
    yield warning(
      { at: rule.get('from').keyAt },
      'this DENY rule has attributes of HTTP alone: on ports of TCP it denies everything; add ports',
    );
}
