import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What programs have written before, by all that went in. */
export interface Cache {
  readonly keyOf: (parts: readonly (string | Buffer)[]) => string;
  readonly read: (key: string) => string | undefined;
  readonly write: (key: string, output: string) => void;
}

/** A cache in a folder, which is made when there is something to keep. `programs` are part of every key, by their paths and versions on disk. */
export function cacheIn(folder: string, programs: readonly string[]): Cache {
  const versions = programs.map((program) => {
    const { size, mtimeMs } = statSync(program);
    return `${program} ${size} ${mtimeMs}`;
  });
  return {
    keyOf(parts) {
      const hash = createHash('sha256');
      for (const part of [...versions, ...parts]) hash.update(`${part.length}:`).update(part);
      return hash.digest('hex');
    },
    read(key) {
      try {
        return readFileSync(join(folder, key), 'utf8');
      } catch {
        return undefined;
      }
    },
    write(key, output) {
      mkdirSync(folder, { recursive: true });
      const unfinished = join(folder, `${key}.new`);
      writeFileSync(unfinished, output);
      renameSync(unfinished, join(folder, key));
    },
  };
}
