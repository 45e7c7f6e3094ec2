import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readNginx } from '../../../src/facts/nginx.ts';
import { type PlacedText, withIncludes } from '../../../src/mesh/nginx/include.ts';
import { type ProxyPass, proxyPasses } from '../../../src/mesh/nginx/proxy-pass.ts';
import { positions, type Span } from '../../../src/text.ts';
import { unequal } from './oracle.ts';
import { type Comparison, readJson } from './suite.ts';

interface Project {
  readonly name: string;
  readonly main: string;
  readonly proxy_pass: readonly {
    readonly file: string;
    readonly line: number;
    readonly url: string;
    readonly proxy_http_version: string | null;
    /** `file:line` */
    readonly version_from: string | null;
    readonly host: string;
  }[];
}

/** Compares what is sent by configurations of several files. */
export function compareProjects(folder: string): Comparison {
  const projects: readonly Project[] = readJson(folder, 'projects/projects.json');
  return {
    what: 'projects with includes',
    compared: projects.reduce((sum, project) => sum + project.proxy_pass.length, 0),
    differences: projects.flatMap((project) => compareProject(folder, project)),
  };
}

function compareProject(folder: string, project: Project): string[] {
  const root = join(folder, 'projects', project.name);
  const sources = readTexts(root);
  const texts = [...sources].map(([path, text]): PlacedText => {
    const at = { file: path, start: 0, end: text.length };
    return { path, text: readNginx(path, { text, offset: (index) => index }, at).text };
  });
  const main = texts.find(({ path }) => path === project.main);
  const passes = main ? proxyPasses({ ...withIncludes(main, texts), surroundings: 'nothing' }) : [];
  const placed = passes.map((pass) => ({ pass, at: lineOf(pass.at, sources), source: sources }));
  return project.proxy_pass.flatMap((expected) => {
    const at = `${expected.file}:${expected.line}`;
    const all = placed.filter((each) => each.at === at && each.pass.url.value === expected.url);
    const differences = all.map(({ pass }) => comparePass(expected, pass, sources));
    if (differences.some((each) => each.length === 0)) return [];
    return (differences[0] ?? ['not found']).map((each) => `${project.name}/${at}: ${each}`);
  });
}

function readTexts(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(root, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

function lineOf(at: Span, sources: ReadonlyMap<string, string>): string {
  return `${at.file}:${positions(sources.get(at.file) ?? '')(at.start).line}`;
}

function comparePass(
  expected: Project['proxy_pass'][number],
  pass: ProxyPass,
  sources: ReadonlyMap<string, string>,
): string[] {
  const { httpVersion, host, url } = pass;
  const hasVariable = host.source === 'default' && url.value.startsWith('$');
  return [
    ...unequal('version', expected.proxy_http_version ?? undefined, httpVersion?.value),
    ...unequal(
      'place of the version',
      expected.version_from ?? undefined,
      httpVersion && lineOf(httpVersion.at, sources),
    ),
    ...unequal('Host', expected.host, hasVariable ? '$proxy_host' : host.value),
  ];
}
