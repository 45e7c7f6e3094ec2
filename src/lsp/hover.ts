import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileFacts } from '../facts/facts.ts';
import type { Diagnostic } from '../finding.ts';
import type { Span } from '../text.ts';
import { rangeOf } from './to-protocol.ts';

/** What is under the cursor. */
export interface HoverInput {
  readonly document: TextDocument;
  readonly offset: number;
  /** Findings in the document. */
  readonly found: readonly Diagnostic[];
  readonly facts: FileFacts | undefined;
  /** The page of a rule, in Markdown; nothing where there is no such rule. */
  readonly page: (rule: string) => string | undefined;
  readonly markdown: boolean;
}

/** The pages of the rules whose findings, or whose names in a comment that ignores them, are at a place. */
export function hoverOf({
  document,
  offset,
  found,
  facts,
  page,
  markdown,
}: HoverInput): Hover | null {
  const named = (facts?.ignores ?? []).flatMap(({ rules }) =>
    rules.map(({ value, at }) => ({ rule: value, at })),
  );
  const here = [...found, ...named].filter(({ at }) => holds(at, offset));
  const pages = [...new Set(here.map(({ rule }) => rule))].flatMap((rule) => page(rule) ?? []);
  const [first] = here;
  if (!first || pages.length === 0) return null;
  const kind = markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {
    contents: { kind, value: pages.join('\n---\n\n') },
    range: rangeOf(first.at, document),
  };
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
