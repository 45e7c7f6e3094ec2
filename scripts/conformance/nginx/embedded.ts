import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileFacts } from '../../../src/facts/facts.ts';
import type { NginxDirective } from '../../../src/facts/nginx.ts';
import { readFacts } from '../../../src/facts/read.ts';
import { positions } from '../../../src/text.ts';
import { type Comparison, type Entry, readEntries } from './suite.ts';

/** Compares the places of `proxy_pass` in texts that stand in YAML, as far as the YAML can be read unrendered. */
export function compareEmbedded(folder: string): Comparison {
  const found = readEntries(folder).map((entry) => compareEntry(folder, entry));
  return {
    what: 'places in YAML',
    compared: found.reduce((sum, { compared }) => sum + compared, 0),
    differences: found.flatMap(({ differences }) => differences),
  };
}

function compareEntry(folder: string, entry: Entry): Omit<Comparison, 'what'> {
  if (!entry.yaml) return { compared: 0, differences: [] };
  const { file, first_line: firstLine, indent } = entry.yaml;
  const text = readFileSync(join(folder, file), 'utf8');
  const place = positions(text);
  const places = new Set(
    proxyPasses(readFacts(file, text)).map(({ at }) => {
      const { line, column } = place(at.start);
      return `${line}:${column}`;
    }),
  );
  if (places.size === 0) return { compared: 0, differences: [] };
  const expected = entry.proxy_pass.map(
    ({ line, column }) => `${firstLine + line - 1}:${column + indent}`,
  );
  const missing = expected.filter((each) => !places.has(each));
  return {
    compared: expected.length,
    differences: missing.map((each) => `${file}:${each}: not found`),
  };
}

function proxyPasses({ nginx, resources }: FileFacts): NginxDirective[] {
  const texts = resources.flatMap((resource) =>
    resource.type === 'ConfigMap' ? resource.data.flatMap((file) => file.nginx ?? []) : [],
  );
  return [...nginx, ...texts].flatMap(({ directives }) => allPasses(directives));
}

function allPasses(directives: readonly NginxDirective[]): NginxDirective[] {
  return directives.flatMap((each) =>
    each.name === 'proxy_pass' ? [each] : allPasses(each.block ?? []),
  );
}
