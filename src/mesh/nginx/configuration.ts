import type { NginxDirective, NginxText } from '../../facts/nginx.ts';
import { type PlacedText, withIncludes } from './include.ts';
import type { Surroundings } from './level.ts';
import { readUpstreams, type Upstreams } from './target.ts';
import { type Maps, readMaps } from './variables.ts';

/** Configuration that is read as one, in which includes are expanded. */
export interface Configuration {
  readonly directives: readonly NginxDirective[];
  readonly surroundings: Surroundings;
}

/** What holds for the whole of a configuration, wherever it stands. */
export interface Whole {
  readonly upstreams: Upstreams;
  readonly maps: Maps;
}

export function wholeOf({ directives }: Configuration): Whole {
  return { upstreams: readUpstreams(directives), maps: readMaps(directives) };
}

/**
 * What one nginx is configured by with these texts. A text with `http` or `events` is a main file, and what it includes is
 * read in its place. Where there is no main file, it is the one of the image: those of nginx, Debian, Alpine, Bitnami and
 * OpenResty set no `proxy_http_version` and no `proxy_set_header`, so nothing is around a `server` block; what is around a
 * bare `location` cannot be known.
 */
export function configurationsOf(texts: readonly PlacedText[]): Configuration[] {
  const mains = texts.filter(({ text }) => isMain(text));
  const wholes = mains.map((main) => withIncludes(main, texts));
  const taken = new Set(wholes.flatMap((whole) => [...whole.taken]));
  const whole = wholes.map(({ directives }): Configuration => {
    return { directives, surroundings: 'nothing' };
  });
  const loose = texts.filter((each) => !mains.includes(each) && !taken.has(each.text));
  return [...whole, ...fragments(loose, mains.length === 0)];
}

/** Whether nginx starts with this text. */
export function isMain({ directives }: NginxText): boolean {
  return directives.some(({ name }) => name === 'http' || name === 'events');
}

/** Texts that the image's own main file includes, as one: upstreams and maps of one file serve the other. */
function fragments(texts: readonly PlacedText[], stockMain: boolean): Configuration[] {
  const expanded = texts.map((text) => ({ text, whole: withIncludes(text, texts) }));
  const taken = new Set(expanded.flatMap(({ whole }) => [...whole.taken]));
  const roots = expanded.filter(({ text }) => !taken.has(text.text));
  const shared = roots.flatMap(({ whole }) => whole.directives.filter(isShared));
  return roots.map(({ whole }) => {
    const isServer = whole.directives.some(({ name }) => name === 'server');
    const surroundings: Surroundings = stockMain && isServer ? 'nothing' : 'unknown';
    return { directives: [...shared, ...whole.directives], surroundings };
  });
}

function isShared({ name }: NginxDirective): boolean {
  return (
    name === 'upstream' ||
    name === 'map' ||
    name === 'proxy_http_version' ||
    name === 'proxy_set_header'
  );
}
