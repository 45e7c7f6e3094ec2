import type { Fix } from '../../finding.ts';
import type { ScalarNode, ValueNode } from '../../parse/yaml/node.ts';
import { resolvePlain } from '../../parse/yaml/scalar.ts';
import type { Schema } from './schema.ts';

/** Renames a misspelt key. What it says takes effect from then on, so it is not safe. */
export function renamed(key: ValueNode, name: string): Fix | undefined {
  if (key.kind !== 'scalar' || !isInline(key)) return undefined;
  const at = { file: key.source.file, start: key.start, end: key.end };
  return { title: `Rename it to "${name}"`, safe: false, edits: [{ at, text: name }] };
}

/** The value that was meant, where that is sure. */
export function mended(scalar: ScalarNode, schema: Schema): Fix | undefined {
  if (!isInline(scalar)) return undefined;
  return schema.enum ? respelt(scalar, schema.enum) : retyped(scalar, schema);
}

/** One of the known values, where only capitals differ. */
function respelt(scalar: ScalarNode, known: readonly string[]): Fix | undefined {
  const { text, start, end, source } = scalar;
  const { file } = source;
  const meant = known.find((each) => each.toLowerCase() === text.toLowerCase());
  if (meant === undefined) return undefined;
  const edits = [{ at: { file, start, end }, text: meant }];
  return { title: `Write "${meant}"`, safe: false, edits };
}

/** Puts quotes around a number or boolean that must be text, or takes them from a text that must be none. */
function retyped(scalar: ScalarNode, { type }: Schema): Fix | undefined {
  const { style, text, start, end, value, source } = scalar;
  const { file } = source;
  if (type === 'string' && typeof value !== 'string') {
    const edits = [{ at: { file, start, end }, text: `"${text}"` }];
    return { title: 'Put it in quotes', safe: true, edits };
  }
  if (style !== 'single-quoted' && style !== 'double-quoted') return undefined;
  const bare = resolvePlain(text);
  const fits = type === 'integer' ? Number.isInteger(bare) : typeof bare === type;
  if (!fits || typeof bare === 'string') return undefined;
  const edits = [{ at: { file, start: start - 1, end: end + 1 }, text }];
  return { title: 'Take the quotes away', safe: true, edits };
}

/** Whether the words stand in the file as they are, on one line. */
function isInline({ style, made }: ScalarNode): boolean {
  return !made && style !== 'literal' && style !== 'folded';
}
