import type { NginxDirective } from '../../facts/nginx.ts';
import { mayMatter } from './include.ts';

/** A block of configuration that settings are inherited through, from the outermost inwards. */
export interface Level {
  readonly context: 'top' | 'http' | 'server' | 'location' | 'if' | 'limit_except';
  readonly directives: readonly NginxDirective[];
  readonly outer?: Level;
  /** What stands around the outermost level of a fragment is not known. */
  readonly unknownOuter?: true;
}

/** The level itself and those around it, the innermost first. */
export function* outwards(level: Level): Generator<Level> {
  for (let each: Level | undefined = level; each; each = each.outer) yield each;
}

/** What is set in the nearest level, or why it cannot be known. */
export interface Inherited {
  readonly directives: readonly NginxDirective[];
  readonly level?: Level;
  readonly unknown?: string;
}

/**
 * The directives of one name in the nearest level that has any: how nginx inherits `proxy_http_version` and, all or
 * nothing, `proxy_set_header` (nginx 1.31: ngx_http_proxy_merge_loc_conf). An include that leads out of the known
 * texts may set it too, unless it is set beside a directive that may stand but once.
 */
export function inherited(level: Level, name: string, once: boolean): Inherited {
  for (const each of outwards(level)) {
    const directives = each.directives.filter((directive) => directive.name === name);
    const include = each.directives.find((one) => one.name === 'include' && mayMatter(one));
    if (directives.length > 0 && (once || !include)) return { directives, level: each };
    if (include) {
      const unknown = `it includes ${include.args[0]?.value ?? 'a file'}, which is not among these files`;
      return { directives, unknown, ...(directives.length > 0 && { level: each }) };
    }
    if (each.unknownOuter) {
      return {
        directives: [],
        unknown: 'the file that includes this text is not among these files',
      };
    }
  }
  return { directives: [] };
}
