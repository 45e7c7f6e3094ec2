import type { NginxDirective } from '../../facts/nginx.ts';
import { type Level, outwards } from './level.ts';

/** Maps of the whole configuration: the variable's name without `$`, and what it may be. */
export type Maps = ReadonlyMap<string, readonly string[]>;

const MOST = 16;
const DEEPEST = 6;
const LONGEST = 2000;

/** What `map` blocks make of their variables; a map with an entry that cannot be known is left out. */
export function readMaps(directives: readonly NginxDirective[]): Maps {
  const maps = new Map<string, readonly string[]>();
  for (const { name, args, block } of directives) {
    const variable = args[1]?.value;
    if (name === 'map' && variable?.startsWith('$') && block) {
      maps.set(variable.slice(1), valuesOfMap(block));
    }
    if (name === 'http' && block) for (const [key, value] of readMaps(block)) maps.set(key, value);
  }
  return maps;
}

function valuesOfMap(entries: readonly NginxDirective[]): readonly string[] {
  const values = entries.flatMap(({ args }) => (args.length === 1 ? (args[0]?.value ?? '') : []));
  const complete = entries.every(({ name }) => name !== 'include');
  const all = entries.some(({ name }) => name === 'default') ? values : [...values, ''];
  return complete ? [...new Set(all)] : [];
}

const VARIABLE = /\$(?:\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/;

/**
 * All that `expression` may be at `level`, with variables that `set` and `map` make constant filled in; others stay as
 * they are written.
 */
export function valuesOf(expression: string, level: Level, maps: Maps): readonly string[] {
  return expression.length > LONGEST ? [expression] : filled(expression, level, maps, 0);
}

function filled(expression: string, level: Level, maps: Maps, depth: number): readonly string[] {
  const match = VARIABLE.exec(expression);
  if (!match || depth >= DEEPEST) return [expression];
  const before = expression.slice(0, match.index);
  const behind = expression.slice(match.index + match[0].length);
  const own = valuesOfVariable(match[1] ?? match[2] ?? '', level, maps);
  const values = own ? own.flatMap((value) => filled(value, level, maps, depth + 1)) : [match[0]];
  const rest = behind.length < expression.length ? filled(behind, level, maps, depth) : [''];
  const all = values.flatMap((value) => rest.map((tail) => before + value + tail));
  return all.length > MOST ? [expression] : [...new Set(all)];
}

function valuesOfVariable(name: string, level: Level, maps: Maps): readonly string[] | undefined {
  for (const each of outwards(level)) {
    const values = each.variables.get(name);
    if (values) return values;
  }
  const mapped = maps.get(name);
  return mapped && mapped.length > 0 ? mapped : undefined;
}
