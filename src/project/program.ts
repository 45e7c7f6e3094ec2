import { Buffer } from 'node:buffer';
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';

/** One start of another program. No shell comes between. */
export interface Start {
  /** A name that is looked for as the system does, or an absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly input?: string;
  /** Absent: that of our own process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** In bytes; more is as good as a failure. */
  readonly mostOutput: number;
  /** In milliseconds; absent: as long as it takes. */
  readonly longest?: number;
}

/** What came of a program that ran to its end. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What came of a program, or the `error` for which it did not run. */
export type Outcome = SpawnSyncReturns<Buffer>;

/** Runs a program and waits for it. */
export function runAndWait(start: Start): Outcome {
  return spawnSync(start.program, start.args, {
    ...optionsOf(start),
    input: Buffer.from(start.input ?? ''),
    maxBuffer: start.mostOutput,
  });
}

/** Runs a program while others go on. A program that cannot be started, writes too much or takes too long gives `trouble`. */
export function run(start: Start): Promise<Ended | { readonly trouble: string }> {
  return new Promise((resolve) => {
    const child = spawn(start.program, start.args, optionsOf(start));
    const output: Output = { stdout: [], stderr: [], size: 0 };
    const stop = (trouble: string): void => {
      child.kill('SIGKILL');
      resolve({ trouble });
    };
    const timer = setTimeout(() => stop('it took too long'), start.longest ?? LONGEST);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        output.size += chunk.length;
        if (output.size > start.mostOutput) stop('it writes too much');
        else output[name].push(chunk);
      });
    }
    child.on('error', (error) => stop(`it cannot be started: ${error.message}`));
    child.stdin.on('error', () => undefined);
    child.stdin.end(start.input ?? '');
    child.on('close', (status) => {
      clearTimeout(timer);
      const { stdout, stderr } = output;
      resolve({ status, stdout: textOf(stdout), stderr: textOf(stderr) });
    });
  });
}

const LONGEST = 60_000;

interface Output {
  readonly stdout: Buffer[];
  readonly stderr: Buffer[];
  size: number;
}

function optionsOf({ folder, environment }: Start) {
  return { cwd: folder, windowsHide: true, ...(environment && { env: { ...environment } }) };
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}
