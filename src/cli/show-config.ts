import process from 'node:process';
import { configurationFor } from '../run/configuration.ts';
import { print } from './terminal.ts';

/** Prints the configuration as it was understood; `file` is null where there is none. */
export async function showConfig(
  paths: readonly string[],
  config: string | false | undefined,
): Promise<void> {
  const { configuration } = (await configurationFor(process.cwd(), paths, config)) ?? {};
  const { file = null, mesh, severities, options, overrides, ...said } = configuration ?? {};
  const { source: _source, at: _at, gateways: _gateways, ...stated } = mesh ?? {};
  const content = {
    file,
    ...said,
    mesh: Object.fromEntries(
      Object.entries(stated).map(([name, setting]) => [name, settingValue(setting)]),
    ),
    severities: Object.fromEntries(severities ?? []),
    options: Object.fromEntries(options ?? []),
    overrides: (overrides ?? []).map((override) => ({
      paths: override.paths,
      severities: Object.fromEntries(override.severities),
    })),
  };
  print(`${JSON.stringify(content, null, 2)}\n`);
}

function settingValue(setting: unknown): unknown {
  return typeof setting === 'object' && setting !== null && 'value' in setting
    ? setting.value
    : setting;
}
