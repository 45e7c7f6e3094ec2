import type { NginxDirective, NginxText } from '../../facts/nginx.ts';

/** A text of configuration and the path under which nginx finds it. */
export interface PlacedText {
  readonly path: string;
  readonly text: NginxText;
}

/** More than this, some file includes itself many times over. */
const MOST = 2000;

export interface Included {
  /** The directives with those of included texts in their place. Includes that lead out of these texts stay. */
  readonly directives: readonly NginxDirective[];
  /** The texts that were taken in. */
  readonly taken: ReadonlySet<NginxText>;
}

/**
 * The configuration that starts with `main`. A relative path is relative to the folder of the main file, in included
 * files too; a pattern that fits nothing includes nothing (nginx: ngx_conf_include).
 */
export function withIncludes(main: PlacedText, texts: readonly PlacedText[]): Included {
  const taken = new Set<NginxText>();
  const folder = main.path.slice(0, main.path.lastIndexOf('/') + 1);
  let left = MOST;

  function expand(
    directives: readonly NginxDirective[],
    within: readonly NginxText[],
  ): NginxDirective[] {
    return directives.flatMap((directive) => {
      if (directive.name === 'include') return included(directive, within);
      const { block } = directive;
      return block ? [{ ...directive, block: expand(block, within) }] : [directive];
    });
  }

  function included(directive: NginxDirective, within: readonly NginxText[]): NginxDirective[] {
    const pattern = directive.args[0]?.value ?? '';
    const found = matching(absolute(pattern, folder), texts);
    if (found.length === 0) return isPattern(pattern) ? [] : [directive];
    left -= found.length;
    if (left < 0 || found.some(({ text }) => within.includes(text))) return [directive];
    return found.flatMap(({ text }) => {
      taken.add(text);
      return expand(text.directives, [...within, text]);
    });
  }

  return { directives: expand(main.text.directives, [main.text]), taken };
}

/** Where nginx images keep their configuration: in a repository, that is the folder of the main file. */
const CONFIGURATION_FOLDERS = [
  '/etc/nginx/',
  '/usr/local/openresty/nginx/conf/',
  '/opt/bitnami/nginx/conf/',
];

function absolute(pattern: string, folder: string): string {
  if (!pattern.startsWith('/')) return folder + pattern.replace(/^(?:\.\/)+/, '');
  if (folder.startsWith('/')) return pattern;
  const known = CONFIGURATION_FOLDERS.find((each) => pattern.startsWith(each));
  return known === undefined ? pattern : folder + pattern.slice(known.length);
}

function isPattern(path: string): boolean {
  return /[*?[]/.test(path);
}

function matching(pattern: string, texts: readonly PlacedText[]): PlacedText[] {
  return texts
    .filter(({ path }) => matches(pattern, path))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** glob(3): `*` and `?` stand for anything but `/`. */
function matches(pattern: string, path: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let index = 0; index < path.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      retry = index;
    } else if (at < pattern.length && fits(pattern[at], path[index])) {
      at++;
      index++;
    } else if (star !== -1 && path[retry] !== '/') {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

function fits(wanted: string | undefined, char: string | undefined): boolean {
  return wanted === '?' ? char !== '/' : wanted === char;
}

const HARMLESS =
  /(?:^|\/)(?:mime\.types|(?:fastcgi|uwsgi|scgi)(?:_params|\.conf)|fastcgi-php\.conf|koi-(?:utf|win)|win-utf|perfect-forward-secrecy\.conf|options-ssl-nginx\.conf|ssl[\w-]*\.conf)$|\/modules(?:-enabled)?\//;

/** Whether an include that leads out of the known texts could set what is asked for here. */
export function mayMatter(include: NginxDirective): boolean {
  return !HARMLESS.test(include.args[0]?.value ?? '');
}
