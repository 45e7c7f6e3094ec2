/**
 * Times the built program on folders, each as a ratio to walking and reading the same bytes in Node, and to a full
 * parse with the package `yaml`, in the same call: `npm run bench -- <folder>…`. Prints medians and asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import process from 'node:process';
import { parseAllDocuments } from 'yaml';

const CLI = join(import.meta.dirname, '../dist/cli.js');
const ROUNDS = 5;
const SELF = import.meta.filename;

/** The YAML and JSON files below a folder. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesOf(path);
    return entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
}

function readAll(folder: string): number {
  const buffer = Buffer.allocUnsafe(32 * 1024 * 1024);
  let bytes = 0;
  for (const path of filesOf(folder)) {
    const file = openSync(path, 'r');
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) bytes += read;
    closeSync(file);
  }
  return bytes;
}

function parseAll(folder: string): void {
  for (const path of filesOf(folder).filter((name) => extname(name) !== '.json'))
    parseAllDocuments(readFileSync(path, 'utf8'), { uniqueKeys: false, prettyErrors: false });
}

/** Makes a process tell its peak memory, in KiB, as the last line on stderr. */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+process.resourceUsage().maxRSS))';

/** Wall seconds and peak memory in MB of one process. */
function run(args: readonly string[], cwd: string): { seconds: number; memory: number } {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--import', TELL_MEMORY, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, memory: (Number(child.stderr.trim().split('\n').at(-1)) * 1024) / 1e6 };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function measure(folder: string): string {
  const tsx = ['--import', 'tsx', SELF];
  const empty = mkdtempSync(join(tmpdir(), 'meshlint-bench-'));
  const root = join(import.meta.dirname, '..');
  const rounds = Array.from({ length: ROUNDS }, () => ({
    check: run([CLI, 'check', '-f', 'concise', '--quiet', '--fail-on', 'never', '.'], folder),
    read: run([...tsx, '--read', folder], root),
    start: run([...tsx, '--read', empty], root),
    bare: run(['-e', '0'], root),
  }));
  const of = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map(pick));
  // What the reader costs beyond loading this script, on top of a bare start of Node.
  const read = of(({ read, start, bare }) => read.seconds - start.seconds + bare.seconds);
  const check = of((round) => round.check.seconds);
  const full = run([...tsx, '--parse', folder], root).seconds;
  return [
    folder.split('/').at(-1),
    `${(readAll(folder) / 1e6).toFixed(1)} MB`,
    `check ${check.toFixed(2)} s`,
    `/ walk and read ${(check / read).toFixed(1)}`,
    `/ full yaml parse ${(check / full).toFixed(3)}`,
    `/ bare node ${(check / of(({ bare }) => bare.seconds)).toFixed(1)}`,
    `peak ${of((round) => round.check.memory).toFixed(0)} MB`,
  ].join('  ');
}

const [mode, folder] = process.argv.slice(2);
if (mode === '--read' && folder) readAll(folder);
else if (mode === '--parse' && folder) parseAll(folder);
else for (const path of process.argv.slice(2)) process.stdout.write(`${measure(path)}\n`);
