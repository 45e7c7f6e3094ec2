import { createHash } from 'node:crypto';
import type { ResourceName } from '../finding.ts';
import { repositoryPath } from './places/repository-path.ts';
import type { Report } from './report.ts';

/** What a finding is known by, wherever it stands in its file. */
export interface Identity {
  readonly rule: string;
  readonly message: string;
  /** Relative to the top of the repository (`repositoryPath`), so that it is the same from every folder. */
  readonly file: string;
  readonly resource?: ResourceName | undefined;
}

/**
 * Names that stay the same while the file around a finding changes: made of the rule, the file, the object (group, kind,
 * namespace, name: not its API version) and the message, never of a line. Equal findings in one file are told apart by
 * their order, so all findings of a file belong into one call. Reports and baselines share these names.
 */
export function fingerprints(findings: readonly Identity[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, resource, message }) => {
    const { apiVersion = '', kind = '', namespace = '', name = '' } = resource ?? {};
    const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
    const identity = JSON.stringify([rule, file, group, kind, namespace, name, message]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    const hash = createHash('sha256').update(identity);
    if (count > 0) hash.update(String(count));
    return hash.digest('hex').slice(0, 32);
  });
}

/** The fingerprints of a report's findings, in their order. */
export function fingerprintsOf({ findings, location }: Report): string[] {
  return fingerprints(
    findings.map(({ rule, message, resource, place }) => ({
      rule,
      message,
      resource,
      file: repositoryPath(place.file, location),
    })),
  );
}
