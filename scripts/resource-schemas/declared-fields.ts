import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INTERFACE = /^export interface I\w+[^{]*\{\n(.*?)^\}/ms;
const FIELD = /^ {4}"([^"]+)"\??:/gm;
const EXPORTED = /^export type \{ I\w+ as I(\w+),/m;

/**
 * The fields of every type that a package declares, by the name of its validator: the validators leave out fields called
 * like what a schema says of itself, `description` and `default`.
 */
export function declaredFields(folder: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.d.ts') && !path.startsWith('_schemas'))
      .flatMap((path): [string, string[]][] => {
        const text = readFileSync(join(folder, path), 'utf8');
        const name = EXPORTED.exec(text)?.[1];
        const fields = INTERFACE.exec(text)?.[1] ?? '';
        if (name === undefined) return [];
        return [[name, Array.from(fields.matchAll(FIELD), ([, field = '']) => field)]];
      }),
  );
}
