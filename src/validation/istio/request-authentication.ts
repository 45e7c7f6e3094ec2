import type { View } from '../../parse/yaml/view.ts';
import { error, type Faults, isOpen, known, missing, warning } from './fault.ts';

/** As istiod validates a RequestAuthentication (istio/istio 1.32, pkg/config/validation/validation.go). */
export function* requestAuthenticationFaults(object: View): Faults {
  for (const rule of object.get('spec').get('jwtRules').items()) {
    const issuer = rule.get('issuer').text()?.value ?? '';
    if (
      issuer === '' &&
      !rule.get('jwksUri').exists &&
      !rule.get('jwks_uri').exists &&
      !isOpen(rule)
    )
      yield missing(rule, 'issuer', 'a rule for tokens needs an issuer or a jwksUri');
    yield* keySetFaults(rule.get('jwks'));
  }
}

function* keySetFaults(view: View): Faults {
  const text = known(view);
  if (!text || text.value === '') return;
  const keys = keysOf(text.value);
  if (keys === undefined) yield error(text, 'jwks is no set of keys in JSON');
  else if (keys.some(isSecret))
    yield warning(
      text,
      'jwks holds a private or symmetric key, which anybody who reads the policy can sign with',
    );
}

function keysOf(text: string): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if ('keys' in parsed) return Array.isArray(parsed.keys) ? parsed.keys : undefined;
    return 'kty' in parsed ? [parsed] : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 7517: `k` is a symmetric key, `d` the private part of another one. */
function isSecret(key: unknown): boolean {
  return typeof key === 'object' && key !== null && ('d' in key || 'k' in key);
}
