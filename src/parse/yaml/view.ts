import type { Entry, Located, Span } from '../../text.ts';
import { type Embedded, embedded } from './embedded.ts';
import {
  entriesOf,
  entryOf,
  type Source,
  type SourcePlace,
  targetOf,
  type ValueNode,
  type YamlNode,
} from './node.ts';
import type { Item, Key, Step, Value } from './path.ts';
import type { Tree } from './tree.ts';
import { type Leaf, leavesOf, plainOf } from './walk.ts';

export type ViewType = 'text' | 'number' | 'boolean' | 'null' | 'list' | 'map' | 'missing';

/** Where a view stands: the value if there is one, and the place of its key, or the nearest place to a missing value. */
interface Standing {
  readonly node: YamlNode | undefined;
  readonly near: SourcePlace | undefined;
}

/**
 * A read-only view of one YAML value, typed by an API model (`View<IDeployment>`), or of any shape (`View`).
 * Every step is total: a missing key, or a value of another type, gives a missing view, `undefined` or an empty
 * list, never an exception. What the model says is only what the API expects: the file may hold anything.
 * Aliases and merge keys are followed; of a key written twice the last one counts.
 */
export class View<T = unknown> {
  private readonly source: Source;
  private readonly node: YamlNode | undefined;
  private readonly near: SourcePlace | undefined;

  /** `source` is where a value is missing of which no place near it is known. */
  constructor(source: Source, { node, near }: Standing) {
    this.source = source;
    this.node = node;
    this.near = near;
  }

  get file(): string {
    return (this.node?.source ?? this.source).file;
  }

  /**
   * Where the value is written: the words of a scalar without its quotes, a block scalar from its header to its end,
   * a list or map from its first to its last character, an alias where the alias is. An empty value is shown at
   * its key. A missing value is shown at the key of the nearest value above that exists; where that is a list item
   * or the whole document, at its first key.
   */
  get at(): Span {
    const { node, near } = this;
    return this.span(node && (node.start < node.end || !near) ? node : near);
  }

  /** The place of the key the value is written under, without quotes; `at` for list items and whole documents. */
  get keyAt(): Span {
    return this.node && !this.near ? this.at : this.span(this.near);
  }

  /** The key is there, and its value is not null. */
  get exists(): boolean {
    return this.type !== 'missing' && this.type !== 'null';
  }

  /** The key is there, even with nothing or `null` behind it. */
  get present(): boolean {
    return this.node !== undefined;
  }

  get type(): ViewType {
    const node = this.target;
    if (!node) return 'missing';
    if (node.kind !== 'scalar') return node.kind;
    if (node.value === null) return 'null';
    if (typeof node.value === 'number') return 'number';
    return typeof node.value === 'boolean' ? 'boolean' : 'text';
  }

  /** The value under a path of keys. A path that the model does not have does not compile. */
  get<A extends Key<T>>(a: A): View<Step<T, A>>;
  get<A extends Key<T>, B extends Key<Step<T, A>>>(a: A, b: B): View<Step<Step<T, A>, B>>;
  get<A extends Key<T>, B extends Key<Step<T, A>>, C extends Key<Step<Step<T, A>, B>>>(
    a: A,
    b: B,
    c: C,
  ): View<Step<Step<Step<T, A>, B>, C>>;
  get<
    A extends Key<T>,
    B extends Key<Step<T, A>>,
    C extends Key<Step<Step<T, A>, B>>,
    D extends Key<Step<Step<Step<T, A>, B>, C>>,
  >(a: A, b: B, c: C, d: D): View<Step<Step<Step<Step<T, A>, B>, C>, D>>;
  get<
    A extends Key<T>,
    B extends Key<Step<T, A>>,
    C extends Key<Step<Step<T, A>, B>>,
    D extends Key<Step<Step<Step<T, A>, B>, C>>,
    E extends Key<Step<Step<Step<Step<T, A>, B>, C>, D>>,
  >(a: A, b: B, c: C, d: D, e: E): View<Step<Step<Step<Step<Step<T, A>, B>, C>, D>, E>>;
  get<
    A extends Key<T>,
    B extends Key<Step<T, A>>,
    C extends Key<Step<Step<T, A>, B>>,
    D extends Key<Step<Step<Step<T, A>, B>, C>>,
    E extends Key<Step<Step<Step<Step<T, A>, B>, C>, D>>,
    F extends Key<Step<Step<Step<Step<Step<T, A>, B>, C>, D>, E>>,
  >(
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
    f: F,
  ): View<Step<Step<Step<Step<Step<Step<T, A>, B>, C>, D>, E>, F>>;
  get(...path: readonly string[]): View<never> {
    let { node, near } = this;
    for (const key of path) {
      if (!node) break;
      const map = targetOf(node);
      const entry = map.kind === 'map' ? entryOf(map, key) : undefined;
      near = entry?.key ?? near ?? nearestTo(node, map);
      node = entry?.value;
    }
    return new View(this.source, { node, near });
  }

