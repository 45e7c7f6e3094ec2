/** Parses every YAML file below a folder with the package `yaml`: the usual way to read manifests in Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseAllDocuments } from 'yaml';

const folder = process.argv[2] ?? '.';
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!/\.ya?ml$/.test(path) || /(?:^|\/)(?:\.git|testdata)\//.test(path)) continue;
  const options = { uniqueKeys: false, prettyErrors: false };
  parseAllDocuments(readFileSync(join(folder, path), 'utf8'), options);
}
