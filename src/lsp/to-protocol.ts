import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type Range,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Problem, Severity } from '../finding.ts';
import { visible } from '../report/visible.ts';
import type { Span } from '../text.ts';
import { uriOf } from './places.ts';

/** What findings need to be told to a client. */
export interface Telling {
  /** The document of a file, named as in reports; its text is the one that was judged. */
  readonly document: (file: string) => TextDocument;
  /** Where the page of a rule is, absolute. */
  readonly page: (rule: string) => string;
  /** What the client can show. */
  readonly shows: Shows;
}

/** What the client can show of a diagnostic. */
export interface Shows {
  readonly related: boolean;
  readonly description: boolean;
  readonly tags: boolean;
}

/** Who says it: editors show it beside the message. */
export const SOURCE = 'meshlint';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What a rule's findings are apart from wrong: editors strike out what is deprecated, and fade what is not needed. */
const TAGS: ReadonlyMap<string, DiagnosticTag> = new Map([
  ['retired-api', DiagnosticTag.Deprecated],
  ['unused-ignore', DiagnosticTag.Unnecessary],
]);

/** A finding as clients take it. */
export function diagnosticOf(finding: Diagnostic, telling: Telling): LspDiagnostic {
  const { rule, at, severity, message, related = [] } = finding;
  const { shows, page } = telling;
  const tag = TAGS.get(rule);
  return {
    range: rangeOf(at, telling.document(at.file)),
    severity: SEVERITIES[severity],
    code: rule,
    source: SOURCE,
    message: visible(message),
    ...(shows.description && { codeDescription: { href: uriOf(page(rule)) } }),
    ...(shows.tags && tag !== undefined && { tags: [tag] }),
    ...(shows.related &&
      related.length > 0 && {
        relatedInformation: related.map((each) => {
          const document = telling.document(each.at.file);
          return {
            location: { uri: document.uri, range: rangeOf(each.at, document) },
            message: visible(each.message),
          };
        }),
      }),
  };
}

/** What is wrong with a configuration; it is no rule's business. */
export function problemOf({ at, message }: Problem, document: TextDocument): LspDiagnostic {
  return {
    range: rangeOf(at, document),
    severity: DiagnosticSeverity.Error,
    code: 'configuration',
    source: SOURCE,
    message: visible(message),
  };
}

/** Lines and columns of a place, both 0-based; columns in UTF-16 units. */
export function rangeOf(
  { start, end }: Pick<Span, 'start' | 'end'>,
  document: TextDocument,
): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
