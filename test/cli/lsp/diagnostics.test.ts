import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { caller, entry, put, SHOP } from '../repository.ts';
import { BROKEN, DEPLOYMENT, folderWith, SERVICE, TWICE } from '../run.ts';
import { type Client, PUSHED, startClient, uri } from './client.ts';

const CALL = 'api.yaml:20:30 missing-service-entry';

async function shop(): Promise<{ folder: string; client: Client }> {
  const folder = folderWith({ ...SHOP });
  return { folder, client: await startClient({ folders: [folder] }) };
}

/** Waits until exactly these findings are published. */
async function expectSeen(client: Client, findings: readonly string[]): Promise<void> {
  await client.until((seen) => seen.join('\n') === findings.join('\n'));
}

test('findings in other files come and go with an edit', async () => {
  const { folder, client } = await shop();
  const path = join(folder, 'entry.yaml');
  await client.open(path);
  await client.replace(path, 'api.paywell.io', 'api.paywell.com');
  await expectSeen(client, [CALL]);
  await client.replace(path, 'api.paywell.com', 'api.paywell.io');
  await expectSeen(client, []);
  assert.equal(await client.leave(), 0);
});

test('what was not saved is gone when the document is closed', async () => {
  const { folder, client } = await shop();
  const path = join(folder, 'entry.yaml');
  await client.open(path);
  await client.replace(path, 'api.paywell.io', 'api.paywell.com');
  await expectSeen(client, [CALL]);
  await client.close(path);
  await expectSeen(client, []);
});

test('a new document counts before it is saved, and not any more when it is closed', async () => {
  const { folder, client } = await shop();
  const path = join(folder, 'new.yaml');
  await client.open(path, TWICE);
  await expectSeen(client, ['new.yaml:5:3 duplicate-key']);
  await client.close(path);
  await expectSeen(client, []);
});

test('while an unsaved document cannot be read, what it held goes on to count', async () => {
  const { folder, client } = await shop();
  const path = join(folder, 'entry.yaml');
  await client.open(path);
  await client.judged(path);
  await client.replace(path, 'spec:\n', 'spec:\n  - a\n');
  await expectSeen(client, ['entry.yaml:7:5 unreadable-file']);
  await client.save(path);
  await client.until((seen) => seen.includes(CALL));
  await client.replace(path, '  - a\n', '  - ab\n');
  await client.judged(path);
  assert.ok(client.seen().includes(CALL));
  await client.replace(path, '  - ab\n', '');
  await expectSeen(client, []);
});

test('findings in an unsaved document that cannot be read move with the text', async () => {
  const folder = folderWith({ ...SHOP, 'entry.yaml': SERVICE });
  const client = await startClient({ folders: [folder] });
  const path = join(folder, 'api.yaml');
  await client.open(path);
  await expectSeen(client, [CALL]);
  await client.replace(path, 'metadata:\n', '\nmetadata: [\n');
  await client.until((seen) => seen.includes('api.yaml:21:30 missing-service-entry'));
  await client.replace(path, '\nmetadata: [\n', 'metadata:\n');
  await expectSeen(client, [CALL]);
});

test('files that change, come, go and move on disk', async () => {
  const { folder, client } = await shop();
  await client.until(() => client.registered.includes('workspace/didChangeWatchedFiles'));
  put(folder, { 'entry.yaml': entry('paywell', 'api.paywell.com') });
  await client.changedOnDisk(join(folder, 'entry.yaml'));
  await expectSeen(client, [CALL]);
  put(folder, { 'more/entry.yaml': entry('more', 'api.paywell.io') });
  await client.changedOnDisk(join(folder, 'more/entry.yaml'), FileChangeType.Created);
  await expectSeen(client, []);
  rmSync(join(folder, 'more'), { recursive: true });
  await client.changedOnDisk(join(folder, 'more'), FileChangeType.Deleted);
  await expectSeen(client, [CALL]);
  renameSync(join(folder, 'api.yaml'), join(folder, 'other.yaml'));
  await client.connection.sendNotification('workspace/didRenameFiles', {
    files: [{ oldUri: uri(join(folder, 'api.yaml')), newUri: uri(join(folder, 'other.yaml')) }],
  });
  await expectSeen(client, [CALL.replace('api.yaml', 'other.yaml')]);
});

