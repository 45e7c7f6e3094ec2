import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { MERGE_LIMIT, mergedEntries, repeatedEntries } from './merge.ts';
import type {
  AliasNode,
  MapEntry,
  Place,
  ScalarNode,
  ScalarStyle,
  Source,
  ValueNode,
  YamlNode,
} from './node.ts';
import { resolvePlain, resolveTagged } from './scalar.ts';
import { blockHeader, nextMark, trimmedEnd } from './scan.ts';

export interface Trouble extends Place {
  readonly message: string;
}

/** One document as nodes; what is wrong with it without making it unreadable. */
export interface BuiltDocument {
  readonly root: YamlNode;
  readonly troubles: readonly Trouble[];
  readonly duplicateKeys: readonly Trouble[];
}

type OpenCollection = { source: Source; start: number; end: number } & (
  | { kind: 'list'; items: YamlNode[] }
  | { kind: 'map'; entries: readonly MapEntry[]; brought: number; repeats: boolean }
);

interface Frame {
  readonly node: OpenCollection;
  /** What has been collected of a map; the map gets it when it is complete. */
  readonly entries: MapEntry[];
  /** Whether it is closed by `}` or `]`. */
  readonly bracketed: boolean;
  readonly anchor: string;
  key: YamlNode | undefined;
}

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/**
 * Turns the events of js-yaml into nodes with places. One loop, no recursion; an alias shares the node it names, so
 * a document that multiplies itself by aliases costs what it has characters.
 */
export class NodeBuilder {
  private readonly source: Source;
  private readonly text: string;
  /** Where the text begins in its file. */
  private readonly base: number;
  private readonly documents: BuiltDocument[] = [];
  private readonly frames: Frame[] = [];
  /** `undefined` while the value behind the anchor is not complete. */
  private anchors = new Map<string, ValueNode | undefined>();
  private troubles: Trouble[] = [];
  private duplicateKeys: Trouble[] = [];
  private root: YamlNode | undefined;
  private mergesLeft = MERGE_LIMIT;
  /** The end of what has been read, quotes and brackets included. */
  private reached = 0;

  constructor(source: Source) {
    this.source = source;
    this.text = source.text;
    this.base = source.start;
  }

  build(events: readonly Event[]): readonly BuiltDocument[] {
    for (let i = 0; i < events.length; i++) {
      const event = events[i];
      if (event?.type === EVENT_ID.SCALAR) this.add(this.scalar(event));
      else if (event?.type === EVENT_ID.POP) this.close();
      else if (event?.type === EVENT_ID.ALIAS) this.add(this.alias(event));
      else if (event?.type === EVENT_ID.DOCUMENT) this.begin();
      else if (event) this.open(event, events[i + 1]);
    }
    return this.documents;
  }

  private begin(): void {
    this.anchors = new Map();
    this.troubles = [];
    this.duplicateKeys = [];
    this.root = undefined;
    this.mergesLeft = MERGE_LIMIT;
  }

  private open(event: MappingEvent | SequenceEvent, next: Event | undefined): void {
    const { source } = this;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const start = event.start + this.base;
    const anchor = this.text.slice(event.anchorStart, Math.max(event.anchorStart, event.anchorEnd));
    if (anchor !== '') this.anchors.set(anchor, undefined);
    const list = event.type === EVENT_ID.SEQUENCE;
    const bracketed = flow && (list || this.isBraced(event.start, next));
    this.reached = Math.max(this.reached, event.start + (bracketed ? 1 : 0));
    const node: OpenCollection = list
      ? { kind: 'list', items: [], source, start, end: start }
      : { kind: 'map', entries: [], brought: 0, repeats: false, source, start, end: start };
    this.frames.push({ node, entries: [], bracketed, anchor, key: undefined });
  }

  /** Whether a flow map has braces of its own: the single pair in `[a: 1]` has none, not even in `[{a: 1}: 2]`. */
  private isBraced(start: number, next: Event | undefined): boolean {
    return this.text[start] === '{' && !(next && 'start' in next && next.start === start);
  }

  private close(): void {
    const frame = this.frames.pop();
    if (!frame) {
      const { root, troubles, duplicateKeys } = this;
      if (root) this.documents.push({ root, troubles, duplicateKeys });
      return;
    }
    const { node, entries, bracketed, anchor } = frame;
    if (bracketed) this.reached = nextMark(this.text, this.reached, ',') + 1;
    node.end = this.reached + this.base;
    if (node.kind === 'map') this.complete(node, entries);
    const value = this.template(node, entries) ?? node;
    if (anchor !== '') this.anchors.set(anchor, value);
    this.add(value);
  }

