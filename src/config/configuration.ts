import type { MeshSettings } from '../facts/istio/settings.ts';
import type { Severity } from '../finding.ts';
import type { OptionValues } from '../rule.ts';

/** Severities by rule id. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;

/** What a configuration file says. Absent: not said there. Paths and patterns are relative to the file's folder. */
export interface Configuration {
  /** How reports name the file. */
  readonly file: string;
  readonly istioVersion?: string;
  readonly kubernetesVersion?: string;
  readonly nginxVersion?: string;
  readonly namespace?: string;
  readonly migrating?: 'auto' | 'yes' | 'no';
  /** Settings of the mesh, with their places in the configuration. */
  readonly mesh?: MeshSettings;
  readonly environments: readonly { readonly name: string; readonly paths: readonly string[] }[];
  readonly context: readonly string[];
  /** Hosts outside that need no ServiceEntry. */
  readonly hosts: readonly string[];
  readonly exclude: readonly string[];
  readonly baseline?: string;
  readonly failOn?: Severity | 'never';
  readonly severities: Severities;
  /** Options by rule id; those that are not written have the rule's default. */
  readonly options: ReadonlyMap<string, OptionValues>;
  readonly overrides: readonly {
    readonly paths: readonly string[];
    readonly severities: Severities;
  }[];
}
