import type { View } from '../../parse/yaml/view.ts';
import { durationFaults, numberFaults } from './blocks.ts';
import { error, type Faults, known } from './fault.ts';

/** Of Envoy and of gRPC (istio/istio 1.32, pkg/config/validation, `supportedRetryOnPolicies`). */
const CONDITIONS = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

export function* retryFaults(retries: View): Faults {
  const { value: attempts } = retries.get('attempts').number() ?? {};
  yield* numberFaults(retries.get('attempts'), 0, Number.POSITIVE_INFINITY, 'attempts');
  if (attempts === 0)
    for (const field of ['perTryTimeout', 'retryOn', 'retryRemoteLocalities'] as const)
      if (retries.get(field).exists)
        yield error({ at: retries.get(field).keyAt }, `${field} means nothing where attempts is 0`);
  yield* durationFaults(retries.get('perTryTimeout'));
  yield* durationFaults(retries.get('backoff'));
  const retryOn = known(retries.get('retryOn'));
  if (!retryOn || retryOn.value === '') return;
  for (const condition of retryOn.value.split(','))
    if (!isCondition(condition))
      yield error(retryOn, `retryOn has "${condition}", which is no condition that Envoy knows`);
}

/** A status, or a condition; Istio takes no blanks around it. */
function isCondition(text: string): boolean {
  return /^[1-5]\d\d$/.test(text) || CONDITIONS.has(text);
}
