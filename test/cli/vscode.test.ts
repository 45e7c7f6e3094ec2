import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import { test } from 'vitest';
import { startClient } from './lsp/client.ts';
import { folderWith } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Packs the extension; gives its files by their paths in the package. */
function packed(): ReadonlyMap<string, Uint8Array> {
  const made = execFileSync('npm', ['run', '--silent', 'vscode'], { cwd: ROOT, encoding: 'utf8' });
  return new Map(Object.entries(unzipSync(readFileSync(made.trim()))));
}

const files = packed();

function text(path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`${path} is not in the package`);
  return strFromU8(bytes);
}

test('the manifest names files that are there, and every file has a type', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const { Assets } = parser.parse(text('extension.vsixmanifest')).PackageManifest;
  for (const { Path } of Assets.Asset) assert.ok(files.has(Path), Path);
  const types = parser.parse(text('[Content_Types].xml')).Types.Default;
  const known = new Set(types.map(({ Extension }: { Extension: string }) => Extension));
  const endings = [...files.keys()].map((path) => /\.\w+$/.exec(path)?.[0]);
  const untyped = endings.filter((ending) => ending && !known.has(ending) && ending !== '.xml');
  assert.deepEqual(untyped, []);
});

test('what the extension contributes is there', () => {
  const manifest = JSON.parse(text('extension/package.json'));
  const version = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
  assert.equal(manifest.version, version);
  const { yamlValidation, jsonValidation } = manifest.contributes;
  for (const { url } of [...yamlValidation, ...jsonValidation]) {
    assert.ok(files.has(join('extension', url)), url);
  }
  assert.ok(files.has(join('extension', manifest.main)));
  const names = [...files.keys()];
  assert.ok(names.includes('extension/docs/rules/http10-proxy-pass.md'));
  assert.ok(names.includes('extension/dist/THIRD-PARTY-NOTICES.txt'));
});

/** Stands for VS Code, of which the client extends classes as it is loaded; says what the extension exports. */
const VSCODE = `
const vscode = new Proxy({}, { get: (_, name) => (/^[A-Z]/.test(String(name)) ? class {} : {}) });
const Module = require('node:module');
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
process.stdout.write(Object.keys(require(process.argv[2])).join());
`;

test('the bundled extension loads where VS Code is, and the server in it serves', async () => {
  const folder = folderWith({ 'vscode.cjs': VSCODE });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const loaded = spawnSync(
    process.execPath,
    [join(folder, 'vscode.cjs'), join(folder, 'extension/extension.cjs')],
    { encoding: 'utf8' },
  );
  assert.equal(loaded.stdout, 'activate', loaded.stderr);
  const client = await startClient({ program: join(folder, 'extension/dist/cli.js') });
  assert.equal(client.capabilities.hoverProvider, true);
  assert.equal(await client.leave(), 0);
});
