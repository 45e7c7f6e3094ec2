import type { Problem } from '../../finding.ts';
import type { Span } from '../../text.ts';
import type { BuiltDocument, Trouble } from './build.ts';
import type { Place, Source } from './node.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { type IsRelevant, isSurelyIrrelevant, maySkip } from './prescan.ts';
import { type ReadPiece, readPiece, type SecondOpinion } from './read-piece.ts';
import { View } from './view.ts';

/** One document of a file that could be read and is not empty. */
export interface YamlDocument {
  readonly root: View;
  /** From behind its `---` to the next marker: with the comments around it. */
  readonly at: Span;
}

/** What a file of YAML or JSON holds. */
export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  /** What cannot be read; the other documents of the file are there all the same. */
  readonly problems: readonly Problem[];
  /** Keys written twice, at the second one. */
  readonly duplicateKeys: readonly Problem[];
  /** Documents that are no YAML before some template engine has run: they hold `{{` or `{%`. */
  readonly templated: readonly Span[];
}

export interface ParseOptions {
  /** `false` parses every document, whatever its kind. */
  readonly skip?: boolean;
  /** Asked about what js-yaml does not read. */
  readonly secondOpinion?: SecondOpinion | undefined;
  /** Tells the kinds of which nothing behind the line `spec:` is asked for: large ones, read up to there. */
  readonly isHeadEnough?: IsRelevant;
}

/** A place where a template engine is at work. */
const TEMPLATE = /\{\{|\{%/;

/**
 * Reads the documents of a file whose kinds are asked for, and those of which that is not sure. Documents that are
 * surely of another kind are passed over without being parsed; see `prescan.ts`.
 */
export function parseDocuments(
  file: string,
  text: string,
  isRelevant: IsRelevant,
  options: ParseOptions = {},
): YamlFile {
  const pieces = piecesOf(text);
  const skipping = options.skip !== false && maySkip(text, pieces);
  const reader = new FileReader(file, text, options.secondOpinion);
  for (const piece of pieces) {
    if (skipping && isSurelyIrrelevant(text, piece, isRelevant)) continue;
    reader.read(skipping ? readingOf(text, piece, options) : piece);
  }
  const { documents, problems, duplicateKeys, templated } = reader;
  return { documents, problems, duplicateKeys, templated };
}

/** What is to be read of a piece: all, or its head where that surely is enough. */
function readingOf(text: string, piece: Piece, { isHeadEnough }: ParseOptions): Place {
  if (!isHeadEnough) return piece;
  const isMore = (apiVersion: string, kind: string): boolean => !isHeadEnough(apiVersion, kind);
  if (!isSurelyIrrelevant(text, piece, isMore)) return piece;
  const end = piece.lines.find((line) => text.startsWith('spec:', line)) ?? piece.end;
  return { start: piece.start, end };
}

/** Reads every document of a file that is not made of Kubernetes objects: Helm values, docker-compose, package.json. */
export function parseOne(file: string, text: string, secondOpinion?: SecondOpinion): YamlFile {
  return parseDocuments(file, text, () => true, { skip: false, secondOpinion });
}

class FileReader implements YamlFile {
  readonly documents: YamlDocument[] = [];
  readonly problems: Problem[] = [];
  readonly duplicateKeys: Problem[] = [];
  readonly templated: Span[] = [];
  private readonly file: string;
  private readonly text: string;
  private readonly secondOpinion: SecondOpinion | undefined;

  constructor(file: string, text: string, secondOpinion: SecondOpinion | undefined) {
    this.file = file;
    this.text = text;
    this.secondOpinion = secondOpinion;
  }

  read(piece: Place): void {
    const source = this.sourceOf(piece);
    const first = readPiece(source);
    if (!first.broken) this.take(first, source);
    else if (TEMPLATE.test(source.text)) this.templated.push(this.span(piece));
    else if (first.broken.tooDeep || !this.secondOpinion)
      this.report([first.broken], this.problems);
    else this.take(this.secondOpinion(source), source);
  }

  /** The piece by itself. V8 keeps the whole text in memory for a slice of it, so this is one of a text that is put together anew. */
  private sourceOf({ start, end }: Place): Source {
    const { file, text } = this;
    const isWhole = start === 0 && end === text.length;
    const own = isWhole ? text : ` ${text.slice(start, end)}`.slice(1);
    return { file, text: own, start };
  }

  private take(
    { documents, broken }: Omit<ReadPiece, 'broken'> & { broken?: Trouble },
    source: Source,
  ): void {
    if (broken) this.report([broken], this.problems);
    const { text, start: first } = source;
    let start = text.startsWith('---') ? first + 3 : first;
    for (const [index, document] of documents.entries()) {
      const end = index === documents.length - 1 ? first + text.length : document.root.end;
      this.keep(document, source, { start, end });
      start = end;
    }
  }

  private keep(
    { root, troubles, duplicateKeys }: BuiltDocument,
    source: Source,
    place: Place,
  ): void {
    this.report(troubles, this.problems);
    this.report(duplicateKeys, this.duplicateKeys);
    if (root.kind === 'scalar' && root.value === null) return;
    const view = new View(source, { node: root, near: undefined });
    this.documents.push({ root: view, at: this.span(place) });
  }

  private report(troubles: readonly Trouble[], problems: Problem[]): void {
    for (const trouble of troubles)
      problems.push({ at: this.span(trouble), message: trouble.message });
  }

  private span({ start, end }: Place): Span {
    return { file: this.file, start, end };
  }
}
