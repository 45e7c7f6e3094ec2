import type { Severity } from './finding.ts';

/** Severities for findings in some files. */
export interface Override {
  readonly applies: (file: string) => boolean;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

/** Which rules speak, and how loud. */
export interface SeveritySettings {
  /** By rule id. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** For the files they apply to these go before `severities`; of several the last one counts. */
  readonly overrides?: readonly Override[];
  /** These rules alone. */
  readonly only?: ReadonlySet<string>;
}

/** Whether a rule has to run at all. */
export function mayRun(
  rule: string,
  { severities, overrides = [], only }: SeveritySettings,
): boolean {
  if (only !== undefined && !only.has(rule)) return false;
  return (
    severities.get(rule) !== 'off' ||
    overrides.some((override) => (override.severities.get(rule) ?? 'off') !== 'off')
  );
}

/** What the user chose for findings of a rule in a file; `undefined` where he chose nothing. */
export function chosenSeverity(
  rule: string,
  file: string,
  { severities, overrides = [] }: SeveritySettings,
): Severity | 'off' | undefined {
  const override = overrides.findLast((each) => each.severities.has(rule) && each.applies(file));
  return override?.severities.get(rule) ?? severities.get(rule);
}
