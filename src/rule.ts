import type { Finding, Severity } from './finding.ts';
import type { Mesh } from './mesh/mesh.ts';

export type OptionValue = boolean | number | string | readonly string[];
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** A cure that a rule offers: what it does, as an order without a full stop, and whether it is safe as `Fix` has it. */
export interface RuleFix {
  readonly does: string;
  readonly safe: boolean;
}

/** One mistake the linter knows. `Options` names the settings a user may change. */
export interface Rule<Options extends OptionValues = OptionValues> {
  /** Kebab-case, names the mistake: `unknown-gateway`, never `check-gateways`. Also the file name. */
  readonly id: string;
  /** One line, no full stop: what is wrong when this rule speaks. */
  readonly summary: string;
  /** What a finding has when it names no severity itself. */
  readonly severity: Severity;
  /** The messages of istioctl analyze (`IST0101`) and Kiali (`KIA1102`) that say the same. */
  readonly codes?: readonly string[];
  /** Markdown: what happens at run time if the finding is ignored, then how to cure it. */
  readonly why: string;
  /**
   * Set where its messages name no object and ask for no haste: a report then tells findings of one message once, at the
   * first place, with the others. A finding stays what it is for fixes, ignores, baselines and editors.
   */
  readonly toldOnce?: true;
  /** Addresses of the pages that state the facts the rule rests on. */
  readonly sources: readonly string[];
  /** What the fixes of its findings do; not every finding has one. */
  readonly fixes?: readonly RuleFix[];
  readonly options?: {
    readonly [Name in keyof Options]: { readonly about: string; readonly default: Options[Name] };
  };
  /** Looks at one environment's mesh and says what it finds. Reads no file, keeps no state, changes nothing. */
  check(mesh: Mesh, options: Options): Iterable<Finding>;
}
