import type { Buffer } from 'node:buffer';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseOne } from '../../parse/yaml/documents.ts';
import { withSlashes } from '../paths.ts';
import { LARGEST_FILE } from '../read-text.ts';

/** The files of a chart by their paths in it, with `/`. */
export type ChartFiles = ReadonlyMap<string, Buffer>;

/** A chart of more files than this is none that a person keeps. */
const MOST_FILES = 5000;

/** All files of a chart, whatever they hold: templates may read any of them. Links are left out. */
export function chartFilesIn(folder: string): ChartFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .slice(0, MOST_FILES)
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => lstatSync(path).size <= LARGEST_FILE);
  return new Map(files.map((path) => [withSlashes(relative(folder, path)), readFileSync(path)]));
}

/** The dependencies of a chart that are not in it, which Helm would ask to be fetched. */
export function missingIn(files: ChartFiles): string[] {
  const all = ['Chart.yaml', 'requirements.yaml'].flatMap((path) => {
    const [document] = parseOne(path, files.get(path)?.toString('utf8') ?? '').documents;
    return document?.root.get('dependencies').items() ?? [];
  });
  const names = all.map((item) => item.as<{ name?: string }>().get('name').text()?.value ?? '');
  const paths = [...files.keys()];
  const isHere = (name: string): boolean =>
    paths.some(
      (path) =>
        path.startsWith(`charts/${name}/`) ||
        (path.startsWith(`charts/${name}-`) && path.endsWith('.tgz')),
    );
  return [...new Set(names)].filter((name) => !isHere(name));
}
