/** What a node stands in: a file, or one document of it, so that no more than that is kept in memory. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Where in the file `text` begins, as a UTF-16 offset. */
  readonly start: number;
}

/** UTF-16 offsets into the whole text of a file, half open. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A place that tells what it is in: parts of several files may meet in one tree. */
export interface SourcePlace extends Place {
  readonly source: Source;
  /** It is not written here: something makes it, of what is here or for what is here. */
  readonly made?: true;
}

/** From `text`, an index of a text, on, index and the file's offset `source` run side by side, until the next stretch begins. */
export interface Stretch {
  readonly text: number;
  readonly source: number;
}

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/**
 * One text, number, boolean or null. Its place covers the words without their quotes; a block scalar's place
 * goes from its header (`|`, `>`) to the end of its last line that is not blank; an empty value is an empty place.
 */
export interface ScalarNode extends SourcePlace {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The content as text: what is written, without quotes, escapes, indentation. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** Where the words begin: behind the header line of a block scalar, else `start`. */
  readonly body: number;
  /** Where its lines are written, for a text whose lines come from elsewhere. */
  readonly stretches?: readonly Stretch[];
  /** Columns of indentation that belong to YAML and not to the text of a block scalar; -1 elsewhere. */
  readonly indent: number;
}

/** From the first `-` to the end of the last item, or from `[` to `]`. */
export interface ListNode extends SourcePlace {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface MapEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** From the first key to the end of the last value, or from `{` to `}`. */
export interface MapNode extends SourcePlace {
  readonly kind: 'map';
  /**
   * In this order: what `<<` brings in (never a key that the map has itself), then the map's own entries as they
   * are written, repeated keys included. So the last entry of a key is the one that counts.
   */
  readonly entries: readonly MapEntry[];
  /** How many of them `<<` brings in. */
  readonly brought: number;
  /** Whether a key is written twice. */
  readonly repeats: boolean;
}

export type ValueNode = ScalarNode | ListNode | MapNode;

/** `*name`: its own place, and the node that `&name` stands before. Nodes are shared, never copied. */
export interface AliasNode extends SourcePlace {
  readonly kind: 'alias';
  readonly target: ValueNode;
}

export type YamlNode = ValueNode | AliasNode;

export function targetOf(node: YamlNode): ValueNode {
  return node.kind === 'alias' ? node.target : node;
}

/** The text of a scalar key; `undefined` where a list or a map stands as key. */
export function keyText(entry: MapEntry): string | undefined {
  const key = targetOf(entry.key);
  return key.kind === 'scalar' ? key.text : undefined;
}

/** The entry that counts for a key: the last one. */
export function entryOf(map: MapNode, key: string): MapEntry | undefined {
  const { entries } = map;
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry && keyText(entry) === key) return entry;
  }
  return undefined;
}

/** The entries that count, in the order they are written. */
export function entriesOf(map: MapNode): readonly MapEntry[] {
  if (!map.repeats) return map.entries;
  const last = new Map(map.entries.map((entry) => [keyText(entry), entry]));
  return map.entries.filter((entry) => {
    const key = keyText(entry);
    return key === undefined || last.get(key) === entry;
  });
}
