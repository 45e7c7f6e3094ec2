import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { type LiveFiles, type LiveProject, liveProject } from '../../src/project/live.ts';
import { readProject } from '../../src/project/project.ts';
import { UsageError } from '../../src/project/scope.ts';
import { readers } from '../../src/run/readers.ts';
import { TWICE } from '../cli/run.ts';

const FILES = {
  'package.json': '{"dependencies": {"axios": "1"}}',
  'web/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
  'web/broken.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n - b\n',
  'chart/Chart.yaml': 'name: chart\nversion: 1.0.0\n',
  'chart/templates/service.yaml': '{{ .Values.service }}\n',
  'cluster/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: tls }\n',
};

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshlint-live-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const context = ['cluster'];
const isExcluded = (file: string): boolean => file.startsWith('old/');

async function onDisk(folder: string): Promise<LiveFiles> {
  const input = { currentDirectory: folder, paths: [], complete: false, clusters: [] };
  const read = await readProject({ ...input, context, isExcluded }, readers);
  return { files: read.files, context: read.context };
}

function live(folder: string): LiveProject {
  return liveProject({ currentDirectory: folder, context, isExcluded }, readers);
}

const CHANGES: readonly [what: string, change: (project: LiveProject, folder: string) => void][] = [
  ['nothing', () => undefined],
  [
    'a file that is edited and saved',
    (project, folder) => {
      project.put(join(folder, 'web/service.yaml'), 'kind: Pod');
      project.put(join(folder, 'web/service.yaml'), TWICE);
      write(folder, { 'web/service.yaml': TWICE });
    },
  ],
  [
    'a document that is closed without being saved',
    (project, folder) => {
      project.put(join(folder, 'web/service.yaml'), TWICE);
      project.put(join(folder, 'web/new.yaml'), TWICE);
      project.put(join(folder, 'web/service.yaml'), undefined);
      project.put(join(folder, 'web/new.yaml'), undefined);
    },
  ],
  [
    'a new document that is saved',
    (project, folder) => {
      project.put(join(folder, 'a/new.yaml'), TWICE);
      write(folder, { 'a/new.yaml': TWICE });
    },
  ],
  [
    'a document that is excluded, and one that git ignores',
    (project, folder) => {
      write(folder, { '.gitignore': 'made/\n' });
      project.put(join(folder, 'old/new.yaml'), TWICE);
      project.put(join(folder, 'made/new.yaml'), TWICE);
      project.look();
    },
  ],
  [
    'files that came, changed and went on disk',
    (project, folder) => {
      write(folder, { 'b/new.yaml': TWICE, 'web/service.yaml': TWICE });
      rmSync(join(folder, 'web/broken.yaml'));
      project.look();
    },
  ],
  [
    'a file that changed on disk',
    (project, folder) => {
      write(folder, { 'web/broken.yaml': TWICE });
      project.touch(join(folder, 'web/broken.yaml'));
    },
  ],
  [
    'a chart that is none any more',
    (project, folder) => {
      rmSync(join(folder, 'chart/Chart.yaml'));
      project.look();
    },
  ],
];

for (const [what, change] of CHANGES) {
  test(`${what}: the files are those of a fresh run`, async () => {
    const folder = folderWith(FILES);
    const project = live(folder);
    assert.deepEqual(await project.settle(), await onDisk(folder));
    change(project, folder);
    assert.deepEqual(await project.settle(), await onDisk(folder));
  });
}

test('facts of files that stay the same are the same objects', async () => {
  const folder = folderWith(FILES);
  const project = live(folder);
  const before = await project.settle();
  project.put(join(folder, 'web/service.yaml'), TWICE);
  project.look();
  const after = await project.settle();
  const other = after.files.filter((facts, index) => facts !== before.files[index]);
  assert.deepEqual(
    other.filter(({ skipped }) => !skipped).map(({ file }) => file),
    ['web/service.yaml'],
  );
});

test('a folder that vanishes, and comes back', async () => {
  const folder = folderWith(FILES);
  const project = live(folder);
  const before = await project.settle();
  rmSync(folder, { recursive: true });
  project.look();
  await assert.rejects(project.settle(), UsageError);
  write(folder, FILES);
  assert.deepEqual(await project.settle(), before);
});

test('a single file, there or not', async () => {
  const folder = folderWith(FILES);
  const path = join(folder, 'single.yaml');
  const project = liveProject({ currentDirectory: folder, only: [path], context: [] }, readers);
  project.put(path, TWICE);
  const { files } = await project.settle();
  assert.deepEqual(
    files.map(({ file, duplicateKeys }) => [file, duplicateKeys.length]),
    [['single.yaml', 1]],
  );
});
