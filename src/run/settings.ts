import type { LintSettings } from '../lint.ts';
import type { Rule } from '../rule.ts';
import type { Asked } from './asked.ts';
import { type Configured, configuredSettings } from './configuration.ts';
import { requireRule } from './known-rules.ts';

/** How a run judges: by flags, and by the configuration where they are silent. */
export function settingsOf(
  flags: Asked & Required<Pick<Asked, 'migrating'>>,
  given: Asked,
  configured: Configured | undefined,
  rules: readonly Rule[],
): LintSettings {
  const { istioVersion, kubernetesVersion, nginxVersion, namespace, only } = flags;
  const fromFile = configured && configuredSettings(configured, given, rules);
  const byFlag = flags.rule.map(
    ({ id, severity }) => [requireRule(id, '--rule'), severity] as const,
  );
  return {
    ...fromFile,
    migrating: flags.migrating,
    complete: flags.complete === true,
    noIgnores: !flags.ignores,
    severities: new Map([...(fromFile?.severities ?? []), ...byFlag]),
    ...(only && { only: new Set(only.map((id) => requireRule(id, '--only'))) }),
    ...(istioVersion !== undefined && { istioVersion }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(nginxVersion !== undefined && { nginxVersion }),
    ...(namespace !== undefined && { namespace }),
  };
}
