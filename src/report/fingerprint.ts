import { createHash } from 'node:crypto';
import type { ReportedFinding } from './report.ts';

/**
 * Names that stay the same while the file around a finding changes: made of the rule, the file, the object and the
 * message, never of a line. Equal findings in one file are told apart by their order.
 */
export function fingerprints(findings: readonly ReportedFinding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, place, resource, message }) => {
    const { apiVersion = '', kind = '', namespace = '', name = '' } = resource ?? {};
    const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
    const identity = JSON.stringify([rule, place.file, group, kind, namespace, name, message]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    const hash = createHash('sha256').update(identity);
    if (count > 0) hash.update(String(count));
    return hash.digest('hex').slice(0, 32);
  });
}
