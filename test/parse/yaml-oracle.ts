import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { MapEntry, MapNode, Place, YamlNode } from '../../src/parse/yaml/node.ts';
import { piecesOf } from '../../src/parse/yaml/pieces.ts';
import { isSurelyIrrelevant, maySkip } from '../../src/parse/yaml/prescan.ts';
import { readPiece } from '../../src/parse/yaml/read-piece.ts';

/** How the nodes compare with the trees of the package `yaml`, over all documents that both read. */
export interface Comparison {
  documents: number;
  values: number;
  keys: number;
  ranges: number;
  onlyYaml: number;
  onlyOurs: number;
  broken: number;
  skipped: number;
  readonly differences: string[];
}

export function newComparison(): Comparison {
  return {
    documents: 0,
    values: 0,
    keys: 0,
    ranges: 0,
    onlyYaml: 0,
    onlyOurs: 0,
    broken: 0,
    skipped: 0,
    differences: [],
  };
}

/** Reads a file both ways and notes every difference in values, key offsets and value ranges. */
export function compareFile(file: string, text: string, into: Comparison): void {
  for (const piece of piecesOf(text)) comparePiece(file, text, piece, into);
}

function comparePiece(file: string, text: string, piece: Place, into: Comparison): void {
  const written = text.slice(piece.start, piece.end);
  const theirs = yamlDocuments(written);
  const ours = readPiece({ file, text: written, start: piece.start });
  if (ours.broken || !theirs) {
    into.onlyYaml += ours.broken && theirs ? 1 : 0;
    into.onlyOurs += ours.broken ? 0 : 1;
    into.broken += ours.broken && !theirs ? 1 : 0;
    return;
  }
  const differ = (what: string, at: number): void => {
    into.differences.push(`${file}:${at}: ${what}`);
  };
  const contents = theirs.flatMap((document) => document.contents ?? []);
  const full = contents.filter((node) => !(isScalar(node) && node.type === 'PLAIN' && !node.value));
  const roots = ours.documents.map(({ root }) => root).filter((root) => !isNothing(root));
  if (roots.length !== full.length) differ('number of documents', piece.start);
  into.documents += full.length;
  for (const [index, root] of roots.entries()) {
    new Comparer(text, piece.start, into, differ).node(root, full[index]);
  }
}

function isNothing(root: YamlNode): boolean {
  return root.kind === 'scalar' && root.style === 'plain' && root.text === '';
}

function yamlDocuments(text: string): readonly Document.Parsed[] | undefined {
  const parsed = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'failsafe',
  });
  if ('empty' in parsed) return [];
  return parsed.some((document) => document.errors.length > 0) ? undefined : parsed;
}

class Comparer {
  private readonly text: string;
  private readonly base: number;
  private readonly into: Comparison;
  private readonly differ: (what: string, at: number) => void;

  constructor(
    text: string,
    base: number,
    into: Comparison,
    differ: (what: string, at: number) => void,
  ) {
    this.text = text;
    this.base = base;
    this.into = into;
    this.differ = differ;
  }

  node(ours: YamlNode, theirs: unknown): void {
    if (!isNode(theirs)) {
      if (!isNothing(ours)) this.differ('they have nothing here', ours.start);
    } else if (ours.kind === 'scalar' && isMap(theirs)) {
      // A `{{ template }}` stays a text.
      if (!ours.text.startsWith('{{')) this.differ('scalar for a map', ours.start);
    } else {
      this.range(ours, theirs);
      this.content(ours, theirs);
    }
  }

  private content(ours: YamlNode, theirs: Node): void {
    if (ours.kind === 'scalar' && isScalar(theirs)) {
      this.into.values++;
      const value = theirs.value ?? '';
      if (ours.text !== value)
        this.differ(`${JSON.stringify(ours.text)} for ${JSON.stringify(value)}`, ours.start);
    } else if (ours.kind === 'list' && isSeq(theirs)) {
      if (ours.items.length !== theirs.items.length) this.differ('length', ours.start);
      for (const [index, item] of ours.items.entries()) this.node(item, theirs.items[index]);
    } else if (ours.kind === 'map' && isMap(theirs)) this.map(ours, theirs.items);
    else if (!(ours.kind === 'alias' && isAlias(theirs)))
      this.differ(`${ours.kind} for another kind`, ours.start);
  }

