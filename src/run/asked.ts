import type { Severity } from '../finding.ts';
import type { LintSettings } from '../lint.ts';

/** What somebody asks of a run before the configuration is heard: the flags of a command line, nothing in an editor. */
export interface Asked
  extends Pick<LintSettings, 'istioVersion' | 'kubernetesVersion' | 'nginxVersion' | 'namespace'> {
  readonly rule: readonly { readonly id: string; readonly severity: Severity | 'off' }[];
  readonly only?: readonly string[];
  /** Files that exist in the cluster. */
  readonly context: readonly string[];
  readonly complete?: boolean;
  readonly migrating?: LintSettings['migrating'];
  readonly failOn?: Severity | 'never';
  readonly baseline?: string;
  /** False: no heed is paid to what the files ignore. */
  readonly ignores: boolean;
}
