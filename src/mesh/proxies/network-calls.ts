import type { Container } from '../../facts/kubernetes/workload.ts';
import type { Located, Span } from '../../text.ts';
import { simpleCommands } from './simple-commands.ts';

/** A connection over TCP that a command of a container opens. */
export interface NetworkCall {
  /** The program, such as `wget`. */
  readonly tool: string;
  /** The word with the host; the program where none has it, the whole script where places are not exact. */
  readonly at: Span;
  /** Lower case; absent where the files do not tell. */
  readonly host?: string;
  readonly port?: number;
  /** It only looks whether a connection can be opened, and sends nothing. */
  readonly connectsOnly: boolean;
}

type Words = readonly Located<string>[];
type Target = Pick<NetworkCall, 'at' | 'host' | 'port'>;

interface Tool {
  readonly programs: readonly string[];
  readonly connectsOnly?: true;
  /** Where it connects to; `undefined`: nowhere. */
  readonly target: (args: Words, program: Located<string>) => Target | undefined;
}

/** Programs that set up pods use to wait for others and to fetch what they need. */
const TOOLS: readonly Tool[] = [
  { programs: ['curl', 'wget'], target: (args) => urlIn(args) ?? addressIn(args) },
  {
    programs: ['git'],
    target: (args) =>
      /^(?:clone|fetch|pull|ls-remote)$/.test(args[0]?.value ?? '') ? urlIn(args) : undefined,
  },
  { programs: ['nc', 'ncat', 'netcat'], connectsOnly: true, target: hostAndPort },
  {
    programs: ['wait-for-it', 'wait-for-it.sh', 'wait-for', 'wait-for.sh'],
    connectsOnly: true,
    target: (args) => urlIn(args) ?? addressIn(args),
  },
  { programs: ['dockerize'], connectsOnly: true, target: urlIn },
  { programs: ['pg_isready', 'psql'], target: flagged(/^(?:-h|--host)$/, /^(?:-p|--port)$/, 5432) },
  {
    programs: ['mysql', 'mysqladmin'],
    target: flagged(/^(?:-h|--host)$/, /^(?:-P|--port)$/, 3306),
  },
  { programs: ['redis-cli'], target: flagged(/^-h$/, /^-p$/, 6379) },
  { programs: ['mongo', 'mongosh'], target: flagged(/^--host$/, /^--port$/, 27017) },
  { programs: ['gsutil', 'kubectl', 'apk', 'apt-get', 'pip', 'pip3', 'npm'], target: elsewhere },
];

/** What these do with the network, where they do not only speak with the machine. */
const ELSEWHERE =
  /^(?:gsutil|kubectl|apk (?:add|update|upgrade)|apt-get (?:update|install)|pip3? install|npm (?:ci|install))\b/;

/**
 * The calls that a container's command makes, in its order; a script that passes over failures (`|| true`) makes none that
 * matters. Variables are filled in from the container's own.
 */
export function networkCalls({ command, env }: Container): NetworkCall[] {
  if (command.some(({ value }) => /\|\|\s*(?:true|:|echo|exit 0)/.test(value))) return [];
  const values = new Map(env.map(({ name, value }) => [name, value?.value]));
  return simpleCommands(command).flatMap((words) => {
    const filled = words.map((word) => ({ ...word, value: filledIn(word.value, values) }));
    const [program, ...args] = filled.slice(leading(filled));
    const name = program?.value.replace(/^.*\//, '');
    const tool = TOOLS.find(({ programs }) => name !== undefined && programs.includes(name));
    const end = args.findIndex(({ value }) => /^\d*[<>]/.test(value));
    const target = program && tool?.target(end === -1 ? args : args.slice(0, end), program);
    if (!tool || !target || name === undefined) return [];
    return [{ tool: name, connectsOnly: tool.connectsOnly === true, ...target }];
  });
}

const PREFIXES =
  /^(?:until|while|if|elif|!|do|then|else|exec|time|\[|\[\[|sudo|-\w|\d+[smh]?|timeout|[A-Za-z_]\w*=.*)$/;

/** How many words stand before the program. */
function leading(words: Words): number {
  const first = words.findIndex(({ value }) => !PREFIXES.test(value));
  return first === -1 ? words.length : first;
}

/** `${X}`, `$X` and, as Kubernetes writes it, `$(X)`; what is not known stays. */
function filledIn(word: string, values: ReadonlyMap<string, string | undefined>): string {
  if (!word.includes('$')) return word;
  return word.replace(
    /\$(?:\{(\w+)\}|\((\w+)\)|(\w+))/g,
    (written: string, braced?: string, parenthesized?: string, bare?: string) =>
      values.get(braced ?? parenthesized ?? bare ?? '') ?? written,
  );
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['git', 9418],
  ['ssh', 22],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mongodb', 27017],
  ['mysql', 3306],
  ['redis', 6379],
]);

const ADDRESS = /^["']?([a-z][a-z+.-]*):\/\/(?:[^@/\s]*@)?(.*)$/i;

function urlIn(args: Words): Target | undefined {
  for (const { value, at } of args) {
    const [, scheme = '', rest] = ADDRESS.exec(value) ?? [];
    if (rest === undefined) continue;
    return targetOf(rest, at, DEFAULT_PORTS.get(scheme.toLowerCase()));
  }
  return undefined;
}

/** The first word that looks like `host:port`, or that is filled in when the script runs. */
function addressIn(args: Words): Target | undefined {
  const word = args.find(
    ({ value }) => value.startsWith('$') || /^[\w.-]+:\d+(?:\/|$)/.test(value),
  );
  return word && targetOf(word.value, word.at, undefined);
}

function targetOf(text: string, at: Span, usual: number | undefined): Target {
  const [, host = '', written] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?(?=$|[/?#"'])/.exec(text) ?? [];
  if (host === '') return { at };
  const port = written === undefined ? usual : Number(written);
  return { at, host: host.toLowerCase(), ...(port !== undefined && { port }) };
}

/** `nc -z -w 2 host port`; with `-l` it waits for others. */
function hostAndPort(args: Words): Target | undefined {
  if (args.some(({ value }) => /^-[a-z]*l/.test(value))) return undefined;
  const index = args.findLastIndex(({ value }) => /^(?:\d{1,5}|\$\S+)$/.test(value));
  const [host, port] = [args[index - 1], args[index]];
  if (!host || !port || host.value.startsWith('-')) return undefined;
  return targetOf(`${host.value}:${port.value}`, host.at, undefined);
}

/** Clients of databases, which talk to a socket of their own machine unless a host is named. */
function flagged(hostFlag: RegExp, portFlag: RegExp, usual: number): Tool['target'] {
  return (args) => {
    const host = flagValue(args, hostFlag);
    const port = flagValue(args, portFlag);
    if (!host) return urlIn(args);
    const written = host.value.includes(':') || !port ? host.value : `${host.value}:${port.value}`;
    return targetOf(written, host.at, usual);
  };
}

/** `-h db`, `--host db`, `--host=db`. */
function flagValue(args: Words, flag: RegExp): Located<string> | undefined {
  for (const [index, { value, at }] of args.entries()) {
    if (flag.test(value)) return args[index + 1];
    const [, name = '', rest] = /^(--[\w-]+)=(.*)$/.exec(value) ?? [];
    if (rest !== undefined && flag.test(name)) return { value: rest, at };
  }
  return undefined;
}

function elsewhere(args: Words, program: Located<string>): Target | undefined {
  const line = [program.value.replace(/^.*\//, ''), ...args.map(({ value }) => value)].join(' ');
  return ELSEWHERE.test(line) ? { at: program.at } : undefined;
}