test('what git ignores is decided anew when .gitignore changes', async () => {
  const folder = folderWith({ 'made/twice.yaml': TWICE });
  mkdirSync(join(folder, '.git'));
  const client = await startClient({ folders: [folder] });
  await expectSeen(client, ['made/twice.yaml:5:3 duplicate-key']);
  writeFileSync(join(folder, '.gitignore'), 'made/\n');
  await client.changedOnDisk(join(folder, '.gitignore'), FileChangeType.Created);
  await expectSeen(client, []);
});

test('the configuration counts as it is typed; what is wrong with it is said at its place', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE, 'meshlint.yaml': 'rules: {}\n' });
  const client = await startClient({ folders: [folder] });
  const path = join(folder, 'meshlint.yaml');
  await expectSeen(client, ['twice.yaml:5:3 duplicate-key']);
  await client.open(path);
  await client.edit(path, { text: 'rules:\n  duplicate-key: off\n' });
  await expectSeen(client, []);
  await client.edit(path, { text: 'rules:\n  duplicat-key: off\n' });
  await expectSeen(client, ['meshlint.yaml:2:3 configuration']);
  await client.edit(path, { text: 'rules:\n  duplicate-key: info\n' });
  await expectSeen(client, ['twice.yaml:5:3 duplicate-key']);
  assert.equal(client.published().get(uri(join(folder, 'twice.yaml')))?.[0]?.severity, 3);
  await client.edit(path, { text: 'exclude: [twice.yaml]\n' });
  await expectSeen(client, []);
});

test('known findings of the baseline are not shown; a baseline that is missing is said', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE, 'meshlint.yaml': 'baseline: known.jsonl\n' });
  const client = await startClient({ folders: [folder] });
  await client.until(() => client.messages.some((message) => message.includes('known.jsonl')));
  await expectSeen(client, []);
  put(folder, {
    'known.jsonl': '{"meshlintBaseline":1}\n{"file":"other.yaml","rule":"duplicate-key"}\n',
  });
  await client.changedOnDisk(join(folder, 'known.jsonl'), FileChangeType.Created);
  await expectSeen(client, ['twice.yaml:5:3 duplicate-key']);
  put(folder, {
    'known.jsonl': '{"meshlintBaseline":1}\n{"file":"twice.yaml","rule":"duplicate-key"}\n',
  });
  await client.changedOnDisk(join(folder, 'known.jsonl'));
  await expectSeen(client, []);
});

test('several folders, one in another, each judged by itself and told once', async () => {
  const folder = folderWith({ ...SHOP, 'other/api.yaml': caller('api', 'api.paywell.io') });
  const other = join(folder, 'other');
  const client = await startClient({ folders: [folder, other] });
  await client.open(join(folder, 'entry.yaml'));
  await client.edit(join(folder, 'entry.yaml'), { text: TWICE });
  await client.until((seen) => seen.includes('entry.yaml:5:3 duplicate-key'));
  const seen = client.seen();
  expect(seen).toEqual([...new Set(seen)]);
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: uri(folder), name: 'shop' }] },
  });
  await client.until((now) => now.every((each) => !each.startsWith('api.yaml')));
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: uri(folder), name: 'shop' }], removed: [] },
  });
  await client.until((now) => now.some((each) => each.startsWith('api.yaml')));
});

test('documents outside of all folders are judged with those beside them', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE, 'other.yaml': TWICE });
  const client = await startClient();
  const path = join(folder, 'twice.yaml');
  await client.open(path);
  await client.until(() => client.published().has(uri(path)));
  assert.deepEqual([...client.published().keys()], [uri(path)]);
  await client.close(path);
  await expectSeen(client, []);
});

test('a client can ask for findings in open documents alone', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE, 'other.yaml': TWICE });
  const client = await startClient({
    folders: [folder],
    initializationOptions: { diagnostics: 'open' },
  });
  const path = join(folder, 'twice.yaml');
  await client.open(path);
  await expectSeen(client, ['twice.yaml:5:3 duplicate-key']);
  await client.close(path);
  await expectSeen(client, []);
});