  private map(ours: MapNode, theirs: readonly Pair[]): void {
    const own = ours.entries.filter((entry) => isWithin(entry, ours));
    const pairs = theirs.filter((pair) => own.length === theirs.length || !isMergeKey(pair.key));
    if (own.length !== pairs.length) this.differ('number of keys', ours.start);
    for (const [index, { key, value }] of own.entries()) {
      const pair = pairs[index];
      if (!pair) continue;
      this.into.keys++;
      this.node(key, pair.key);
      this.node(value, pair.value);
    }
  }

  private range(ours: YamlNode, theirs: Node): void {
    const [from, to] = theirs.range ?? [0, 0];
    const [start, end] = outerRange(ours);
    const theirStart = from + this.base;
    const theirEnd = to + this.base;
    this.into.ranges++;
    // Behind an empty value they go on to the comment that follows.
    const blank = isNothing(ours) && this.isSilent(start, theirStart);
    // A map begins at the tag of its first key; with them behind it.
    const tag = ours.kind === 'map' && /^[!&]\S*\s+$/.test(this.text.slice(start, theirStart));
    if (start !== theirStart && !blank && !tag)
      this.differ(`${ours.kind} starts, they: ${theirStart}`, start);
    if (end !== theirEnd && !this.isSilent(end, theirEnd))
      this.differ(`${ours.kind} ends, they: ${theirEnd}`, end);
  }

  /** They let a list or map go on over the comments and blank lines behind it. */
  private isSilent(end: number, theirEnd: number): boolean {
    const between = this.text.slice(Math.min(end, theirEnd), Math.max(end, theirEnd));
    return between.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  }
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value);
}

function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.type !== 'PLAIN') return false;
  // `!!merge <<` has a symbol as its value.
  return key.value === '<<' || typeof key.value === 'symbol';
}

function isWithin({ key, value }: MapEntry, map: MapNode): boolean {
  return key.start >= map.start && Math.max(key.end, value.end) <= map.end + 1;
}

function outerRange(node: YamlNode): readonly [number, number] {
  const quoted = node.kind === 'scalar' && node.style.endsWith('quoted') && node.text !== '';
  const quotes = quoted || (isQuoted(node) && node.end - node.start > 2) ? 1 : 0;
  return [node.start - quotes, node.end + quotes];
}

function isQuoted(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style.endsWith('quoted');
}

/** The document kinds of the tests: what the linter asks for in real life is similar. */
export const RELEVANT: ReadonlySet<string> = new Set([
  'Service',
  'Deployment',
  'VirtualService',
  'Gateway',
  'Ingress',
]);

/**
 * The documents that the prescan passes over although the whole file, read by `yaml`, shows that they are asked
 * for; none where `yaml` finds an error in the file's piece.
 */
export function falseSkips(text: string): { readonly skipped: number; readonly wrong: string[] } {
  const wrong: string[] = [];
  let skipped = 0;
  const isRelevant = (_apiVersion: string, kind: string): boolean => RELEVANT.has(kind);
  const pieces = piecesOf(text);
  for (const place of maySkip(text, pieces) ? pieces : []) {
    if (!isSurelyIrrelevant(text, place, isRelevant)) continue;
    skipped++;
    const piece = text.slice(place.start, place.end);
    if (kindsOf(piece).some((kind) => RELEVANT.has(kind) || kind.endsWith('List'))) {
      wrong.push(piece);
    }
  }
  return { skipped, wrong };
}

/** The kinds of the documents as `yaml` reads them; none where it finds an error, or where no relevant one is near. */
export function kindsOf(piece: string): string[] {
  if (![...RELEVANT, 'List'].some((kind) => piece.includes(kind))) return [];
  return (yamlDocuments(piece) ?? []).map((document) => {
    const pairs = isMap(document.contents) ? document.contents.items : [];
    const value = pairs.findLast(({ key }) => isScalar(key) && key.value === 'kind')?.value;
    const kind = isAlias(value) ? value.resolve(document) : value;
    return isScalar(kind) ? String(kind.value ?? '') : '';
  });
}
