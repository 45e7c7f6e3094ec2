import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { test } from 'vitest';
import { type Diagnostic, FileChangeType } from 'vscode-languageserver-protocol/node';
import { visible } from '../../../src/report/visible.ts';
import { caller, entry, SHOP } from '../repository.ts';
import { BROKEN, folderWith, meshlint, SERVICE, TWICE } from '../run.ts';
import { type Client, startClient, uri } from './client.ts';

const NAMES = ['api.yaml', 'entry.yaml', 'mesh.yaml', 'a/new.yaml', 'a/kustomization.yaml'];

/** Whole texts that files get, so that what they mean changes with what else there is. */
const TEXTS = [
  caller('api', 'api.paywell.io'),
  caller('other', 'api.oldpay.io'),
  entry('paywell', 'api.paywell.io'),
  entry('paywell', 'api.😀.io'),
  'namespace: shop\nresources: [new.yaml, ../api.yaml]\n',
  `# meshlint-ignore duplicate-key: as it should be\n${TWICE}`,
  SERVICE,
  TWICE,
  BROKEN,
  '',
];

/** Pieces that are typed: line breaks of all kinds, characters of two units, what breaks YAML and what does not. */
const PIECES = ['\n', '\r\n', '  ', '😀', '# a', ': ', '- ', '"', 'shop', '\t', '\u0000', 'é'];

type Step =
  | { readonly kind: 'type'; readonly at: number; readonly length: number; readonly text: string }
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'save' }
  | { readonly kind: 'close' }
  | { readonly kind: 'delete' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      at: fc.nat(),
      length: fc.nat({ max: 12 }),
      text: fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((parts) => parts.join('')),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      text: fc.constantFrom(...TEXTS),
    }),
  },
  ...(['save', 'close', 'delete'] as const).map((kind) => ({
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant(kind) }),
  })),
);

const steps: fc.Arbitrary<(readonly [string, Step])[]> = fc.array(
  fc.tuple(fc.constantFrom(...NAMES), step),
  { minLength: 1, maxLength: 12 },
);

async function perform(client: Client, open: Set<string>, path: string, what: Step): Promise<void> {
  if (what.kind === 'delete') return remove(client, open, path);
  if (what.kind === 'write') return writeOnDisk(client, open, path, what.text);
  if (!open.has(path)) {
    open.add(path);
    await client.open(path, existsSync(path) ? undefined : SERVICE);
  }
  if (what.kind === 'type') return type(client, path, what);
  if (what.kind === 'save') return save(client, path);
  open.delete(path);
  await client.close(path);
}

/** An editor counts in UTF-16 units, but never cuts a character of two, or a line break of two, in half. */
async function type(
  client: Client,
  path: string,
  { at, length, text }: Extract<Step, { kind: 'type' }>,
): Promise<void> {
  const before = client.text(path);
  const whole = (offset: number): number =>
    /^[\ud800-\udbff][\udc00-\udfff]$|^\r\n$/.test(before.slice(offset - 1, offset + 1))
      ? offset - 1
      : offset;
  const start = whole(at % (before.length + 1));
  const end = Math.max(start, whole(Math.min(start + length, before.length)));
  await client.splice(path, start, end, text);
}

async function save(client: Client, path: string): Promise<void> {
  const type = existsSync(path) ? FileChangeType.Changed : FileChangeType.Created;
  mkdirSync(dirname(path), { recursive: true });
  await client.save(path);
  await client.changedOnDisk(path, type);
}

async function writeOnDisk(
  client: Client,
  open: ReadonlySet<string>,
  path: string,
  text: string,
): Promise<void> {
  const type = existsSync(path) ? FileChangeType.Changed : FileChangeType.Created;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  await client.changedOnDisk(path, type);
  if (open.has(path)) await client.edit(path, { text });
}

async function remove(client: Client, open: Set<string>, path: string): Promise<void> {
  if (open.delete(path)) await client.close(path);
  if (!existsSync(path)) return;
  rmSync(path);
  await client.changedOnDisk(path, FileChangeType.Deleted);
}

/** What a fresh run says of the same files, as a client counts lines and columns. */
function checked(folder: string): string[] {
  const { stdout, stderr } = meshlint(folder, ['-f', 'json', '--allow-empty', '--no-render', '.']);
  assert.notEqual(stdout, '', stderr);
  const { findings } = JSON.parse(stdout);
  return findings.map((finding: Finding) => {
    const { file, start, end, rule, severity, message } = finding;
    const place = [start.line, start.column, end.line, end.column].map((number) => number - 1);
    return JSON.stringify([file, place, rule, severity, visible(message)]);
  });
}

interface Finding {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

/** A copy of a folder in which the open documents are as they are in the client. */
function withTexts(folder: string, open: ReadonlySet<string>, client: Client): string {
  const copy = folderWith({});
  cpSync(folder, copy, { recursive: true });
  for (const path of open) {
    const target = join(copy, relative(folder, path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, client.text(path));
  }
  return copy;
}

async function expectTold(
  client: Client,
  folder: string,
  findings: readonly string[],
): Promise<void> {
  const wanted = findings.toSorted().join('\n');
  await client
    .until(() => told(folder, client).sort().join('\n') === wanted)
    .catch(() => undefined);
  assert.equal(told(folder, client).sort().join('\n'), wanted);
}

const SEVERITIES = ['', 'error', 'warning', 'info'];

function told(folder: string, { published }: Client): string[] {
  const prefix = uri(`${folder}/`);
  return [...published()].flatMap(([file, all]) =>
    all.map(({ range: { start, end }, code, severity, message }: Diagnostic) => {
      const name = decodeURIComponent(file.slice(prefix.length));
      const place = [start.line, start.character, end.line, end.character];
      return JSON.stringify([name, place, code, SEVERITIES[severity ?? 0], message]);
    }),
  );
}

test('after random edits the findings are those of a fresh check of the texts that the client has', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const folder = folderWith({ ...SHOP });
      const client = await startClient({ folders: [folder] });
      const open = new Set<string>();
      for (const [name, what] of all) await perform(client, open, join(folder, name), what);
      const unsaved = checked(withTexts(folder, open, client));
      // What cannot be read counts as it was when it could be, until it is saved.
      if (!unsaved.some((finding) => finding.includes('unreadable-file'))) {
        await expectTold(client, folder, unsaved);
      }
      for (const path of open) await save(client, path);
      await expectTold(client, folder, checked(folder));
      assert.equal(await client.leave(), 0);
    }),
    { numRuns: 15 },
  );
});
