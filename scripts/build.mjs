import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const require = createRequire(import.meta.url);

/** CommonJS packages that few runs need. Each becomes a file that is loaded when one of its exports is first used. */
const LAZY = ['dockerfile-ast'];

const SETTINGS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
};

/** Gives a package that is loaded when it is first used, without the importing code knowing. */
const lazyPackages = {
  name: 'lazy-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path }) =>
      LAZY.includes(path) ? { path, namespace: 'lazy' } : undefined,
    );
    onResolve({ filter: /\.cjs$/, namespace: 'lazy' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: moduleOf(
        'module.exports = {',
        Object.keys(require(path)).map(
          (name) => `get ${name}() { return require('./${path}.cjs').${name}; },`,
        ),
        '};',
      ),
    }));
  },
};

/** Generated data that few runs need; each file of it is loaded in the same way. */
const DATA = 'src/validation/schema/generated';

const dataNames = readdirSync(join(ROOT, DATA))
  .filter((file) => readFileSync(join(ROOT, DATA, file), 'utf8').includes('JSON.parse('))
  .map((file) => file.replace(/\.ts$/, ''));

const lazyData = {
  name: 'lazy-data',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/generated\// }, ({ path, resolveDir }) => {
      const name = dataNames.find(
        (each) => join(resolveDir, path) === join(ROOT, DATA, `${each}.ts`),
      );
      return name === undefined ? undefined : { path: name, namespace: 'lazy-data' };
    });
    onResolve({ filter: /\.cjs$/, namespace: 'lazy-data' }, ({ path }) => ({
      path,
      external: true,
    }));
    onLoad({ filter: /.*/, namespace: 'lazy-data' }, ({ path }) => ({
      contents: `module.exports = { get schemas() { return require('./${path}.cjs').schemas; } };`,
    }));
  },
};

/**
 * js-yaml as CommonJS: its ES module build runs three times slower on Node 20, where its hot path spreads objects. Its
 * exports become constants, since asking a CommonJS module for them each time costs time in the reader's loop. Its helper
 * for object spread, made for old engines, gives way to the language's own.
 */
const commonJsYaml = {
  name: 'common-js-yaml',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^js-yaml$/ }, ({ path }) => ({ path, namespace: 'common-js-yaml' }));
    onLoad({ filter: /.*/, namespace: 'common-js-yaml' }, () => ({
      contents: moduleOf(
        "const all = require('./node_modules/js-yaml/dist/js-yaml.cjs.js');",
        Object.keys(require('js-yaml')).map((name) => `export const ${name} = all.${name};`),
      ),
      resolveDir: ROOT,
    }));
    onLoad({ filter: /js-yaml\.cjs\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /function _objectSpread2\(e\) \{.*?\n\}/s,
        'function _objectSpread2(...parts) { return Object.assign(...parts); }',
      ),
    }));
  },
};

/** The one file that starts other programs. */
const PROGRAM = join(ROOT, 'src/project/program.ts');

/**
 * Node's own modules that cost milliseconds to load: the import of node:process opens all standard streams, few reports
 * need node:crypto, and commander asks for node:child_process, which none of our commands needs of it.
 */
const CHEAP = new Map([
  ['node:process', 'module.exports = globalThis.process;'],
  [
    'node:crypto',
    "module.exports = { get createHash() { return require('node:crypto').createHash; } };",
  ],
  ['node:child_process', 'module.exports = {};'],
]);

const cheapBuiltins = {
  name: 'cheap-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, importer, namespace }) =>
      CHEAP.has(path) && importer !== PROGRAM && namespace !== 'cheap'
        ? { path, namespace: 'cheap' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'cheap' }, ({ path }) => ({ contents: CHEAP.get(path) }));
  },
};

function moduleOf(first, lines, last = '') {
  return [first, ...lines, last].join('\n');
}

/**
 * Builds `dist/cli.js` and the pieces that it loads only when a run needs them. Everything is bundled, so an installed
 * package has no dependencies.
 */
async function buildAll() {
  const program = build({
    ...SETTINGS,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [cheapBuiltins, lazyPackages, lazyData, commonJsYaml],
  });
  const packages = LAZY.map((name) =>
    build({
      ...SETTINGS,
      entryPoints: { [`chunks/${name}`]: name },
      outdir: 'dist',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
  );
  const data = dataNames.map((name) =>
    build({
      ...SETTINGS,
      entryPoints: { [`chunks/${name}`]: `${DATA}/${name}.ts` },
      outdir: 'dist',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
  );
  const results = await Promise.all([program, ...packages, ...data]);
  const files = await Promise.all(
    results.flatMap(({ outputFiles }) => outputFiles.map(asCommonJs)),
  );
  write(files);
  writeFileSync(join(DIST, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(
    join(DIST, 'THIRD-PARTY-NOTICES.txt'),
    notices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))),
  );
}

/**
 * A bundled file as CommonJS. esbuild splits ES modules alone, but Node 20 starts CommonJS an eighth faster: a program
 * that has no ES module does not pay for their loader. What is loaded lazily stays so, in files of its own.
 */
async function asCommonJs({ path, text }) {
  if (path.endsWith('.cjs')) return { path, contents: text };
  const { code } = await transform(text, {
    format: 'cjs',
    platform: SETTINGS.platform,
    target: SETTINGS.target,
    minifyWhitespace: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname' },
  });
  return { path, contents: code };
}

/** Only a build that succeeded takes the place of the last one, the entry last, so that there is always a whole one. */
function write(files) {
  const entryLast = files.toSorted((a, b) => Number(isEntry(a.path)) - Number(isEntry(b.path)));
  for (const { path, contents } of entryLast) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents, { mode: isEntry(path) ? 0o755 : 0o644 });
  }
  const written = new Set(files.map(({ path }) => path));
  for (const name of readdirSync(DIST, { recursive: true })) {
    const path = join(DIST, name);
    if (/js$/.test(name) && !written.has(path)) rmSync(path);
  }
  chmodSync(join(DIST, 'cli.js'), 0o755);
}

function isEntry(path) {
  return path === join(DIST, 'cli.js');
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

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url) await buildAll();
