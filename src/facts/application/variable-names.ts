/**
 * What the name of a variable, a flag or a configuration key says about its value: `host` where a bare name in it is a
 * host that is called, `not-called` where the hosts in it are read, shown or matched but never called, `unclear` otherwise.
 */
export type NameMeaning = 'host' | 'not-called' | 'unclear';

/** Words after which a value holds hosts: `REDIS_URL`, `kafka.bootstrap.servers`, `--db-host`. */
const HOST_WORDS: ReadonlySet<string> = new Set([
  'addr',
  'addrs',
  'address',
  'addresses',
  'bootstrap',
  'broker',
  'brokers',
  'brokerlist',
  'dsn',
  'endpoint',
  'endpoints',
  'host',
  'hostname',
  'hosts',
  'jdbc',
  'server',
  'servers',
  'uri',
  'uris',
  'url',
  'urls',
  'webhook',
  'webhooks',
]);

/** A single word that says enough, wherever it stands in the name. */
const NOT_CALLED_WORDS: ReadonlySet<string> = new Set([
  'annotation',
  'annotations',
  'audience',
  'audiences',
  'callback',
  'canonical',
  'contact',
  'cookie',
  'cookies',
  'cors',
  'csp',
  'csrf',
  'dashboard',
  'description',
  'doc',
  'docs',
  'documentation',
  'email',
  'favicon',
  'finalizer',
  'frontend',
  'help',
  'homepage',
  'image',
  'images',
  'label',
  'labels',
  'license',
  'link',
  'links',
  'logo',
  'logout',
  'message',
  'namespace',
  'noproxy',
  'origin',
  'origins',
  'postlogout',
  'privacy',
  'redirect',
  'referer',
  'referrer',
  'repository',
  'runbook',
  'scope',
  'scopes',
  'summary',
  'support',
  'terms',
  'title',
  'whitelist',
  'xmlns',
]);

/** Words that must stand side by side. Own public names, filters, and names of protocols. */
const NOT_CALLED_PHRASES: readonly string[] = [
  ' allow list ',
  ' allowed host ',
  ' allowed hosts ',
  ' allowed domains ',
  ' app url ',
  ' bind addr ',
  ' bind address ',
  ' bind host ',
  ' client id ',
  ' config key ',
  ' entity id ',
  ' external url ',
  ' external hostname ',
  ' external host ',
  ' group id ',
  ' image registry ',
  ' letsencrypt host ',
  ' listen addr ',
  ' listen address ',
  ' no proxy ',
  ' non proxy hosts ',
  ' public address ',
  ' public base url ',
  ' public domain ',
  ' public host ',
  ' public hostname ',
  ' public uri ',
  ' public url ',
  ' return url ',
  ' root domain ',
  ' root url ',
  ' server name ',
  ' site url ',
  ' trusted hosts ',
  ' ui url ',
  ' virtual host ',
  ' web app url ',
  ' web url ',
  ' website url ',
];

/** Last words of names whose value is a name of one's own, not a place to call. */
const OWN_NAMES: ReadonlySet<string> = new Set(['domain', 'domains', 'fqdn', 'realm', 'class']);

/** What a name like `REDIS_URL`, `redirectUri` or `kafka.bootstrap.servers` says about its value. */
export function meaningOf(name: string): NameMeaning {
  const words = wordsOf(name.slice(0, 200));
  const phrase = ` ${words.join(' ')} `;
  if (words.some((word) => NOT_CALLED_WORDS.has(word))) return 'not-called';
  if (NOT_CALLED_PHRASES.some((part) => phrase.includes(part))) return 'not-called';
  if (OWN_NAMES.has(words.at(-1) ?? '')) return 'not-called';
  if (words.length === 1 && phrase === ' servername ') return 'not-called';
  return words.slice(-2).some((word) => HOST_WORDS.has(word)) ? 'host' : 'unclear';
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
