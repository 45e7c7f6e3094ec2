import assert from 'node:assert/strict';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  DiagnosticRefreshRequest,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import { SHOP } from '../repository.ts';
import { folderWith, SERVICE, TWICE } from '../run.ts';
import { type Client, PULLING, PUSHED, startClient, uri } from './client.ts';

function pull(client: Client, path: string, previous?: string): Promise<DocumentDiagnosticReport> {
  return client.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri: uri(path) },
    ...(previous !== undefined && { previousResultId: previous }),
  });
}

function pullAll(
  client: Client,
  previous: readonly { uri: string; value: string }[] = [],
): Promise<WorkspaceDiagnosticReport> {
  const params = { previousResultIds: [...previous] };
  return client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params);
}

function codesOf(report: DocumentDiagnosticReport): unknown[] {
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [report.kind];
}

test('a client that asks is told nothing unasked, and one that does not is offered nothing to ask for', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE });
  const path = join(folder, 'twice.yaml');
  const pulling = await startClient({ folders: [folder], capabilities: PULLING });
  expect(pulling.capabilities.diagnosticProvider).toEqual({
    identifier: 'meshlint',
    interFileDependencies: true,
    workspaceDiagnostics: true,
  });
  await pulling.open(path);
  assert.deepEqual(codesOf(await pull(pulling, path)), ['duplicate-key']);
  assert.equal(pulling.publications(path), 0);
  const pushed = await startClient({ folders: [folder], capabilities: PUSHED });
  assert.equal(pushed.capabilities.diagnosticProvider, undefined);
  await assert.rejects(pull(pushed, path), /textDocument\/diagnostic is not known here/);
});

test('what was told already is told as unchanged', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE });
  const path = join(folder, 'twice.yaml');
  const client = await startClient({ folders: [folder], capabilities: PULLING });
  await client.open(path);
  const { resultId } = await pull(client, path);
  assert.deepEqual(codesOf(await pull(client, path, resultId)), ['unchanged']);
  await client.replace(path, 'kind: Service', 'kind: Service # here');
  assert.deepEqual(codesOf(await pull(client, path, resultId)), ['unchanged']);
  await client.edit(path, { text: `# here\n${TWICE}` });
  assert.deepEqual(codesOf(await pull(client, path, resultId)), ['duplicate-key']);
  await client.edit(path, { text: SERVICE });
  assert.deepEqual(codesOf(await pull(client, path, resultId)), []);
});

test('the whole workspace can be asked for, and what is cured there is told', async () => {
  const folder = folderWith({ 'twice.yaml': TWICE, 'other.yaml': TWICE });
  const client = await startClient({ folders: [folder], capabilities: PULLING });
  const first = await pullAll(client);
  const ids = first.items.map((item) => ({ uri: item.uri, value: item.resultId ?? '' }));
  assert.deepEqual(ids.map((each) => each.uri).sort(), [
    uri(join(folder, 'other.yaml')),
    uri(join(folder, 'twice.yaml')),
  ]);
  await client.open(join(folder, 'twice.yaml'), SERVICE);
  const second = await pullAll(client, ids);
  const byUri = new Map(second.items.map((item) => [item.uri, item]));
  const cured = byUri.get(uri(join(folder, 'twice.yaml')));
  assert.equal(byUri.get(uri(join(folder, 'other.yaml')))?.kind, 'unchanged');
  expect(cured).toMatchObject({ kind: 'full', items: [], version: 1 });
});

test('findings that an edit makes in other files: the client is told to ask again', async () => {
  const folder = folderWith({ ...SHOP });
  const client = await startClient({ folders: [folder], capabilities: PULLING });
  let refreshed = 0;
  client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshed++;
  });
  const [changed, other] = [join(folder, 'entry.yaml'), join(folder, 'api.yaml')];
  await client.open(changed);
  await client.open(other);
  assert.deepEqual(codesOf(await pull(client, other)), []);
  const before = refreshed;
  await client.replace(changed, 'api.paywell.io', 'api.paywell.com');
  await client.until(() => refreshed > before);
  assert.deepEqual(codesOf(await pull(client, other)), ['missing-service-entry']);
  assert.equal(client.publications(other), 0);
});

test('a document of no project has no findings', async () => {
  const client = await startClient({ capabilities: PULLING });
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri: 'untitled:Untitled-1' },
  });
  assert.deepEqual(codesOf(report), []);
});
