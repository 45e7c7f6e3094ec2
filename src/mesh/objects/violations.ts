import type { FileFacts, ObjectViolation } from '../../facts/facts.ts';
import { groupOf } from '../../facts/resource.ts';
import type { Target } from '../mesh.ts';
import { groupBy, once } from '../once.ts';
import { before } from '../versions/version.ts';

/** A violation as it holds for the target version. */
export type JudgedViolation = Pick<
  ObjectViolation,
  'at' | 'message' | 'resource' | 'severity' | 'fix'
>;

/**
 * What the objects of this environment violate by themselves and one rule reports. Istio's resources are compared with the
 * definitions of Istio 1.29, with the fields that came up to 1.32: a field that these do not know may have been one before
 * Istio 1.5, whose definitions had no schemas and whose API still changed (`fault.abort.percent`, `websocketUpgrade`), so then it is
 * only a warning.
 */
export function answerViolations(
  files: readonly FileFacts[],
  istio: () => Target,
): (rule: string) => readonly JudgedViolation[] {
  const byRule = once(() => {
    return groupBy(
      files.flatMap(({ violations }) => violations),
      ({ rule }) => rule,
    );
  });
  return (rule) => (byRule().get(rule) ?? []).map((violation) => judged(violation, istio));
}

function judged(
  { at, message, resource, severity, fix, unknownField }: ObjectViolation,
  target: () => Target,
): JudgedViolation {
  const violation = { at, message, resource, ...(severity && { severity }), ...(fix && { fix }) };
  const isIstio = groupOf(resource.apiVersion).endsWith('istio.io');
  if (!unknownField || !isIstio) return violation;
  const istio = target();
  if (!before(istio, '1.5')) return violation;
  return {
    ...violation,
    severity: 'warning',
    message: `${message} (compared with Istio 1.29, and this is an older one: ${istio.from})`,
  };
}