  private complete(map: OpenCollection & { kind: 'map' }, entries: readonly MapEntry[]): void {
    const repeated = repeatedEntries(entries);
    map.repeats = repeated.length > 0;
    map.entries = entries;
    for (const { key } of repeated) {
      const name = this.text.slice(key.start - this.base, key.end - this.base);
      const message = `key "${name}" is written twice; the last one counts`;
      this.duplicateKeys.push({ start: key.start, end: key.end, message });
    }
    const merged = mergedEntries(entries, this.mergesLeft);
    if (!merged) return;
    if (merged.cost > this.mergesLeft && this.mergesLeft > 0) {
      const message = `merge keys bring in more than ${MERGE_LIMIT} entries; the rest of them is not read`;
      this.troubles.push({ start: map.start, end: map.end, message });
    }
    this.mergesLeft = Math.max(0, this.mergesLeft - merged.cost);
    map.entries = merged.entries;
    map.brought = merged.brought;
  }

  /** An unquoted `{{ template }}`, which YAML takes for a map with a map as its key: text that is not known yet. */
  private template(node: OpenCollection, entries: readonly MapEntry[]): ScalarNode | undefined {
    const start = node.start - this.base;
    if (node.kind !== 'map' || entries[0]?.key.kind !== 'map') return undefined;
    if (!this.text.startsWith('{{', start)) return undefined;
    const text = this.text.slice(start, this.reached);
    return this.node('plain', text, text, node, node.start, -1);
  }

  private add(node: YamlNode): void {
    const frame = this.frames.at(-1);
    if (!frame) this.root = node;
    else if (frame.node.kind === 'list') frame.node.items.push(node);
    else if (frame.key === undefined) frame.key = node;
    else {
      frame.entries.push({ key: frame.key, value: node });
      frame.key = undefined;
    }
  }

  private alias(event: AliasEvent): AliasNode {
    const { base, text, source } = this;
    const name = text.slice(event.anchorStart, event.anchorEnd);
    const place = { start: event.anchorStart - 1 + base, end: event.anchorEnd + base };
    this.reached = event.anchorEnd;
    const target = this.anchors.get(name);
    if (target) return { kind: 'alias', target, source, ...place };
    const message = this.anchors.has(name)
      ? `"*${name}" stands inside the very value that "&${name}" names`
      : `"*${name}" names an anchor that this document does not have`;
    this.troubles.push({ ...place, message });
    return {
      kind: 'alias',
      target: this.node('plain', '', null, place, place.start, -1),
      source,
      ...place,
    };
  }

  private scalar(event: ScalarEvent): ScalarNode {
    const node = event.valueStart === -1 ? this.empty(event) : this.written(event);
    if (event.anchorStart !== -1) {
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    }
    return node;
  }

  private written(event: ScalarEvent): ScalarNode {
    const { base } = this;
    const { style, valueStart, valueEnd } = event;
    const text = getScalarValue(this.text, event);
    if (style === SCALAR_STYLE.PLAIN) {
      this.reached = valueEnd;
      const place = { start: valueStart + base, end: valueEnd + base };
      return this.node('plain', text, this.valueOf(text, event), place, place.start, -1);
    }
    if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) {
      return this.block(event, text);
    }
    this.reached = valueEnd + 1;
    const quotes = valueStart === valueEnd ? 1 : 0;
    const place = { start: valueStart - quotes + base, end: valueEnd + quotes + base };
    return this.node(styleOf(event), text, this.valueOf(text, event), place, place.start, -1);
  }

  private block(event: ScalarEvent, text: string): ScalarNode {
    const { base, reached } = this;
    const header = blockHeader(this.text, Math.max(reached, event.tagEnd, event.anchorEnd));
    this.reached = trimmedEnd(this.text, header + 1, event.valueEnd);
    const place = { start: header + base, end: this.reached + base };
    const value = this.valueOf(text, event);
    return this.node(styleOf(event), text, value, place, event.valueStart + base, event.indent);
  }

  /** Nothing is written: the place is behind the `:` or `-`, or behind the tag or anchor. */
  private empty(event: ScalarEvent): ScalarNode {
    this.reached = Math.max(this.reached, event.tagEnd, event.anchorEnd);
    if (event.tagStart === -1 && event.anchorStart === -1) {
      const frame = this.frames.at(-1);
      const mark = nextMark(this.text, this.reached, '');
      const expected = frame?.node.kind === 'list' ? '-' : frame?.key ? ':' : '?';
      if (frame && this.text[mark] === expected) this.reached = mark + 1;
    }
    const offset = this.reached + this.base;
    const value = this.valueOf('', event);
    return this.node('plain', '', value, { start: offset, end: offset }, offset, -1);
  }

  private valueOf(text: string, event: ScalarEvent): ScalarNode['value'] {
    if (event.tagStart !== -1) {
      return resolveTagged(text, this.text.slice(event.tagStart, event.tagEnd));
    }
    return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
  }

  /** One place makes all scalars, so that they have one shape. */
  private node(
    style: ScalarStyle,
    text: string,
    value: ScalarNode['value'],
    { start, end }: Place,
    body: number,
    indent: number,
  ): ScalarNode {
    const { source } = this;
    return { kind: 'scalar', value, text, style, source, start, end, body, indent };
  }
}

function styleOf(event: ScalarEvent): ScalarStyle {
  return STYLES[event.style] ?? 'plain';
}
