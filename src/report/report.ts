import type { ResourceName, Severity } from '../finding.ts';
import type { Position, Span } from '../text.ts';
import type { Location } from './places/repository-path.ts';
import type { DocumentedRule } from './rule-pages/rule-page.ts';

/** A place as humans and machines outside count it. */
export interface Place {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** The same as offsets, for the source lines. */
  readonly at: Span;
}

/** A diagnostic with everything that any format says of it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly codes: readonly string[];
  readonly message: string;
  readonly place: Place;
  readonly resource: ResourceName | undefined;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  readonly fix: ReportedFix | undefined;
  readonly environments: readonly string[];
  /** The other places of which it says the very same, where a rule asks to be told once. */
  readonly elsewhere?: readonly Place[];
  /** Set on what `--show-ignored` shows: such a finding counts for nothing. */
  readonly ignored?: IgnoredBecause;
}

/** What keeps a finding from counting. */
export interface IgnoredBecause {
  readonly by: 'comment' | 'annotation' | 'baseline';
  /** The reason that a comment gives; `""` elsewhere. */
  readonly reason: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly text: string; readonly place: Place }[];
}

export interface ReportedTarget {
  readonly version: string | undefined;
  /** The evidence in words. */
  readonly from: string;
  readonly place?: Place;
}

/** Everything a run has to say, as plain data. A format is a pure function of it. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly targets: Readonly<Record<'istio' | 'kubernetes' | 'nginx', ReportedTarget>>;
  readonly environments: readonly {
    readonly name: string;
    readonly from: string;
    readonly files: number;
    /** A program has rendered it. */
    readonly rendered?: boolean;
  }[];
  /** Files read, and objects found in them. */
  readonly files: number;
  readonly resources: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly migrating: 'yes' | 'no' | 'assumed';
  readonly milliseconds: number;
  /** What is shown, in the order of file, place and rule. */
  readonly findings: readonly ReportedFinding[];
  /** How many findings were fixed in this run, and are not there any more; absent where that was not asked for. */
  readonly fixed?: number;
  /** How many findings are below `--min-severity`. */
  readonly hidden: number;
  /** How many the files themselves ignore. */
  readonly ignored: number;
  /** How many the baseline knows. */
  readonly known: number;
  /** Everything that findings may be called, sorted by id. */
  readonly rules: ReadonlyMap<string, DocumentedRule>;
  readonly location: Location;
  /** Where the files of the repository can be seen in a browser, as they are in this run; ends with `/`. */
  readonly browse?: string;
  /** Texts of the files in which something was found. */
  readonly sources: ReadonlyMap<string, string>;
}

/** All of standard output, or of one file. */
export type Format = (report: Report, colored: boolean) => string;
