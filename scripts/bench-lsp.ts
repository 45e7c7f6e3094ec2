/**
 * Times keystrokes in the built language server, on generated workspaces: from a change to the answer with the findings of the
 * changed document, when everything in the workspace has been judged again. Each time is also given as a ratio to a bare start
 * of Node in the same round, and to a cold `check` of the workspace. `npm run bench:lsp`; with `-- --edits 10000` it tells the
 * memory of the server after ever more edits as well. It asserts nothing, and needs Linux.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { type Shape, writeWorkspace } from './generated-workspace.ts';

const CLI = join(import.meta.dirname, '../dist/cli.js');
const ROUNDS = 3;
const KEYSTROKES = 8;

/** Where is typed, what is replaced there, and by what in turn. */
const TYPED = [
  { what: 'a comment', file: 'app-0/service.yaml', from: 'kind: Service', to: 'kind: Service # a' },
  { what: 'a host', file: 'app-0/service-entry.yaml', from: 'partner.io', to: 'partners.io' },
  { what: 'nginx', file: 'app-0/nginx.yaml', from: 'listen 8081', to: 'listen 8082' },
  { what: 'a Dockerfile', file: 'app-0/Dockerfile', from: 'python:3.12', to: 'python:3.13' },
] as const;

interface Editor {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
}

async function start(folder: string): Promise<Editor> {
  const child = spawn(process.execPath, [CLI, 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return { child, connection };
}

async function stop({ connection }: Editor): Promise<void> {
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
}

/** Opens a document; gives a function that replaces its text and waits for its findings. */
async function open(
  { connection }: Editor,
  path: string,
): Promise<(text: string) => Promise<void>> {
  const uri = pathToFileURL(path).href;
  let version = 1;
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'yaml', version, text: readFileSync(path, 'utf8') },
  });
  const pull = (): Promise<unknown> =>
    connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  await pull();
  return async (text) => {
    version++;
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    await pull();
  };
}

/** Milliseconds of each keystroke. */
async function type(
  editor: Editor,
  folder: string,
  typed: (typeof TYPED)[number],
): Promise<number[]> {
  const path = join(folder, 'teams/team-0', typed.file);
  const replace = await open(editor, path);
  const texts = [readFileSync(path, 'utf8')];
  texts.push(texts[0]?.replace(typed.from, typed.to) ?? '');
  const times: number[] = [];
  for (let count = 0; count < KEYSTROKES; count++) {
    const begin = performance.now();
    await replace(texts[(count + 1) % 2] ?? '');
    times.push(performance.now() - begin);
  }
  return times;
}

function timeOf(args: readonly string[], cwd: string): number {
  const begin = performance.now();
  spawnSync(process.execPath, args, { cwd, stdio: 'ignore' });
  return performance.now() - begin;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** CPU time that the server has used, in milliseconds. Linux counts it in hundredths of a second (proc(5)). */
function cpuOf({ child }: Editor): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface Round {
  readonly bare: number;
  readonly wall: number;
  readonly cpu: number;
}

async function round(
  editor: Editor,
  folder: string,
  typed: (typeof TYPED)[number],
): Promise<Round> {
  const bare = timeOf(['-e', '0'], folder);
  const before = cpuOf(editor);
  const times = await type(editor, folder, typed);
  return { bare, wall: median(times), cpu: (cpuOf(editor) - before) / times.length };
}

async function measure(folder: string): Promise<void> {
  const editor = await start(folder);
  const check = timeOf(
    [CLI, '--no-render', '--quiet', '-f', 'concise', '--fail-on', 'never'],
    folder,
  );
  for (const typed of TYPED) {
    const rounds: Round[] = [];
    for (let count = 0; count < ROUNDS; count++) rounds.push(await round(editor, folder, typed));
    const walls = rounds.map(({ wall }) => wall);
    const line = [
      `  ${typed.what.padEnd(14)}${Math.min(...walls)
        .toFixed(0)
        .padStart(6)} ms at best`,
      `${Math.min(...rounds.map(({ cpu }) => cpu))
        .toFixed(0)
        .padStart(6)} ms of CPU`,
      `/ bare node ${median(rounds.map(({ wall, bare }) => wall / bare)).toFixed(2)}`,
      `/ check ${(median(walls) / check).toFixed(3)}`,
    ];
    process.stdout.write(`${line.join('   ')}\n`);
  }
  await stop(editor);
}

/** In MB. */
function memoryOf({ child }: Editor): string {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000)} MB`;
}

async function measureMemory(folder: string, edits: number): Promise<void> {
  const editor = await start(folder);
  const path = join(folder, 'teams/team-0/app-0/service-entry.yaml');
  const replace = await open(editor, path);
  const text = readFileSync(path, 'utf8');
  for (let count = 0; count <= edits; count++) {
    if (count % Math.ceil(edits / 10) === 0) {
      process.stdout.write(`  after ${String(count).padStart(6)} edits  ${memoryOf(editor)}\n`);
    }
    await replace(text.replace('api-0', `api-${count}`));
  }
  await stop(editor);
}

const { values } = parseArgs({
  options: {
    files: { type: 'string', multiple: true, default: ['2000', '20000'] },
    edits: { type: 'string' },
  },
});
const work = mkdtempSync(join(tmpdir(), 'meshlint-bench-'));
const shapes: readonly Shape[] = ['kustomized', 'plain'];
for (const files of values.files) {
  for (const shape of shapes) {
    const folder = join(work, `${shape}-${files}`);
    writeWorkspace(folder, Number(files), shape);
    mkdirSync(join(folder, '.git'));
    process.stdout.write(`${files} files, ${shape}\n`);
    await measure(folder);
    if (values.edits !== undefined) await measureMemory(folder, Number(values.edits));
  }
}
rmSync(work, { recursive: true });
