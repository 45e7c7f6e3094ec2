import { NginxParser } from 'nginx-conf';
import { type ParsedDirective, parseNginx } from '../../../src/parse/nginx/parser.ts';
import { type Comparison, readEntries, readText } from './suite.ts';

/** Why the npm package nginx-conf differs from nginx, and on which files; any other difference is a surprise. */
const KNOWN = new Map<string, readonly string[]>([
  [
    'nginx refuses the file (no ";", a block never closed), nginx-conf does not',
    [
      'certbot+certbot__certbot_src_certbot__internal_tests_plugins_nginx_testdata_etc_nginx_broken.conf',
      'kubernetes+ingress-nginx__test_data_cleanConf.src.conf',
      'kubernetes+ingress-nginx__test_data_cleanConf.expected.conf',
      'nginxinc+crossplane__tests_configs_missing-semicolon_broken-above.conf',
      'nginxinc+crossplane__tests_configs_missing-semicolon_broken-below.conf',
    ],
  ],
  [
    'the template is broken even where it is masked, nginx-conf reads on',
    [
      'grafana+helm-charts__charts_tempo-distributed_values.yaml__config',
      'nginx+kubernetes-ingress__internal_configs_version1_nginx-plus.ingress.tmpl',
      'nginx+kubernetes-ingress__internal_configs_version1_nginx.ingress.tmpl',
      'nginx+kubernetes-ingress__internal_configs_version2_nginx-plus.virtualserver.tmpl',
      'nginx+kubernetes-ingress__internal_configs_version2_nginx.virtualserver.tmpl',
    ],
  ],
  [
    'it takes a comment without a blank behind "#" for a directive',
    ['nginxinc+crossplane__tests_configs_with-comments_nginx.conf'],
  ],
  [
    'it ends bare words at braces and semicolons that a backslash protects',
    ['nginxinc+crossplane__tests_configs_messy_nginx.conf'],
  ],
  [
    'it refuses set_by_lua_block with a variable',
    [
      'nginxinc+crossplane__tests_configs_lua-block-simple_nginx.conf',
      'nginxinc+crossplane__tests_configs_lua-block-tricky_nginx.conf',
    ],
  ],
]);

/** Compares trees with those of nginx-conf, on every file that nginx accepts. */
export function compareWithNginxConf(folder: string): Comparison {
  const known = new Set([...KNOWN.values()].flat());
  const entries = readEntries(folder);
  const different = entries
    .filter((entry) => !isSame(readText(folder, entry)))
    .map(({ file }) => file.slice(file.indexOf('/') + 1));
  return {
    what: 'nginx-conf',
    compared: entries.length,
    differences: [
      ...different.filter((file) => !known.has(file)).map((file) => `${file}: differs`),
      ...[...known].filter((file) => !different.includes(file)).map((file) => `${file}: is equal`),
    ],
  };
}

/** A lone CR behind `#` makes nginx-conf fill the memory. */
const ENDLESS = /#[^\n]*\r(?!\n)/;

function isSame(text: string): boolean {
  if (ENDLESS.test(text)) return false;
  const ours = parseNginx(text, '');
  const theirs = readTheirs(text);
  if (ours.problems.length > 0 || theirs === undefined)
    return ours.problems.length > 0 && theirs === undefined;
  return JSON.stringify(ours.directives.map(ourTree)) === JSON.stringify(theirs.map(theirTree));
}

type NginxParseTreeNode = NonNullable<
  Parameters<NonNullable<Parameters<NginxParser['parse']>[1]>>[1]
>;

function readTheirs(text: string): readonly NginxParseTreeNode[] | undefined {
  let tree: NginxParseTreeNode | undefined;
  try {
    new NginxParser().parse(text, (error, parsed) => {
      if (!error) tree = parsed;
    });
  } catch {
    return undefined;
  }
  return tree?.children ?? undefined;
}

/** Name, words and block; words are joined, since nginx-conf does not part them. */
type Tree = readonly [words: readonly string[], block: readonly Tree[]];

function ourTree({ name, args, block = [] }: ParsedDirective): Tree {
  return [[name.value, ...args.map((arg) => arg.value)], block.map(ourTree)];
}

function theirTree({ name, value, isVerbatim, isBlock, children }: NginxParseTreeNode): Tree {
  const [directive] = parseNginx(`${name} ${isVerbatim ? '' : value};`, '').directives;
  const words = directive ? ourTree(directive)[0] : [];
  return [words, isBlock ? (children ?? []).map(theirTree) : []];
}
