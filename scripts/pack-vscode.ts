/**
 * Packs the extension of VS Code with the built program into `editors/vscode/meshlint-<version>.vsix`, without publishing
 * it. `npm run vscode`, after `npm run build`. A .vsix is a zip of the Open Packaging Conventions: the extension in a folder of
 * its own, a manifest for the marketplace and the types of its files.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';
import { buildSync } from 'esbuild';
import { strToU8, type Zippable, zipSync } from 'fflate';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'editors/vscode');

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly publisher: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly engines: { readonly vscode: string };
}

function versionOf(path: string): string {
  return JSON.parse(readFileSync(path, 'utf8')).version;
}

/** All files below a folder or file of the project, by their paths in the extension. */
function filesIn(path: string): [string, Uint8Array][] {
  const full = join(ROOT, path);
  if (statSync(full).isFile()) return [[path, readFileSync(full)]];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}

function bundled(): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(FOLDER, 'src/extension.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    minifyWhitespace: true,
    legalComments: 'inline',
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['"', '&quot;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (character) => ESCAPES.get(character) ?? '');
}

function marketplaceManifest(manifest: Manifest, version: string): string {
  const { name, displayName, description, publisher, categories, keywords, engines } = manifest;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(name)}" Version="${escaped(version)}" Publisher="${escaped(publisher)}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(keywords.join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escaped(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function contentTypes(paths: readonly string[]): string {
  const endings = [
    ...new Set(paths.map((path) => extname(path)).filter((ending) => ending !== '')),
  ];
  const lines = endings
    .sort()
    .map(
      (ending) =>
        `  <Default Extension="${escaped(ending)}" ContentType="application/octet-stream"/>\n`,
    );
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${lines.join('')}</Types>
`;
}

/** Files of the same content always give the same bytes. */
const MTIME = new Date('2000-01-01T12:00:00');

function pack(): string {
  const version = versionOf(join(ROOT, 'package.json'));
  const manifest = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8'));
  const extension: [string, Uint8Array][] = [
    [
      'package.json',
      strToU8(`${JSON.stringify({ ...manifest, version, devDependencies: undefined }, null, 2)}\n`),
    ],
    ['README.md', readFileSync(join(FOLDER, 'README.md'))],
    ['LICENSE.txt', readFileSync(join(ROOT, 'LICENSE'))],
    ['extension.cjs', bundled()],
    ...['dist', 'docs/rules', 'schemas/config.schema.json'].flatMap(filesIn),
  ];
  const paths = extension.map(([path]) => `extension/${path}`);
  const entries: Zippable = {
    'extension.vsixmanifest': strToU8(marketplaceManifest(manifest, version)),
    '[Content_Types].xml': strToU8(contentTypes([...paths, 'extension.vsixmanifest'])),
  };
  for (const [path, bytes] of extension) entries[`extension/${path}`] = bytes;
  const target = join(FOLDER, `meshlint-${version}.vsix`);
  writeFileSync(target, zipSync(entries, { mtime: MTIME }));
  return target;
}

process.stdout.write(`${pack()}\n`);
