import { Buffer } from 'node:buffer';
import process from 'node:process';
import { LARGEST_FILE } from '../project/read-text.ts';

/** Writes to standard output: the report, whole and alone. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Writes to standard error: everything that is not the report. */
export function tell(text: string): void {
  process.stderr.write(text);
}

/** Whether a stream gets colours: the flag, else NO_COLOR, else FORCE_COLOR, else whether it is a terminal. */
export function isColored(flag: 'auto' | 'always' | 'never', stream: 'stdout' | 'stderr'): boolean {
  if (flag !== 'auto') return flag === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return process[stream].isTTY === true && TERM !== 'dumb';
}

/** All bytes of standard input, at most one more than a file may have. */
export async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > LARGEST_FILE) break;
  }
  return Buffer.concat(chunks);
}

/** Says on a terminal how many files have been read, when that takes a while; `done` wipes it off again. */
export function progress(quiet: boolean): {
  readonly step: (count: number) => void;
  readonly done: () => void;
} {
  const start = Date.now();
  let shown = false;
  const wanted = !quiet && process.stderr.isTTY === true;
  return {
    step(count) {
      if (!wanted || count % 100 !== 0 || Date.now() - start < 500) return;
      shown = true;
      tell(`\rmeshlint: ${count} files read`);
    },
    done() {
      if (shown) tell('\r\u001b[K');
    },
  };
}
