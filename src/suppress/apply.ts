import type { Diagnostic, ResourceName } from '../finding.ts';
import type { Span } from '../text.ts';
import type { AnnotationIgnore, CommentIgnore, Ignore } from './ignore.ts';

/** The parts of a file's facts that ignoring rests on. */
export interface IgnoringFile {
  readonly file: string;
  readonly ignores: readonly Ignore[];
  readonly resources: readonly ResourceName[];
}

/** A finding that the user does not want to hear of, and where he says so. */
export interface Ignored {
  readonly diagnostic: Diagnostic;
  readonly by: Ignore;
}

/** What a run says after ignoring. */
export interface Ignoring {
  readonly kept: readonly Diagnostic[];
  readonly ignored: readonly Ignored[];
  /** Ids and codes that ignored something, by their place. */
  readonly used: ReadonlySet<string>;
}

/** The key under which `used` knows one id of an ignore. */
export function useOf({ file, start }: Span, rule: string): string {
  return `${start} ${rule} ${file}`;
}

/**
 * Takes out what the files' own comments and annotations name, by the rule's id or by the messages of other tools that
 * the finding stands for. An ignore without a reason has no effect.
 */
export function applyIgnores(
  diagnostics: readonly Diagnostic[],
  files: readonly IgnoringFile[],
): Ignoring {
  const byFile = new Map(files.map((file) => [file.file, file]));
  const annotated = annotatedObjects(files);
  const kept: Diagnostic[] = [];
  const ignored: Ignored[] = [];
  const used = new Set<string>();
  for (const diagnostic of diagnostics) {
    const own = byFile.get(diagnostic.at.file);
    const names = [diagnostic.rule, ...diagnostic.codes];
    const candidates = [...(own?.ignores ?? []), ...elsewhere(diagnostic, own, annotated)];
    const hits = candidates.flatMap((ignore) => {
      const words = covers(ignore, diagnostic) ? wordsFor(ignore, names) : [];
      return words.length > 0 ? [{ ignore, words }] : [];
    });
    for (const { words } of hits) for (const word of words) used.add(word);
    const [first] = hits;
    if (first) ignored.push({ diagnostic, by: first.ignore });
    else kept.push(diagnostic);
  }
  return { kept, ignored, used };
}

type Annotated = ReadonlyMap<string, readonly AnnotationIgnore[]>;

function annotatedObjects(files: readonly IgnoringFile[]): Annotated {
  const annotated = new Map<string, AnnotationIgnore[]>();
  for (const { ignores } of files) {
    for (const ignore of ignores) {
      if (ignore.form !== 'annotation') continue;
      const name = nameOf(ignore.resource);
      const list = annotated.get(name) ?? [];
      list.push(ignore);
      annotated.set(name, list);
    }
  }
  return annotated;
}

/** Annotations of the object that a finding in another file speaks of, unless its own file has an object of that name. */
function elsewhere(
  { resource }: Diagnostic,
  own: IgnoringFile | undefined,
  annotated: Annotated,
): readonly AnnotationIgnore[] {
  if (!resource || annotated.size === 0) return [];
  const found = annotated.get(nameOf(resource)) ?? [];
  if (found.length === 0) return [];
  const name = nameOf(resource);
  return own?.resources.some((each) => nameOf(each) === name) ? [] : found;
}

function covers(ignore: Ignore, diagnostic: Diagnostic): boolean {
  return ignore.form === 'comment'
    ? commentCovers(ignore, diagnostic)
    : annotationCovers(ignore, diagnostic);
}

function commentCovers({ lines, reason }: CommentIgnore, { at }: Diagnostic): boolean {
  if (reason === '') return false;
  return lines?.some(({ start, end }) => start <= at.start && at.start <= end) ?? true;
}

function annotationCovers(ignore: AnnotationIgnore, { at, resource }: Diagnostic): boolean {
  const { object, resource: annotated } = ignore;
  const inside =
    at.file === ignore.at.file && object.start <= at.start && at.start < Math.max(object.end, 1);
  return inside || (resource !== undefined && nameOf(resource) === nameOf(annotated));
}

/** The uses of the words of an ignore that name a finding, by the rule's id or by the codes it stands for. */
function wordsFor(ignore: Ignore, [rule = '', ...codes]: readonly string[]): string[] {
  if (ignore.form === 'comment' || ignore.tool === 'meshlint') {
    return usesOf(ignore, (word) => word === rule);
  }
  const prefix = ignore.tool === 'istioctl' ? 'IST' : 'KIA';
  const own = codes.filter((code) => code.startsWith(prefix));
  if (own.length === 0) return [];
  if (ignore.tool === 'kiali' && ignore.rules.length === 0) return [useOf(ignore.at, '')];
  return usesOf(
    ignore,
    (word) => own.includes(word) || (word === '*' && ignore.tool === 'istioctl'),
  );
}

function usesOf({ rules }: Ignore, matches: (word: string) => boolean): string[] {
  return rules.filter(({ value }) => matches(value)).map(({ value, at }) => useOf(at, value));
}

function nameOf({ apiVersion, kind, namespace, name }: ResourceName): string {
  return `${apiVersion.split('/').slice(0, -1).join('/')} ${kind} ${namespace} ${name}`;
}
