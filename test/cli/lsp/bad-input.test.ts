import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished, test } from 'vitest';
import {
  FileChangeType,
  HoverRequest,
  InitializeRequest,
} from 'vscode-languageserver-protocol/node';
import { folderWith, SERVICE, TWICE } from '../run.ts';
import { CLI, startClient, uri } from './client.ts';

/** Talks to the server in bytes, and closes the stream when it has answered; gives its exit code. */
async function say(answer: RegExp, ...parts: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, 'lsp'], { stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += String(data);
  });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.stdin.on('error', () => undefined);
  for (const part of parts) child.stdin.write(part);
  const end = performance.now() + 15_000;
  while (!answer.test(said) && performance.now() < end) await pause(10);
  assert.match(said, answer);
  child.stdin.end();
  return exited;
}

function framed(message: object | string): string {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const INITIALIZE = [
  framed({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  }),
  framed({ jsonrpc: '2.0', method: 'initialized', params: {} }),
].join('');

const MALFORMED: readonly [what: string, bytes: string][] = [
  ['no JSON', framed('{"jsonrpc": ')],
  ['an empty message', framed('')],
  ['JSON that is no message', framed('[1, 2, null]')],
  ['a notification without parameters', framed({ jsonrpc: '2.0', method: 'textDocument/didOpen' })],
  [
    'a change of a document that is not open',
    framed({
      jsonrpc: '2.0',
      method: 'textDocument/didChange',
      params: {
        textDocument: { uri: 'file:///nowhere.yaml', version: 1 },
        contentChanges: [{ text: '' }],
      },
    }),
  ],
  [
    'a document without a path',
    framed({
      jsonrpc: '2.0',
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: 'file://%zz', languageId: 'yaml', version: 1, text: TWICE } },
    }),
  ],
];

for (const [what, bytes] of MALFORMED) {
  test(`${what}: the server goes on, and ends with the stream`, async () => {
    const hover = {
      textDocument: { uri: 'file:///nowhere.yaml' },
      position: { line: 0, character: 0 },
    };
    const code = await say(
      /"id":2,"result":null/,
      INITIALIZE,
      bytes,
      framed({ jsonrpc: '2.0', id: 2, method: 'textDocument/hover', params: hover }),
    );
    assert.equal(code, 1);
  });
}

test('bytes that are no header: the server does not spin, and ends with the stream', async () => {
  const code = await say(/^/, 'GET / HTTP/1.1\r\n\r\n', 'x'.repeat(100_000));
  assert.equal(code, 1);
});

test('requests before initialize, and a second initialize, are refused', async () => {
  const hover = framed({ jsonrpc: '2.0', id: 7, method: 'shop/open', params: {} });
  await say(/"id":7,"error":{"code":-32002/, hover);
  const client = await startClient();
  const again = client.connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  await assert.rejects(again, { code: -32600 });
  assert.equal(await client.leave(), 0);
});

test('exit without shutdown is 1', async () => {
  const client = await startClient();
  await client.connection.sendNotification('exit');
  assert.equal(await client.exited, 1);
});

test('the server ends when the process of the client has gone', { timeout: 20_000 }, async () => {
  const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 100_000)']);
  const child = spawn(process.execPath, [CLI, 'lsp', '--stdio'], { stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const params = { processId: parent.pid, rootUri: null, capabilities: {} };
  child.stdin.write(framed({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  parent.kill('SIGKILL');
  assert.equal(await exited, 1);
});

test('a folder that vanishes, and comes back', async () => {
  const folder = folderWith({ 'shop/twice.yaml': TWICE });
  const shop = join(folder, 'shop');
  const client = await startClient({ folders: [shop] });
  await client.until((seen) => seen.length === 1);
  rmSync(shop, { recursive: true });
  await client.changedOnDisk(shop, FileChangeType.Deleted);
  await client.until((seen) => seen.length === 0);
  assert.equal(client.messages.length, 1);
  mkdirSync(shop);
  writeFileSync(join(shop, 'twice.yaml'), TWICE);
  await client.changedOnDisk(shop, FileChangeType.Created);
  await client.until((seen) => seen.length === 1);
});

test('a folder that was never there', async () => {
  const client = await startClient({ folders: [join(folderWith({}), 'nowhere')] });
  await client.until(() => client.messages.length === 1);
  assert.equal(await client.leave(), 0);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is said to be so', async () => {
  const folder = folderWith({ 'a.yaml': SERVICE });
  chmodSync(join(folder, 'a.yaml'), 0);
  const client = await startClient({ folders: [folder] });
  await client.until((seen) => seen.join() === 'a.yaml:1:1 unreadable-file');
});

test('a file that cannot be read as text, and one that goes while it is read', async () => {
  const folder = folderWith({ 'a.yaml': Buffer.from([0xff, 0xfe, 0x61, 0]), 'b.yaml': TWICE });
  const client = await startClient({ folders: [folder] });
  await client.until((seen) => seen.length === 2);
  rmSync(join(folder, 'b.yaml'));
  await client.changedOnDisk(join(folder, 'b.yaml'));
  await client.changedOnDisk(join(folder, 'b.yaml'), FileChangeType.Deleted);
  await client.until((seen) => seen.join() === 'a.yaml:1:1 unreadable-file');
});

test('requests about documents that are not known have an empty answer', async () => {
  const client = await startClient({ folders: [folderWith({ 'a.yaml': SERVICE })] });
  const position = { line: 5, character: 5 };
  for (const each of ['untitled:a', 'file:///nowhere/a.yaml', 'http://shop.test/a.yaml']) {
    const params = { textDocument: { uri: each }, position };
    assert.equal(await client.connection.sendRequest(HoverRequest.type, params), null);
  }
  assert.equal(uri('/a b.yaml'), 'file:///a%20b.yaml');
  assert.deepEqual(await client.actions('/nowhere/a.yaml', { start: position, end: position }), []);
});
