import type { BaselineEntry } from '../baseline.ts';
import type { Problem } from '../finding.ts';
import type { LintSettings } from '../lint.ts';
import type { ProjectFacts } from '../meshes.ts';
import { readNamed } from '../project/named-file.ts';
import { reportPath } from '../project/paths.ts';
import { absolute } from '../project/scope.ts';
import type { Asked } from '../run/asked.ts';
import { entriesIn } from '../run/baseline.ts';
import {
  configurationPath,
  configuredInput,
  excludedBy,
  readConfigured,
  withConfiguration,
} from '../run/configuration.ts';
import { namedRules } from '../run/named-rules.ts';
import { settingsOf } from '../run/settings.ts';

/** How a session judges: what its configuration says, as for a `check` without flags. */
export interface Setup {
  readonly settings: LintSettings;
  readonly context: readonly string[];
  readonly isExcluded?: (file: string) => boolean;
  /** The same as long as the same files are read. */
  readonly reads: string;
  readonly configured: Pick<ProjectFacts, 'configured' | 'configuredEnvironments'>;
  /** Findings that are known; absent: there is no baseline. */
  readonly baseline?: readonly BaselineEntry[];
  /** Where the baseline is, absolute. */
  readonly baselinePath?: string;
}

/** What became of a configuration. */
export interface ReadSetup {
  /** Absent: it cannot be used. */
  readonly setup?: Setup;
  /** Its absolute path, where there is one. */
  readonly path?: string;
  readonly problems: readonly Problem[];
}

/** What an editor asks for: nothing but what is configured. */
const NOTHING: Asked = { rule: [], context: [], ignores: true };

/**
 * Reads the configuration of a folder. `named` goes before the one that would be found, `textOf` gives what an open
 * document holds. Throws a `UsageError` where something that it names is not there.
 */
export async function readSetup(
  folder: string,
  named: string | undefined,
  textOf: (path: string) => string | undefined,
): Promise<ReadSetup> {
  const path = configurationPath(folder, [], named);
  if (path === undefined) return { setup: setupOf(folder), problems: [] };
  const text = textOf(path) ?? readNamed(folder, reportPath(folder, path)) ?? '';
  const read = await readConfigured(folder, path, text);
  if ('problems' in read) return { path, problems: read.problems };
  return { path, problems: [], setup: setupOf(folder, read) };
}

function setupOf(folder: string, configured?: Parameters<typeof withConfiguration>[1]): Setup {
  const asked = withConfiguration(NOTHING, configured);
  const { baseline, context } = asked;
  const exclude = configured?.configuration.exclude ?? [];
  return {
    settings: settingsOf(asked, NOTHING, configured, namedRules),
    context,
    ...excludedBy(configured),
    reads: JSON.stringify([configured?.folder, exclude, context]),
    configured: configured ? configuredInput(configured) : {},
    ...(baseline !== undefined && {
      baseline: entriesIn(folder, baseline, false),
      baselinePath: absolute(folder, baseline),
    }),
  };
}
