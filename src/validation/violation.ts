import type { Fix, Problem, Severity } from '../finding.ts';

/** What one document violates, whatever else there is. */
export interface Violation extends Problem {
  /** The id of the rule that reports it. */
  readonly rule: string;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  /** The field that is missing: that holds only where the document is the whole object, and no patch or base of patches. */
  readonly missing?: string;
  /** It is a field that the API does not have, though another version of it may. */
  readonly unknownField?: true;
  readonly fix?: Fix;
}
