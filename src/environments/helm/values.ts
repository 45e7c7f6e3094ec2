import type { Source } from '../../parse/yaml/node.ts';
import { childOf, type Tree } from '../../parse/yaml/tree.ts';

/** The values of one rendering: those that count most come first. `below` is where a chart's own begin: `[]`, or the names of subcharts. */
export interface ValuesLayer {
  readonly tree: Tree;
  readonly below: readonly string[];
}

const REFERENCE = /(?:^|[^\w$.])\$?\.Values((?:\.[A-Za-z_][\w-]*)+)/g;

/** The paths of values that a line of a template names. */
export function referencesIn(line: string): string[][] {
  return Array.from(line.matchAll(REFERENCE), ([, path = '']) => path.slice(1).split('.'));
}

/** The names of the subcharts on the way to a template: `shop/charts/web/templates/a.yaml` is in `web`. */
export function subchartsOf(template: string): string[] {
  return Array.from(template.matchAll(/\/charts\/([^/]+)(?=\/)/g), ([, name = '']) => name);
}

/** What a path of values means in a template, where that is written. */
export function valueAt(
  layers: readonly ValuesLayer[],
  template: string,
  path: readonly string[],
): Tree | undefined {
  const subcharts = subchartsOf(template);
  const isGlobal = path[0] === 'global';
  for (const { tree, below } of layers) {
    if (!below.every((name, index) => subcharts[index] === name)) continue;
    const full = isGlobal ? path : [...subcharts.slice(below.length), ...path];
    const found = childOf(tree, ...full);
    if (found) return found;
  }
  return undefined;
}

/** A template, with the offsets at which its lines begin. */
export interface Template {
  readonly source: Source;
  readonly starts: readonly number[];
}

/** A line of a template (1-based), and the offset at which it begins. */
export function lineOf(
  { source, starts }: Template,
  line: number,
): { readonly start: number; readonly written: string } {
  const start = starts[line - 1] ?? 0;
  return { start, written: source.text.slice(start, (starts[line] ?? source.text.length + 1) - 1) };
}
