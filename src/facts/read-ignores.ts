import type { ResourceName } from '../finding.ts';
import { parseOne } from '../parse/yaml/documents.ts';
import type { View } from '../parse/yaml/view.ts';
import type { Ignore, Range } from '../suppress/ignore.ts';
import { hasIgnore, readAnnotations } from '../suppress/read-annotations.ts';
import { type CommentLanguage, mayHaveComments, readComments } from '../suppress/read-comments.ts';
import type { Span } from '../text.ts';
import { isDependencyList } from './application/dependency-list.ts';
import { isDockerfilePath } from './application/read-dockerfile.ts';
import type { FileFacts, Resource } from './facts.ts';
import type { DataFile } from './kubernetes/kinds.ts';
import type { ResourceHead } from './resource.ts';

/** Lists whose comments begin with something else, or that have none. */
const OTHER_COMMENTS = /\.(?:json|xml|csproj|gradle|kts|mod|lock)$/;
const YAML = /\.ya?ml$|(?:^|\/)Kustomization$/;

/** What a file says shall not be reported. Almost no file has any, so the text is looked through only then. */
export function readIgnores(text: string, facts: FileFacts): readonly Ignore[] {
  const { file } = facts;
  const comments = mayHaveComments(text) ? languageOf(text, facts) : undefined;
  return [...(comments ? readComments(file, text, comments) : []), ...annotationsOf(text, facts)];
}

function languageOf(text: string, facts: FileFacts): CommentLanguage | undefined {
  const { file } = facts;
  if (isDockerfilePath(file)) return { comments: 'start', hasKeys: false, isText: () => false };
  if (OTHER_COMMENTS.test(file)) return undefined;
  if (!YAML.test(file)) {
    const inQuotes = isDependencyList(file) ? () => false : (at: number) => isQuoted(text, at);
    return { comments: 'blank', hasKeys: false, isText: inQuotes };
  }
  const { texts, nginx } = scalarsOf(text, facts);
  const isText = (offset: number): boolean =>
    lies(offset, texts) || (lies(offset, nginx) && isQuoted(text, offset));
  return { comments: 'blank', hasKeys: true, isText };
}

/** Of a longer line only the end is looked at. */
const LONGEST_LINE = 2000;

/** Whether the quotes before an offset of its line leave one open: `log_format a '… # …';`. */
function isQuoted(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_LINE), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  let open = '';
  for (const character of line) {
    if (open === character) open = '';
    else if (open === '' && (character === '"' || character === "'")) open = character;
  }
  return open !== '';
}

interface Scalars {
  readonly texts: readonly Range[];
  readonly nginx: readonly Range[];
}

/** The places of all texts of a YAML file, sorted; those that are nginx configuration apart: its comments are comments. */
function scalarsOf(text: string, facts: FileFacts): Scalars {
  const nginx = new Set(nginxPlaces(facts).map(({ start }) => start));
  const all = parseOne(facts.file, text)
    .documents.flatMap(({ root }) => root.leaves())
    .map(({ value }) => value.at)
    .sort((a, b) => a.start - b.start);
  return {
    texts: all
      .filter(({ start }) => !nginx.has(start))
      .map(({ start, end }) => ({ start: bodyOf(text, start), end })),
    nginx: all.filter(({ start }) => nginx.has(start)),
  };
}

/** A comment may stand behind the `|` of a block text. */
function bodyOf(text: string, start: number): number {
  const isBlock = text[start] === '|' || text[start] === '>';
  return isBlock ? Math.max(start, text.indexOf('\n', start)) : start;
}

function nginxPlaces({ nginx, resources }: FileFacts): Span[] {
  const inObjects = resources.flatMap((resource) =>
    dataOf(resource).flatMap((entry) => entry.nginx ?? []),
  );
  return [...nginx, ...inObjects].map(({ at }) => at);
}

function dataOf(resource: Resource): readonly DataFile[] {
  if (resource.type === 'ConfigMap') return resource.data;
  return resource.type === 'Secret' ? resource.stringData : [];
}

/** Whether an offset lies in one of these places, which are sorted and do not overlap. */
function lies(offset: number, places: readonly Range[]): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = places[low - 1];
  return last !== undefined && offset < last.end;
}

function annotationsOf(text: string, { file, resources }: FileFacts): Ignore[] {
  if (!resources.some(({ annotations }) => hasIgnore(annotations))) return [];
  const roots = parseOne(file, text).documents.map(({ root }) => root);
  return resources.flatMap((resource) => {
    const root = roots.find(({ at }) => holds(at, resource));
    const object = root ? objectAt(root, resource) : resource.at;
    const { start, end } = object;
    return readAnnotations(nameOf(resource), resource.annotations, { start, end });
  });
}

function nameOf({ apiVersion, kind, namespace, name }: ResourceHead): ResourceName {
  return { apiVersion, kind, namespace, name };
}

/** More levels of lists in lists than any manifest has. */
const LIST_DEPTH = 20;

/** The object itself where it is an item of a list. */
function objectAt(root: View, resource: ResourceHead): Range {
  let view = root;
  for (let depth = 0; depth < LIST_DEPTH; depth++) {
    const item = view
      .get('items')
      .items()
      .find(({ at }) => holds(at, resource));
    if (!item) break;
    view = item;
  }
  return view.at;
}

function holds({ start, end }: Range, { at }: ResourceHead): boolean {
  return start <= at.start && at.start < end;
}
