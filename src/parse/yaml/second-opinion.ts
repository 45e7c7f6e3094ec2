import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLError,
} from 'yaml';
import type { BuiltDocument, Trouble } from './build.ts';
import { MERGE_LIMIT, mergedEntries, repeatedEntries } from './merge.ts';
import type {
  MapEntry,
  MapNode,
  ScalarNode,
  ScalarStyle,
  Source,
  ValueNode,
  YamlNode,
} from './node.ts';
import { DEPTH_LIMIT, wordAt } from './read-piece.ts';
import { resolvePlain, resolveTagged } from './scalar.ts';
import { trimmedEnd } from './scan.ts';

/** What the package `yaml` makes of a piece that js-yaml does not read. */
export interface Opinion {
  readonly documents: readonly BuiltDocument[];
  readonly broken?: Trouble;
}

/**
 * Reads a piece with the package `yaml`, twenty times as slow as js-yaml: it accepts the few documents that js-yaml
 * alone refuses (a `}` at its parent's indentation), and says better what is wrong with the others. The only module
 * that imports `yaml`, so load it when a file has failed.
 */
export function secondOpinion(source: Source): Opinion {
  const { text, start: base } = source;
  try {
    const parsed = parseAllDocuments(text, {
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'failsafe',
      keepSourceTokens: false,
    });
    const documents = 'empty' in parsed ? [] : parsed;
    const error = documents.flatMap((document) => document.errors)[0];
    if (error) return { documents: [], broken: troubleOf(error, text, base) };
    return { documents: documents.flatMap((document) => built(document, source)) };
  } catch (error) {
    // `yaml` recurses once per level, and js-yaml may have failed before it met the deepest one.
    if (!(error instanceof RangeError)) throw error;
    const message = `nested deeper than ${DEPTH_LIMIT} levels`;
    return { documents: [], broken: { message, start: base, end: base + 1 } };
  }
}

const WORDS: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE: 'this escape does not exist; a backslash in double quotes is written twice',
  BAD_INDENT: 'this is indented wrongly for the map or list it stands in',
  BAD_SCALAR_START: 'a value cannot begin with this character; it needs quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a value on the line of its key cannot hold another ": "; it needs quotes, or a line of its own',
  BLOCK_IN_FLOW: 'a "," or a closing bracket is missing before this',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line with its ":"',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_TAGS: 'a value has two tags',
  TAB_AS_INDENT: 'a tab is used for indentation; YAML takes spaces only',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
};

const MISSING_CHARACTER: readonly (readonly [string, string])[] = [
  ['closing "quote', 'a quote is never closed'],
  ["closing 'quote", 'a quote is never closed'],
  ['block sequence', 'every item of this list must begin with "- "'],
  ['end with a', 'a bracket is never closed'],
  [', between', 'a "," is missing between two values in brackets'],
  ['implicit keys', 'a ":" is missing behind this key'],
];

function troubleOf(error: YAMLError, text: string, base: number): Trouble {
  const missing = MISSING_CHARACTER.find(([part]) => error.message.includes(part));
  const words = WORDS[error.code] ?? missing?.[1] ?? error.message;
  const { start, end } = wordAt(text, error.pos[0]);
  return { message: `this is not valid YAML: ${words}`, start: start + base, end: end + base };
}

