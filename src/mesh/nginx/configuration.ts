import type { NginxDirective, NginxText } from '../../facts/nginx.ts';
import { type PlacedText, withIncludes } from './include.ts';
import { type ProxyPass, proxyPasses, type Surroundings } from './proxy-pass.ts';

/**
 * What one nginx sends upstream by these texts. A text with `http` or `events` is a main file, and what it includes is
 * read in its place. Where there is no main file, it is the one of the image: those of nginx, Debian, Alpine, Bitnami and
 * OpenResty set no `proxy_http_version` and no `proxy_set_header`, so nothing is around a `server` block; what is around a
 * bare `location` cannot be known.
 */
export function passesOfNginx(texts: readonly PlacedText[]): ProxyPass[] {
  const mains = texts.filter(({ text }) => isMain(text));
  const wholes = mains.map((main) => withIncludes(main, texts));
  const taken = new Set(wholes.flatMap((whole) => [...whole.taken]));
  const passes = wholes.flatMap(({ directives }) => proxyPasses(directives, 'nothing'));
  const loose = texts.filter((each) => !mains.includes(each) && !taken.has(each.text));
  return [...passes, ...passesOfFragments(loose, mains.length === 0)];
}

/** Whether nginx starts with this text. */
export function isMain({ directives }: NginxText): boolean {
  return directives.some(({ name }) => name === 'http' || name === 'events');
}

/** Texts that the image's own main file includes, as one: upstreams and maps of one file serve the other. */
function passesOfFragments(texts: readonly PlacedText[], stockMain: boolean): ProxyPass[] {
  const expanded = texts.map((text) => ({ text, whole: withIncludes(text, texts) }));
  const taken = new Set(expanded.flatMap(({ whole }) => [...whole.taken]));
  const roots = expanded.filter(({ text }) => !taken.has(text.text));
  const shared = roots.flatMap(({ whole }) => whole.directives.filter(isShared));
  return roots.flatMap(({ whole }) => {
    const isServer = whole.directives.some(({ name }) => name === 'server');
    const surroundings: Surroundings = stockMain && isServer ? 'nothing' : 'unknown';
    return proxyPasses([...shared, ...whole.directives], surroundings);
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
