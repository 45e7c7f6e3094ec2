import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

const require = createRequire(import.meta.url);

/** CommonJS packages that most runs do not need: their code runs when one of their exports is first used. */
const LAZY = ['dockerfile-ast'];

const lazy = {
  name: 'lazy',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path, namespace }) =>
      namespace !== 'lazy' && LAZY.includes(path) ? { path, namespace: 'lazy' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: Object.keys(require(path))
        .map((name) => `get ${name}() { return require('${path}').${name}; }`)
        .reduce((all, one) => `${all}\n${one},`, 'module.exports = {')
        .concat('\n};'),
      resolveDir: ROOT,
    }));
  },
};

/**
 * Builds `dist/cli.js` and the pieces that it loads only when a run needs them. Everything is bundled, so an installed
 * package has no dependencies.
 */
export async function buildAll() {
  const { metafile, outputFiles } = await build({
    write: false,
    absWorkingDir: ROOT,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // The ES module build of js-yaml runs three times slower on Node 20: its hot path spreads objects.
    alias: { 'js-yaml': resolve(ROOT, 'node_modules/js-yaml/dist/js-yaml.cjs.js') },
    // Bundled CommonJS packages ask for Node's own modules with `require`.
    banner: {
      js: "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);",
    },
    minifyWhitespace: true,
    legalComments: 'none',
    plugins: [lazy],
    metafile: true,
    logLevel: 'warning',
  });
  // Only a build that succeeded takes the place of the last one.
  rmSync(DIST, { recursive: true, force: true });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  chmodSync(join(DIST, 'cli.js'), 0o755);
  writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices(Object.keys(metafile.inputs)));
}

/** The licences of the packages whose code is in the bundle, in their own words. */
function notices(inputs) {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  return [...folders]
    .sort()
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(input) {
  const inside = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
  return inside === undefined ? undefined : join(ROOT, inside);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
  if (files.length === 0) {
    throw new Error(`${relative(ROOT, folder)} is bundled but has no licence file`);
  }
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url) {
  if (!existsSync(join(dirname(DIST), 'node_modules'))) throw new Error('run npm ci first');
  await buildAll();
}
