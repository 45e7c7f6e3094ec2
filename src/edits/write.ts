import type { YamlValue } from '../finding.ts';
import type { ScalarNode } from '../parse/yaml/node.ts';
import { resolvePlain } from '../parse/yaml/scalar.ts';

/** How many columns a map stands further in than the key it belongs to, and a list. */
export interface Style {
  readonly step: number;
  readonly listStep: number;
}

const PLAIN = /^[A-Za-z0-9_/][\w./-]*$/;

/** A scalar as YAML: unquoted where it is a text by itself then, else in double quotes; in `json` every text is quoted. */
export function scalarText(value: string | number | boolean, json = false): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = PLAIN.test(value) && typeof resolvePlain(value) === 'string';
  return isPlain && !json ? value : JSON.stringify(value);
}

/** A value on one line. */
export function flowText(value: YamlValue, json: boolean): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, json)).join(', ')}]`;
  if (typeof value !== 'object') return scalarText(value, json);
  return `{${Object.entries(value)
    .map(([key, each]) => flowEntry(key, each, json))
    .join(', ')}}`;
}

/** An entry of a map on one line. */
export function flowEntry(key: string, value: YamlValue, json: boolean): string {
  return `${scalarText(key, json)}: ${flowText(value, json)}`;
}

/** An entry of a block map, line by line, its key at column 0. */
export function entryLines(key: string, value: YamlValue, style: Style): string[] {
  const name = scalarText(key);
  if (typeof value !== 'object') return [`${name}: ${scalarText(value)}`];
  return [`${name}:`, ...valueLines(value, style)];
}

/** A list or map as it stands under its key, which is at column 0. */
export function valueLines(value: YamlValue, style: Style): string[] {
  return indented(linesOf(value, style), isList(value) ? style.listStep : style.step);
}

/** An item of a block list, line by line, its `-` at column 0; `gap` is what stands behind it. */
export function itemLines(value: YamlValue, style: Style, gap = ' '): string[] {
  const [first = '', ...rest] = linesOf(value, style);
  return [`-${gap}${first}`, ...indented(rest, gap.length + 1)];
}

function linesOf(value: YamlValue, style: Style): string[] {
  if (isList(value)) return value.flatMap((item) => itemLines(item, style));
  if (typeof value !== 'object') return [scalarText(value)];
  return Object.entries(value).flatMap(([key, each]) => entryLines(key, each, style));
}

/** Lines that stand further in. */
export function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => ' '.repeat(columns) + line);
}

/** The words of a scalar that takes the place of another, in that one's quotes; nothing for a block text. */
export function replacement(
  { style }: ScalarNode,
  value: string | number | boolean,
): { readonly text: string; readonly withQuotes: boolean } | undefined {
  if (style === 'literal' || style === 'folded') return undefined;
  if (style === 'plain' || typeof value !== 'string') {
    return { text: scalarText(value), withQuotes: true };
  }
  const text =
    style === 'single-quoted' ? value.replaceAll("'", "''") : JSON.stringify(value).slice(1, -1);
  return { text, withQuotes: false };
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
