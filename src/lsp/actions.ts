import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic as LspDiagnostic,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from '../finding.ts';
import { chooseEdits } from '../fix.ts';
import { ignoreComment } from './ignore.ts';
import { rangeOf } from './to-protocol.ts';

/** Safe fixes of a whole document, such as on saving it. */
export const FIX_ALL: string = `${CodeActionKind.SourceFixAll}.meshlint`;

/** Opens the page of a rule; takes its id. */
export const OPEN_PAGE = 'meshlint.openPage';

/** What the client can do with an action. */
export interface Takes {
  /** Edits that name the version of the document they are for. */
  readonly documentChanges: boolean;
  /** Edits with a place to go on typing. */
  readonly snippets: boolean;
  /** Opening a page that the server asks for. */
  readonly pages: boolean;
}

/** What actions are made of. */
export interface ActionInput {
  readonly document: TextDocument;
  /** Findings in the document, and where in it actions are asked for, as offsets. */
  readonly found: readonly Diagnostic[];
  readonly from: number;
  readonly to: number;
  /** The kinds that are asked for; absent: all. */
  readonly only?: readonly string[];
  /** The document of any file, named as in reports. */
  readonly documentOf: (file: string) => TextDocument;
  /** The version of a document that is open; of any other none. */
  readonly versionOf: (uri: string) => number | null;
  readonly told: (finding: Diagnostic) => LspDiagnostic;
  readonly takes: Takes;
}

/** What can be done about the findings at a place. */
export function actionsOf(input: ActionInput): CodeAction[] {
  const { found, from, to, only } = input;
  const isAsked = (kind: string): boolean =>
    only?.some((each) => kind === each || kind.startsWith(`${each}.`)) ?? true;
  const here = found.filter(({ at }) => at.start <= to && from <= at.end);
  return [
    ...(isAsked(CodeActionKind.QuickFix) ? here.flatMap((each) => quickFixes(each, input)) : []),
    ...(isAsked(FIX_ALL) ? fixAll(input) : []),
  ];
}

function quickFixes(finding: Diagnostic, input: ActionInput): CodeAction[] {
  return [
    ...fixOf(finding, input),
    ...fixesOfRule(finding, input),
    ...ignoring(finding, input),
    ...page(finding, input),
  ];
}

function fixOf(finding: Diagnostic, input: ActionInput): CodeAction[] {
  const { fix } = finding;
  const edit = fix && editOf([finding], input);
  return edit ? [{ ...about(finding, fix.title, input), edit, isPreferred: fix.safe }] : [];
}

/** Fixes as safe as this one, or safer, of the same rule. */
function fixesOfRule(finding: Diagnostic, input: ActionInput): CodeAction[] {
  const { rule, fix } = finding;
  const others = input.found.filter(
    (each) => each.rule === rule && each.fix && (each.fix.safe || fix?.safe === false),
  );
  const edit = fix && others.length > 1 ? editOf(others, input) : undefined;
  if (!edit) return [];
  const title = `Fix all findings of ${rule} in this file`;
  return [{ ...about(finding, title, input), edit }];
}

function ignoring(finding: Diagnostic, input: ActionInput): CodeAction[] {
  const { document, takes } = input;
  const comment = ignoreComment(finding, document.getText());
  if (!comment) return [];
  const place = document.positionAt(comment.at);
  const range = { start: place, end: place };
  const action = about(finding, `Ignore ${finding.rule} here, with a reason`, input);
  if (!takes.snippets) {
    const edits = [{ range, newText: comment.text + comment.behind }];
    return [{ ...action, edit: textEdits([{ document, edits }], input) }];
  }
  const value = `${escaped(comment.text)}\${1:reason}${comment.behind}`;
  const snippet: SnippetTextEdit = { range, snippet: { kind: 'snippet', value } };
  return [{ ...action, edit: textEdits([{ document, edits: [snippet] }], input) }];
}

/** In a snippet these begin something else. */
function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

function page(finding: Diagnostic, input: ActionInput): CodeAction[] {
  if (!input.takes.pages) return [];
  const title = `Open the page of ${finding.rule}`;
  return [
    {
      ...about(finding, title, input),
      command: { title, command: OPEN_PAGE, arguments: [finding.rule] },
    },
  ];
}

function fixAll(input: ActionInput): CodeAction[] {
  const edit = editOf(
    input.found.filter(({ fix }) => fix?.safe),
    input,
  );
  return edit ? [{ title: 'Fix all that meshlint can fix safely', kind: FIX_ALL, edit }] : [];
}

function about(
  finding: Diagnostic,
  title: string,
  { told }: ActionInput,
): Pick<CodeAction, 'title' | 'kind' | 'diagnostics'> {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [told(finding)] };
}

interface DocumentEdits {
  readonly document: TextDocument;
  readonly edits: (TextEdit | SnippetTextEdit)[];
}

/** Nothing where no fix can be applied to the texts as they are. */
function editOf(found: readonly Diagnostic[], input: ActionInput): WorkspaceEdit | undefined {
  const textOf = (file: string): string => input.documentOf(file).getText();
  const { edits } = chooseEdits(found, { textOf, isWanted: () => true });
  if (edits.size === 0) return undefined;
  const all = [...edits].map(([file, own]) => {
    const document = input.documentOf(file);
    const changes = own.map(({ at, text }) => ({ range: rangeOf(at, document), newText: text }));
    return { document, edits: changes };
  });
  return textEdits(all, input);
}

/** Versions are named to clients that compare them, so that nothing is changed in a document that has moved on. */
function textEdits(
  all: readonly DocumentEdits[],
  { takes, versionOf }: ActionInput,
): WorkspaceEdit {
  if (!takes.documentChanges) {
    const changes = all.map(({ document, edits }): [string, TextEdit[]] => [
      document.uri,
      edits.filter((edit) => 'newText' in edit),
    ]);
    return { changes: Object.fromEntries(changes) };
  }
  return {
    documentChanges: all.map(({ document: { uri }, edits }) => ({
      textDocument: { uri, version: versionOf(uri) },
      edits,
    })),
  };
}
