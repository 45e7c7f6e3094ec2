import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import { error, type Faults, known, knownTexts } from './fault.ts';

/** RFC 7230. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PSEUDO = /^:(?:method|scheme|authority|path|status)$/;
const CLAIM = /^@request\.auth\.claims/;
const AUTHORITY = /^(?::authority|host)$/i;

/** What is wrong with the name of a header that is matched. */
export function matchedHeaderProblem(name: string): string | undefined {
  if (CLAIM.test(name) || PSEUDO.test(name) || TOKEN.test(name)) return undefined;
  return name === '' ? 'the name of a header is empty' : `"${name}" is no name of a header`;
}

/** The operations on headers of a route or destination, and how often they set the authority. */
export function* headerOperationFaults(headers: View): Faults {
  for (const operation of ['add', 'set'] as const)
    for (const { key, value } of headers.get('request').get(operation).entries())
      yield* changedHeaderFaults(key, value, !AUTHORITY.test(key.value));
  for (const operation of ['add', 'set'] as const)
    for (const { key, value } of headers.get('response').get(operation).entries())
      yield* changedHeaderFaults(key, value, true);
  for (const direction of ['request', 'response'] as const)
    for (const name of knownTexts(headers.get(direction).get('remove')))
      yield* nameFaults(name, true);
}

function* changedHeaderFaults(key: Located<string>, value: View, ordinary: boolean): Faults {
  yield* nameFaults(key, ordinary);
  const text = known(value);
  const problem = text && valueProblem(text.value);
  if (text && problem !== undefined) yield error(text, problem);
}

function* nameFaults(name: Located<string>, ordinary: boolean): Faults {
  const { value } = name;
  if (value === '') yield error(name, 'the name of a header is empty');
  else if (ordinary && (value.startsWith(':') || AUTHORITY.test(value)))
    yield error(name, `header "${value}" cannot be changed here`);
}

const COMMAND = /%(?:%|[A-Z][A-Z0-9_]*(?:\([^)]*\))?(?::\d+)?%)/g;

/** Envoy's commands stand between `%`; a `%` of its own is written twice. */
function valueProblem(value: string): string | undefined {
  if (/[\p{Cc}]/u.test(value.replaceAll('\t', '')))
    return 'the value of a header holds a control character';
  return value.replace(COMMAND, '').includes('%')
    ? `the value of a header, "${value}", holds a "%" that begins no command of Envoy; write it twice`
    : undefined;
}

/** How often a part of a route sets the authority. */
export function authoritySetters(headers: View): Located<string>[] {
  const request = headers.get('request');
  return (['add', 'set'] as const).flatMap((operation) =>
    request
      .get(operation)
      .entries()
      .flatMap(({ key }) => (AUTHORITY.test(key.value) ? [key] : [])),
  );
}
