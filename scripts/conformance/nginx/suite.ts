import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maskTemplate } from '../../../src/parse/nginx/mask.ts';

/** One configuration of the suite, with what nginx makes of it. */
export interface Entry {
  readonly file: string;
  /** The file of its normalised tree. */
  readonly tree: string;
  readonly template_masked: boolean;
  readonly proxy_pass: readonly ExpectedPass[];
  /** Where the text stands in a YAML file. */
  readonly yaml?: { readonly file: string; readonly first_line: number; readonly indent: number };
}

/** What the suite says of one `proxy_pass`; without `certain` it speaks of a stream. */
export interface ExpectedPass {
  readonly line: number;
  readonly column: number;
  readonly url: string;
  readonly proxy_http_version?: string | null;
  readonly proxy_http_version_from?: { readonly line: number } | null;
  readonly host?: string | null;
  readonly host_source?: string | null;
  readonly http10_trap?: Readonly<Record<'before_1.29.7' | 'since_1.29.7', boolean>>;
  readonly certain?: boolean;
  readonly stream?: boolean;
}

export function readEntries(folder: string): readonly Entry[] {
  const manifest: { readonly entries: readonly Entry[] } = readJson(folder, 'manifest.json');
  return manifest.entries;
}

/** The text whose tree the suite holds: that of a template is the masked one. */
export function readText(folder: string, entry: Entry): string {
  const text = readFileSync(join(folder, entry.file), 'utf8');
  return entry.template_masked ? maskTemplate(text) : text;
}

export function readJson<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** What a check found: how much it compared, and every difference in one line. */
export interface Comparison {
  readonly what: string;
  readonly compared: number;
  readonly differences: readonly string[];
}
