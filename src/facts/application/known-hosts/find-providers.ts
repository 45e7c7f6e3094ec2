import type { Dependency } from '../dependency.ts';
import type { Ecosystem, Provider } from './provider.ts';
import { providers } from './providers.ts';

type Index = ReadonlyMap<string, readonly Provider[]>;

const byPackage: Index = indexed(packagesOf);
const byVariable: Index = indexed(({ variables }) => variables ?? []);
const byImage: Index = indexed(({ images }) => images ?? []);
const byHost: Index = indexed(({ hosts }) => hosts.map(({ host }) => host));
const byId: Index = indexed(({ id }) => [id]);

function indexed(keysOf: (provider: Provider) => readonly string[]): Index {
  const index = new Map<string, Provider[]>();
  for (const provider of providers) {
    for (const key of new Set(keysOf(provider))) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [provider]);
      else found.push(provider);
    }
  }
  return index;
}

function packagesOf({ packages = {} }: Provider): string[] {
  const lists: readonly (readonly [Ecosystem, readonly string[] | undefined])[] = [
    ['pypi', packages.pypi],
    ['npm', packages.npm],
    ['go', packages.go],
    ['maven', packages.maven],
    ['rubygems', packages.rubygems],
    ['nuget', packages.nuget],
    ['packagist', packages.packagist],
  ];
  return lists.flatMap(([ecosystem, names = []]) =>
    names.map((name) => `${ecosystem} ${packageName(ecosystem, name)}`),
  );
}

/**
 * The name by which a package is compared: as its registry does. A Go package is known by its module, without the
 * major version and without the `apiv1` that Google's modules end in.
 */
export function packageName(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === 'pypi') return name.toLowerCase().replace(/[-_.]+/g, '-');
  if (ecosystem === 'go')
    return name
      .replace(/\/v\d+$/, '')
      .replace(/\/apiv\d+\w*$/, '')
      .replace(/\/v\d+$/, '');
  return ecosystem === 'nuget' || ecosystem === 'packagist' ? name.toLowerCase() : name;
}

/** The providers that a direct dependency calls. */
export function providersOfDependency({ ecosystem, name }: Dependency): readonly Provider[] {
  return byPackage.get(`${ecosystem} ${packageName(ecosystem, name.value)}`) ?? [];
}

/** The providers whose use an environment variable of this name shows. */
export function providersOfVariable(name: string): readonly Provider[] {
  return byVariable.get(name) ?? [];
}

/** The providers that the containers of an image call; tag and digest do not matter. */
export function providersOfImage(image: string): readonly Provider[] {
  return byImage.get(image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')) ?? [];
}

/** The providers whose commands a text runs: one word, a line of a shell, or a whole script. */
export function providersOfCommand(
  text: string,
): readonly { readonly provider: Provider; readonly command: string; readonly index: number }[] {
  const found: { provider: Provider; command: string; index: number }[] = [];
  for (const provider of providers) {
    for (const command of provider.commands ?? []) {
      const index = commandIndex(text, command);
      if (index === -1) continue;
      found.push({ provider, command, index });
      break;
    }
  }
  return found;
}

/** Where a command stands as one: after the start, a blank, or what separates commands, and as whole words. */
function commandIndex(text: string, command: string): number {
  for (let at = text.indexOf(command); at !== -1; at = text.indexOf(command, at + 1)) {
    const before = at === 0 || /[\s;&|(`/"']/.test(text.charAt(at - 1));
    const after = /^(?:$|[\s;&|)`"'])/.test(text.charAt(at + command.length));
    if (before && after && !isComment(text, at) && !isArgument(text, at, command)) return at;
  }
  return -1;
}

/**
 * Whether the words are only named: a quoted word alone behind another one (`wait-for "cloud_sql_proxy"`), or what a
 * command looks for or ends (`pkill cloud_sql_proxy`, `command -v gsutil`). In `["gsutil", "cp"]` it is run.
 */
function isArgument(text: string, at: number, command: string): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 500), at);
  const quote = /\w\S* +(["'])$/.exec(line)?.[1];
  if (quote !== undefined && text.charAt(at + command.length) === quote) return true;
  return /(?:^|[\s;&|(])(?:which|type|hash|command -v|pkill|pgrep|killall|pidof)(?: -\S+)* +["']?$/.test(
    line,
  );
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 500), at);
  return /(?:^|\s)#/.test(line) || /^\s*echo\s/.test(line);
}

/** The provider that calls exactly this host. */
export function providerOfHost(host: string): Provider | undefined {
  return byHost.get(host)?.[0];
}

/** A provider and all it needs, itself first. */
export function withNeeds(provider: Provider): readonly Provider[] {
  const all = new Set([provider]);
  for (const each of all) {
    for (const id of each.needs ?? []) {
      for (const needed of byId.get(id) ?? []) all.add(needed);
    }
  }
  return [...all];
}