function built(document: Document.Parsed, source: Source): BuiltDocument[] {
  const reader = new AstReader(source);
  const root = document.contents && reader.read(document.contents, DEPTH_LIMIT);
  return root ? [{ root, troubles: reader.troubles, duplicateKeys: reader.duplicateKeys }] : [];
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Turns one document of `yaml` into nodes; bounded by the depth it is given, since the tree of `yaml` is as deep as the text. */
class AstReader {
  readonly troubles: Trouble[] = [];
  readonly duplicateKeys: Trouble[] = [];
  private readonly source: Source;
  private readonly text: string;
  /** Where the text begins in its file. */
  private readonly base: number;
  private readonly anchors = new Map<string, ValueNode>();
  private mergesLeft = MERGE_LIMIT;

  constructor(source: Source) {
    this.source = source;
    this.text = source.text;
    this.base = source.start;
  }

  read(node: ParsedNode | Node, depth: number): YamlNode {
    const { source } = this;
    const [start, end] = this.placeOf(node);
    if (depth === 0) {
      this.troubles.push({ start, end, message: `nested deeper than ${DEPTH_LIMIT} levels` });
      return this.nothingAt(start);
    }
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target) return { kind: 'alias', target, source, start, end };
      const message = `"*${node.source}" names an anchor that this document does not have`;
      this.troubles.push({ start, end, message });
      return this.nothingAt(start);
    }
    const value = this.value(node, depth, start, end);
    if ('anchor' in node && node.anchor) this.anchors.set(node.anchor, value);
    return value;
  }

  private value(node: Node, depth: number, start: number, end: number): ValueNode {
    if (isSeq(node)) {
      const items = node.items.map((item) => this.child(item, depth, end));
      return { kind: 'list', items, source: this.source, start, end };
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) => {
        const name = this.child(key, depth, start);
        return { key: name, value: this.child(value, depth, name.end) };
      });
      return this.map(entries, start, end);
    }
    return isScalar(node) ? this.scalar(node, start, end) : this.nothingAt(start);
  }

  private child(node: unknown, depth: number, fallback: number): YamlNode {
    return isNodeWithRange(node) ? this.read(node, depth - 1) : this.nothingAt(fallback);
  }

  private map(own: readonly MapEntry[], start: number, end: number): MapNode {
    const repeated = repeatedEntries(own);
    for (const { key } of repeated) {
      const name = key.kind === 'scalar' ? key.text : '';
      const message = `key "${name}" is written twice; the last one counts`;
      this.duplicateKeys.push({ start: key.start, end: key.end, message });
    }
    const merged = mergedEntries(own, this.mergesLeft);
    this.mergesLeft -= merged?.cost ?? 0;
    const entries = merged?.entries ?? own;
    const brought = merged?.brought ?? 0;
    const { source } = this;
    return { kind: 'map', entries, brought, repeats: repeated.length > 0, source, start, end };
  }

  private scalar(node: Scalar, start: number, end: number): ScalarNode {
    const style = STYLES[node.type ?? ''] ?? 'plain';
    const text = String(node.value ?? '');
    const value = node.tag
      ? resolveTagged(text, node.tag)
      : style === 'plain'
        ? resolvePlain(text)
        : text;
    const quoted = style === 'single-quoted' || style === 'double-quoted';
    const inner = quoted && end - start > 2 ? 1 : 0;
    const place = { source: this.source, start: start + inner, end: end - inner };
    if (style !== 'literal' && style !== 'folded') {
      return { kind: 'scalar', value, text, style, ...place, body: place.start, indent: -1 };
    }
    const body = this.text.indexOf('\n', start - this.base) + 1;
    const indent = marginOf(this.text.slice(body, end - this.base)) - marginOf(text);
    return { kind: 'scalar', value, text, style, ...place, body: body + this.base, indent };
  }

  private nothingAt(offset: number): ScalarNode {
    const place = { source: this.source, start: offset, end: offset };
    const style = 'plain';
    return { kind: 'scalar', value: null, text: '', style, ...place, body: offset, indent: -1 };
  }

  private placeOf(node: ParsedNode | Node): readonly [start: number, end: number] {
    const [start, end] = node.range ?? [0, 0];
    return [start + this.base, trimmedEnd(this.text, start, end) + this.base];
  }
}

/** How far the first line that is not blank is indented. */
function marginOf(text: string): number {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.length - line.trimStart().length;
}

function isNodeWithRange(node: unknown): node is Node {
  return isAlias(node) || isScalar(node) || isMap(node) || isSeq(node);
}