test('a diagnostic has all that the client can show, in UTF-16 columns', async () => {
  const folder = folderWith({
    'twice.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: "😀", name: second }\n',
  });
  const client = await startClient({ folders: [folder] });
  const path = join(folder, 'twice.yaml');
  await client.open(path);
  await client.until((seen) => seen.length > 0);
  const [diagnostic] = client.published().get(uri(path)) ?? [];
  expect(diagnostic).toMatchObject({
    range: { start: { line: 2, character: 24 }, end: { line: 2, character: 28 } },
    severity: 2,
    code: 'duplicate-key',
    source: 'meshlint',
  });
  expect(diagnostic?.codeDescription?.href).toMatch(/^file:.*docs\/rules\/duplicate-key\.md$/);
});

test('places that explain a finding, and tags', async () => {
  const folder = folderWith({
    ...SHOP,
    'ignored.yaml': `# meshlint-ignore duplicate-key: there was one\n${SERVICE}`,
    'entry.yaml': SERVICE,
  });
  const client = await startClient({ folders: [folder] });
  await client.until((seen) => seen.length > 1);
  const unused = client.published().get(uri(join(folder, 'ignored.yaml')))?.[0];
  assert.deepEqual(unused?.tags, [1]);
  const call = client.published().get(uri(join(folder, 'api.yaml')))?.[0];
  const related = call?.relatedInformation ?? [];
  expect(related.map(({ location }) => location.uri)).toContain(uri(join(folder, 'mesh.yaml')));
});

test('nginx inside a ConfigMap is diagnosed at its real place', async () => {
  const folder = folderWith({
    'web.yaml': DEPLOYMENT,
    'nginx.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: nginx
  namespace: shop
data:
  default.conf: |
    server {
      location / { proxy_pass http://api.shop.svc.cluster.local; }
    }
`,
    'api.yaml': SERVICE.replaceAll('name: shop', 'name: api'),
  });
  const client = await startClient({ folders: [folder] });
  await client.until((seen) => seen.includes('nginx.yaml:9:31 http10-proxy-pass'));
});

test('text from files reaches the client escaped', async () => {
  const folder = folderWith({ 'a.yaml': 'kind: Service\n"a\\u202eb": 1\n"a\\u202eb": 1\n' });
  const client = await startClient({ folders: [folder] });
  await client.until((seen) => seen.length > 0);
  const messages = [...client.published().values()].flat().map(({ message }) => message);
  assert.ok(messages.every((message) => !String(message).includes('\u202e')));
});

test('a broken document: the old findings go when it is repaired', async () => {
  const folder = folderWith({ 'broken.yaml': BROKEN });
  const client = await startClient({ folders: [folder] });
  const path = join(folder, 'broken.yaml');
  await client.open(path);
  await client.until((seen) => seen.some((each) => each.endsWith('unreadable-file')));
  await client.edit(path, { text: SERVICE });
  await expectSeen(client, []);
});

test('settings are asked for, and changed settings begin anew', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE, 'other.yml': 'rules: {duplicate-key: off}\n' });
  const workspace = { ...PUSHED.workspace, configuration: true };
  const settings: { configFile?: string } = {};
  const client = await startClient({
    folders: [folder],
    capabilities: { ...PUSHED, workspace },
    settings,
  });
  await expectSeen(client, ['twice.yaml:5:3 duplicate-key']);
  settings.configFile = 'other.yml';
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await expectSeen(client, []);
});

test('what exists in the cluster is read again when it changes, wherever it lies', async () => {
  const folder = folderWith({
    ...Object.fromEntries(Object.entries(SHOP).map(([name, text]) => [`shop/${name}`, text])),
    'shop/entry.yaml': SERVICE,
    'shop/meshlint.yaml': 'context: [../cluster]\n',
    'cluster/entry.yaml': SERVICE,
  });
  const client = await startClient({ folders: [join(folder, 'shop')] });
  await expectSeen(client, [CALL]);
  put(folder, { 'cluster/entry.yaml': entry('paywell', 'api.paywell.io') });
  await client.changedOnDisk(join(folder, 'cluster/entry.yaml'));
  await expectSeen(client, []);
});
