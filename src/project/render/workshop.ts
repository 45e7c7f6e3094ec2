import type { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../program.ts';

/** A folder of its own, in which programs work on copies. It is nobody's but the user's, and is gone at the end. */
export interface Workshop {
  readonly folder: string;
  /** Writes a file below the folder; `path` has `/` and leads nowhere else. */
  readonly write: (path: string, content: string | Buffer) => void;
  /** Runs a program below the folder, as `run` does, as far as can be without a network, and with an empty home. */
  readonly run: (
    program: string,
    args: readonly string[],
    below?: string,
  ) => Promise<{ readonly output: string } | { readonly failure: string }>;
}

/** Of what one program may write, in bytes: no manifest of a cluster is so large. */
const MOST_OUTPUT = 200_000_000;

/** In milliseconds. */
const LONGEST = 60_000;

export async function inWorkshop<Result>(
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'meshlint-')));
  mkdirSync(join(folder, 'home'));
  try {
    return await work(workshopIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function workshopIn(folder: string): Workshop {
  const environment = environmentFor(join(folder, 'home'));
  return {
    folder,
    write(path, content) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    async run(program, args, below = '.') {
      const start = { program, args, environment, mostOutput: MOST_OUTPUT, longest: LONGEST };
      const ended = await run({ ...start, folder: join(folder, below) });
      if ('trouble' in ended) return { failure: ended.trouble };
      if (ended.status === 0) return { output: ended.stdout };
      return { failure: plainWords(ended.stderr, folder) };
    },
  };
}

/** No program is found by its name, no configuration is read, and what would open a connection meets a proxy that is none. */
function environmentFor(home: string): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9';
  const proxies = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [
    [name, nowhere],
    [name.toUpperCase(), nowhere],
  ]);
  const folders = [
    'HOME',
    'USERPROFILE',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'HELM_CACHE_HOME',
    'HELM_CONFIG_HOME',
    'HELM_DATA_HOME',
    'HELM_PLUGINS',
    'KUSTOMIZE_PLUGIN_HOME',
    'PATH',
    'TMPDIR',
    'TEMP',
    'TMP',
  ].map((name) => [name, home]);
  return {
    ...Object.fromEntries([...proxies, ...folders]),
    KUBECONFIG: join(home, 'none'),
    LC_ALL: 'C',
  };
}

/** Longer words of a program are cut. */
const MOST_WORDS = 300;

/** What a program says of its failure, on one line: without warnings, times, and the place of the copy. */
export function plainWords(said: string, folder: string): string {
  const words = said
    .split('\n')
    .filter((line) => !/^# Warning|^level=WARN|^WARNING/.test(line))
    .join(' ')
    .replaceAll(`${folder}/`, '')
    .replace(/^E\d{4} \S+\s+\d+ \S+\] "command failed" err=/, '')
    .replace(/^[Ee]rror: /, '')
    .replace(/\s+/g, ' ')
    .replace(/^"(.*)" ?$/, '$1')
    .replaceAll('\\"', '"')
    .trim();
  if (words === '') return 'it fails without a word';
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words;
}

/** Does work on items, as many at a time as there are processors; the results have the order of the items. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = [...items.entries()].reverse();
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
