import type { FileFacts } from './facts/facts.ts';
import type { Diagnostic, Finding, Problem, Severity } from './finding.ts';
import { chosenSeverity, mayRun, type SeveritySettings } from './severities.ts';
import type { Ignoring } from './suppress/apply.ts';
import { applyIgnores } from './suppress/apply.ts';
import { UNUSED_IGNORE, unusedIgnores } from './suppress/unused.ts';

/** Ids of what is said of files themselves; `report/rule-pages/file-rules.ts` explains them. */
export const FILE_RULES: readonly string[] = [
  'unreadable-file',
  'duplicate-key',
  'not-rendered',
  UNUSED_IGNORE,
];

/** What could not be read, and keys written twice: they belong to a file, whatever the environment. */
export function readingFindings(
  files: readonly FileFacts[],
  unrendered: readonly Problem[],
  settings: SeveritySettings,
): Diagnostic[] {
  return [
    ...files.flatMap((file) => [
      ...asDiagnostics('unreadable-file', 'error', file.unreadable, settings),
      ...asDiagnostics('duplicate-key', 'warning', file.duplicateKeys.map(repetition), settings),
    ]),
    ...asDiagnostics(NOT_RENDERED, 'info', unrendered, settings),
  ];
}

/** What kustomize or Helm could not make: it depends on the machine, so ignoring it is never in vain. */
const NOT_RENDERED = 'not-rendered';

/** The fix holds where the key says the same twice: what would change the meaning of a file is never made. */
function repetition({ at, message }: Problem): Finding {
  const edits = [{ kind: 'remove', at } as const];
  return { at, message, fix: { title: 'Remove the repetition', edits, safe: true } };
}

function asDiagnostics(
  rule: string,
  severity: Severity,
  findings: readonly Finding[],
  settings: SeveritySettings,
): Diagnostic[] {
  if (findings.length === 0 || !mayRun(rule, settings)) return [];
  return findings.flatMap((finding) => {
    const chosen = chosenSeverity(rule, finding.at.file, settings) ?? severity;
    return chosen === 'off'
      ? []
      : [{ ...finding, rule, severity: chosen, codes: [], environments: [] }];
  });
}

/** What ignoring needs to know of the run. */
export interface Ran {
  readonly files: readonly FileFacts[];
  readonly settings: SeveritySettings;
  /** Ids of all rules there are. */
  readonly rules: readonly string[];
  /** Whether every environment that a file belongs to was judged. */
  readonly judged: (file: string) => boolean;
}

/**
 * Takes out what the files ignore, and adds what is wrong with their ignores; those findings may be ignored as well, so
 * they are looked at in a second turn.
 */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  ran: Ran,
): Pick<Ignoring, 'kept' | 'ignored'> {
  const files = ran.files.filter(({ ignores }) => ignores.length > 0);
  if (files.length === 0) return { kept: diagnostics, ignored: [] };
  const first = applyIgnores(diagnostics, ran.files);
  const about = (used: ReadonlySet<string>, isAsked: (rule: string) => boolean): Diagnostic[] => {
    const outcome = {
      used,
      known: [...ran.rules, ...FILE_RULES],
      ran: (rule: string, file: string) => isAsked(rule) && hasRun(rule, file, ran),
    };
    return asDiagnostics(UNUSED_IGNORE, 'warning', unusedIgnores(files, outcome), ran.settings);
  };
  const others = about(first.used, (rule) => rule !== UNUSED_IGNORE);
  const second = applyIgnores(others, ran.files);
  const used = new Set([...first.used, ...second.used]);
  const told = new Set(others.map(placeOf));
  const last = about(used, () => true).filter((finding) => !told.has(placeOf(finding)));
  return {
    kept: [...first.kept, ...second.kept, ...last],
    ignored: [...first.ignored, ...second.ignored],
  };
}

function placeOf({ at: { file, start } }: Diagnostic): string {
  return `${start} ${file}`;
}

function hasRun(rule: string, file: string, { settings, judged }: Ran): boolean {
  if (!mayRun(rule, settings) || chosenSeverity(rule, file, settings) === 'off') return false;
  if (rule === NOT_RENDERED) return false;
  return FILE_RULES.includes(rule) || judged(file);
}