  /** Any scalar that is not null, as text; numbers and booleans as they are written. */
  text(): Located<string> | undefined {
    const node = this.target;
    if (node?.kind !== 'scalar' || node.value === null) return undefined;
    return { value: node.text, at: this.at };
  }

  /** A finite number; not a text of digits. */
  number(): Located<number> | undefined {
    const node = this.target;
    if (node?.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
    if (!Number.isFinite(node.value)) return undefined;
    return { value: node.value, at: this.at };
  }

  /** What the API server reads as a boolean: `true`, `no`, `On`; not a quoted text. */
  boolean(): Located<boolean> | undefined {
    const node = this.target;
    if (node?.kind !== 'scalar' || typeof node.value !== 'boolean') return undefined;
    return { value: node.value, at: this.at };
  }

  items(): View<Item<T>>[] {
    const node = this.target;
    if (node?.kind !== 'list') return [];
    return node.items.map((item) => new View(this.source, { node: item, near: undefined }));
  }

  /** The items that are scalars and not null, as text. */
  texts(): Located<string>[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  /** What a map holds; keys that are no scalars are left out, of a repeated key the last one stays. */
  entries(): { readonly key: Located<string>; readonly value: View<Value<T>> }[] {
    const node = this.target;
    if (node?.kind !== 'map') return [];
    return entriesOf(node).flatMap(({ key, value }) => {
      const name = targetOf(key);
      if (name.kind !== 'scalar') return [];
      const view = new View<Value<T>>(this.source, { node: value, near: key });
      return [{ key: { value: name.text, at: this.span(key) }, value: view }];
    });
  }

  /** The entries whose value is a scalar and not null, as text: labels, annotations, data. */
  pairs(): Entry[] {
    return this.entries().flatMap(({ key, value }) => {
      const text = value.text();
      return text ? [{ key, value: text }] : [];
    });
  }

  /** Every scalar written in here, at any depth, once: what aliases and merge keys bring in is not repeated. */
  leaves(): Leaf[] {
    return this.node ? leavesOf(this.node) : [];
  }

  /** A text that is a file in itself, such as an nginx.conf in a ConfigMap. */
  embedded(): Embedded | undefined {
    const node = this.target;
    if (node?.kind !== 'scalar' || node.value === null) return undefined;
    return embedded(node);
  }

  /** The value as a node, for those that make other trees of it. */
  tree(): Tree | undefined {
    return this.node;
  }

  /** The same value, expected to be of another model. The one place where a view changes its type. */
  as<U>(): View<U> {
    return new View<U>(this.source, this.standing());
  }

  /** Plain JavaScript data, for tests; what is deeper or larger than any test needs is cut off. */
  plain(): unknown {
    return this.node && plainOf(this.node);
  }

  private get target(): ValueNode | undefined {
    return this.node && targetOf(this.node);
  }

  private standing(): Standing {
    return { node: this.node, near: this.near };
  }

  private span(place: SourcePlace | undefined): Span {
    if (!place) return { file: this.source.file, start: 0, end: 0 };
    const { source, start, end, made } = place;
    const { file } = source;
    return made ? { file, start, end, made } : { file, start, end };
  }
}

/** What is shown for a value that is missing in a list item or document. */
function nearestTo(node: YamlNode, value: ValueNode): SourcePlace {
  const first = node === value && value.kind === 'map' ? value.entries[0]?.key : undefined;
  return first ?? node;
}
