import type { NginxDirective } from '../../facts/nginx.ts';
import type { Span } from '../../text.ts';
import { mayMatter } from './include.ts';

/** A block of configuration that settings are inherited through. */
export interface Level {
  readonly context: Context;
  readonly directives: readonly NginxDirective[];
  readonly outer?: Level;
  /** The directive whose block it is. */
  readonly holder?: NginxDirective;
  /** What stands around the outermost level of a fragment is not known. */
  readonly unknownOuter: boolean;
  readonly own: Readonly<Record<Inheritable, readonly NginxDirective[]>>;
  /** An include that leads out of the known texts and may set something. */
  readonly include?: NginxDirective;
  /** What `set` makes of variables here, by their names without `$`. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

export type Context = 'top' | 'http' | 'server' | 'location' | 'if' | 'limit_except';
type Inheritable = 'proxy_http_version' | 'proxy_set_header' | 'resolver';

/** Where a text stands: a whole configuration has nothing around it, a fragment has something that is not known. */
export type Surroundings = 'nothing' | 'unknown';

/** The outermost level of a configuration. */
export function topLevel(directives: readonly NginxDirective[], surroundings: Surroundings): Level {
  return levelOf('top', directives, { unknownOuter: surroundings === 'unknown' });
}

/** The level that a directive opens inside another one; `undefined` where it opens none that settings go through. */
export function innerLevel(holder: NginxDirective, outer: Level): Level | undefined {
  const { name, block } = holder;
  return block && isContext(name) ? levelOf(name, block, { outer, holder }) : undefined;
}

function isContext(name: string): name is Context {
  return /^(?:http|server|location|if|limit_except)$/.test(name);
}

/** Each directive is looked at once: a configuration may have many thousands in one level. */
function levelOf(
  context: Context,
  directives: readonly NginxDirective[],
  around: Pick<Level, 'outer' | 'holder'> & { readonly unknownOuter?: boolean },
): Level {
  const include = directives.find((one) => one.name === 'include' && mayMatter(one));
  return {
    context,
    directives,
    unknownOuter: around.unknownOuter === true,
    own: {
      proxy_http_version: directives.filter(({ name }) => name === 'proxy_http_version'),
      proxy_set_header: directives.filter(({ name }) => name === 'proxy_set_header'),
      resolver: directives.filter(({ name }) => name === 'resolver'),
    },
    variables: variablesSet(directives),
    ...(around.outer && { outer: around.outer }),
    ...(around.holder && { holder: around.holder }),
    ...(include && { include }),
  };
}

/** With so many values, a variable is not known any more. */
const TOO_MANY = 20;

/** What `set` makes of variables in one level: the last one counts, and each one under a condition may. */
function variablesSet(directives: readonly NginxDirective[]): Map<string, readonly string[]> {
  const variables = new Map<string, readonly string[]>();
  for (const { name, args, block = [] } of directives) {
    const variable = args[0]?.value.slice(1) ?? '';
    if (name === 'set') variables.set(variable, [args[1]?.value ?? '']);
    else if (name === 'auth_request_set') variables.set(variable, [`$${variable} `]);
    else if (name === 'if') {
      for (const [key, values] of variablesSet(block)) {
        variables.set(key, [...(variables.get(key) ?? []), ...values].slice(0, TOO_MANY));
      }
    }
  }
  return variables;
}

/** All directives of some names at a level and inside it, each with the level it stands in. */
export function* standing(
  level: Level,
  isWanted: (name: string) => boolean,
): Generator<{ readonly directive: NginxDirective; readonly level: Level }> {
  for (const directive of level.directives) {
    const inner = innerLevel(directive, level);
    if (isWanted(directive.name)) yield { directive, level };
    else if (inner) yield* standing(inner, isWanted);
  }
}

/** The level itself and those around it, the innermost first. */
export function* outwards(level: Level): Generator<Level> {
  for (let each: Level | undefined = level; each; each = each.outer) yield each;
}

/**
 * Before what starts at this place new lines can set something for all of a level: the first of the directives that pass
 * on, or may hold one that does. Nothing where none has a line for itself, or it is written elsewhere and included.
 */
export function placeForLines({ directives, holder }: Level): Span | undefined {
  const place = directives.find(({ name, ownLine }) => ownLine && name !== 'proxy_set_header')?.at;
  if (!place || !holder) return place;
  const { file, start, end } = holder.at;
  return place.file === file && start < place.start && place.end < end ? place : undefined;
}

/** Whether an include that leads out of the known texts may hold what stands in the `http` block, such as `upstream`. */
export function mayHoldMore(level: Level): boolean {
  return [...outwards(level)].some(
    ({ context, include, unknownOuter }) =>
      unknownOuter || (include !== undefined && (context === 'http' || context === 'top')),
  );
}

/** What is set in the nearest level, or why it cannot be known. */
export interface Inherited {
  readonly directives: readonly NginxDirective[];
  readonly level?: Level;
  readonly unknown?: string;
}

/**
 * The directives of one name in the nearest level that has any: how nginx inherits `proxy_http_version`, `resolver` and, all or
 * nothing, `proxy_set_header` (nginx 1.31: ngx_http_proxy_merge_loc_conf, ngx_http_core_merge_loc_conf). An include that leads out
 * of the known texts may set it too, unless it is set beside a directive that may stand but once.
 */
export function inherited(level: Level, name: Inheritable): Inherited {
  const once = name !== 'proxy_set_header';
  for (const each of outwards(level)) {
    const directives = each.own[name];
    if (directives.length > 0 && (once || !each.include)) return { directives, level: each };
    if (each.include) {
      const file = each.include.args[0]?.value ?? 'a file';
      const unknown = `it includes ${file}, which is not among these files`;
      return { directives, unknown, ...(directives.length > 0 && { level: each }) };
    }
    if (each.unknownOuter) {
      const unknown = 'the file that includes this text is not among these files';
      return { directives: [], unknown };
    }
  }
  return { directives: [] };
}
