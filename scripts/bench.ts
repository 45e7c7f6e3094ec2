/**
 * Times the built program on folders, against three other processes of the same round: a bare start of Node, walking and
 * reading all files that the linter opens, and a full parse of the YAML files with the package `yaml`.
 * `npm run bench -- <folder>…` prints medians of the ratios of each round, which noise that lasts longer than a round does
 * not move, and the best wall time; it asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildSync } from 'esbuild';

const CLI = join(import.meta.dirname, '../dist/cli.js');
const ROUNDS = 7;

const work = mkdtempSync(join(tmpdir(), 'meshlint-bench-'));

/** Makes a process tell its peak memory, in KiB, as the last line on stderr. */
const TELL_MEMORY = join(work, 'tell-memory.cjs');
writeFileSync(
  TELL_MEMORY,
  'process.on("exit", () => process.stderr.write(`\\n${process.resourceUsage().maxRSS}`));',
);

interface Run {
  readonly seconds: number;
  /** In MB. */
  readonly memory: number;
  readonly output: string;
}

function run(args: readonly string[], cwd: string): Run {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--require', TELL_MEMORY, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - start) / 1000;
  if (child.status !== 0) throw new Error(`${args.join(' ')} failed: ${child.stderr}`);
  const memory = (Number(child.stderr.trim().split('\n').at(-1)) * 1024) / 1e6;
  return { seconds, memory, output: child.stdout };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** A script of this folder as plain JavaScript, so that no compiler's start is in its time. */
function bundled(name: string, folder: string): string {
  const outfile = join(folder, `${name}.mjs`);
  const entry = join(import.meta.dirname, `${name}.ts`);
  const banner =
    "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);";
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: banner },
  });
  return outfile;
}

const CHECK = [CLI, 'check', '-f', 'concise', '--quiet', '--no-render', '--fail-on', 'never'];

function measure(folder: string, reader: string, parser: string): string {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    check: run([...CHECK, '.'], folder),
    read: run([reader, '.'], folder),
    bare: run(['-e', '0'], folder),
  }));
  const parse = run([parser, '.'], folder);
  const of = (pick: (round: (typeof rounds)[number]) => number): string =>
    median(rounds.map(pick)).toFixed(1);
  const best = Math.min(...rounds.map(({ check }) => check.seconds));
  const { files, bytes } = JSON.parse(rounds[0]?.read.output ?? '{}');
  return [
    folder.split('/').at(-1),
    `${files} files, ${(bytes / 1e6).toFixed(1)} MB`,
    `check ${best.toFixed(2)} s at best`,
    `/ walk and read ${of(({ check, read }) => check.seconds / read.seconds)}`,
    `/ full yaml parse ${(best / parse.seconds).toFixed(3)}`,
    `/ bare node ${of(({ check, bare }) => check.seconds / bare.seconds)}`,
    `peak ${of(({ check }) => check.memory)} MB`,
  ].join('  ');
}

/** One small file: what an editor or a commit hook waits for. */
function measureSmallFile(folder: string): string {
  const manifest = join(folder, 'service.yaml');
  writeFileSync(manifest, 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n');
  const ratios = Array.from(
    { length: 3 * ROUNDS },
    () =>
      run([...CHECK, '--complete', 'service.yaml'], folder).seconds /
      run(['-e', '0'], folder).seconds,
  );
  return `one small file  / bare node ${median(ratios).toFixed(2)}`;
}

const reader = bundled('bench-read', work);
const parser = bundled('bench-parse', work);
for (const path of process.argv.slice(2))
  process.stdout.write(`${measure(path, reader, parser)}\n`);
process.stdout.write(`${measureSmallFile(work)}\n`);
rmSync(work, { recursive: true });
