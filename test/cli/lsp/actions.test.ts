import assert from 'node:assert/strict';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  type CodeAction,
  ExecuteCommandRequest,
  type Hover,
  HoverRequest,
  ShowDocumentRequest,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEPLOYMENT, folderWith, nginxConfigMap, SERVICE, TWICE } from '../run.ts';
import { type Client, PUSHED, startClient, uri } from './client.ts';

const NGINX = nginxConfigMap(
  'location / {',
  '  proxy_pass http://api.shop.svc.cluster.local;',
  '}',
  'location /old {',
  '  proxy_pass http://api.shop.svc.cluster.local;',
  '}',
);

const FILES = {
  'web.yaml': DEPLOYMENT,
  'nginx.yaml': NGINX,
  'api.yaml': SERVICE.replaceAll('name: shop', 'name: api'),
};

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function lineOf(line: number, character = 0): typeof NOWHERE {
  return { start: { line, character }, end: { line, character } };
}

async function opened(
  files: Readonly<Record<string, string>>,
  name: string,
  capabilities = PUSHED,
): Promise<{ client: Client; path: string }> {
  const folder = folderWith(files);
  const client = await startClient({ folders: [folder], capabilities });
  const path = join(folder, name);
  await client.open(path);
  return { client, path };
}

/** Applies an action's edits, as an editor does; a place to type on is filled with its words. */
async function apply(client: Client, path: string, action: CodeAction | undefined): Promise<void> {
  const [change] = action?.edit?.documentChanges ?? [];
  if (!change || !('edits' in change)) throw new Error('the action has no edits');
  assert.equal(change.textDocument.uri, uri(path));
  const edits = change.edits.map(
    (edit): TextEdit => ({
      range: edit.range,
      newText: 'snippet' in edit ? filled(edit.snippet.value) : edit.newText,
    }),
  );
  const document = TextDocument.create(uri(path), 'yaml', 1, client.text(path));
  await client.edit(path, { text: TextDocument.applyEdits(document, edits) });
}

function filled(snippet: string): string {
  return snippet.replace(/\$\{1:(.*?)\}/, '$1').replaceAll(/\\(.)/g, '$1');
}

function titled(actions: readonly CodeAction[], pattern: RegExp): CodeAction | undefined {
  return actions.find(({ title }) => pattern.test(title));
}

test('the fix of one finding, at its place inside a ConfigMap', async () => {
  const { client, path } = await opened(FILES, 'nginx.yaml');
  await client.until((seen) => seen.length === 2);
  const actions = await client.actions(path, lineOf(9, 20));
  const [fix] = actions;
  expect(fix).toMatchObject({
    kind: 'quickfix',
    title: expect.stringMatching(/proxy_http_version/),
  });
  assert.equal(fix?.diagnostics?.[0]?.code, 'http10-proxy-pass');
  await apply(client, path, fix);
  await client.until((seen) => seen.length === 1);
});

test('all fixes of a rule in a file', async () => {
  const { client, path } = await opened(FILES, 'nginx.yaml');
  await client.until((seen) => seen.length === 2);
  const actions = await client.actions(path, lineOf(9, 20));
  await apply(client, path, titled(actions, /^Fix all findings of http10-proxy-pass/));
  await client.until((seen) => seen.length === 0);
});

test('source.fixAll.meshlint has the safe fixes alone', async () => {
  const text = `# meshlint-ignore duplicate-key: there was one\n${SERVICE}
# meshlint-ignore duplicat-key: a misspelt one
`;
  const { client, path } = await opened({ 'a.yaml': text }, 'a.yaml');
  await client.until((seen) => seen.length === 2);
  const all = await client.actions(path, NOWHERE, ['source.fixAll']);
  assert.deepEqual(
    all.map(({ kind }) => kind),
    ['source.fixAll.meshlint'],
  );
  await apply(client, path, all[0]);
  await client.until((seen) => seen.length === 1);
  assert.match(
    client.text(path),
    /^apiVersion[^#]*# meshlint-ignore duplicat-key: a misspelt one\n$/,
  );
  assert.deepEqual(await client.actions(path, NOWHERE, ['source.organizeImports']), []);
});

const PLACES: readonly [what: string, name: string, text: string, line: number, after: RegExp][] = [
  [
    'in YAML',
    'a.yaml',
    TWICE,
    4,
    /\n {2}# meshlint-ignore duplicate-key: reason\n {2}name: second/,
  ],
  [
    'with line breaks of Windows',
    'a.yaml',
    TWICE.replaceAll('\n', '\r\n'),
    4,
    /\r\n {2}# meshlint-ignore duplicate-key: reason\r\n {2}name: second/,
  ],
];

for (const [what, name, text, line, after] of PLACES) {
  test(`a finding is ignored at its line, with a place for the reason: ${what}`, async () => {
    const { client, path } = await opened({ [name]: text }, name);
    await client.until((seen) => seen.length === 1);
    const actions = await client.actions(path, lineOf(line, 3));
    await apply(client, path, titled(actions, /^Ignore duplicate-key/));
    assert.match(client.text(path), after);
    await client.until((seen) => seen.length === 0);
  });
}

test('a comment inside nginx configuration of a ConfigMap ignores as well', async () => {
  const { client, path } = await opened(FILES, 'nginx.yaml');
  await client.until((seen) => seen.length === 2);
  const actions = await client.actions(path, lineOf(9, 20));
  await apply(client, path, titled(actions, /^Ignore http10-proxy-pass/));
  await client.until((seen) => seen.length === 1);
});

const WITHOUT: readonly [what: string, name: string, text: string, line: number, column: number][] =
  [
    ['JSON', 'a.json', '{"kind": "Service",\n"kind": "Pod", "apiVersion": "v1"}\n', 1, 1],
    [
      'a flow that a comment would cut',
      'a.yaml',
      'kind: Service\nmetadata: {\n a: "x\n  y", a: 2}\n',
      3,
      7,
    ],
  ];

for (const [what, name, text, line, column] of WITHOUT) {
  test(`nothing is ignored where no comment can stand: ${what}`, async () => {
    const { client, path } = await opened({ [name]: text }, name);
    await client.until((seen) => seen.length === 1);
    const actions = await client.actions(path, lineOf(line, column));
    assert.ok(actions.length > 0);
    assert.equal(titled(actions, /^Ignore/), undefined);
  });
}

test('a client without places to type in gets an ignore that asks for its reason', async () => {
  const workspace = { workspaceEdit: {} };
  const { client, path } = await opened({ 'a.yaml': TWICE }, 'a.yaml', { ...PUSHED, workspace });
  await client.until((seen) => seen.length === 1);
  const action = titled(await client.actions(path, lineOf(4, 3)), /^Ignore/);
  const edits = action?.edit?.changes?.[uri(path)] ?? [];
  const document = TextDocument.create(uri(path), 'yaml', 1, client.text(path));
  await client.edit(path, { text: TextDocument.applyEdits(document, edits) });
  await client.until((seen) => seen.some((each) => each.endsWith('unused-ignore')));
  const messages = client
    .published()
    .get(uri(path))
    ?.map(({ message }) => message);
  expect(messages).toContain(
    'This ignore gives no reason, so it has no effect: write it as "rule: reason"',
  );
});

test('the page of a rule is opened by the client', async () => {
  const { client, path } = await opened({ 'a.yaml': TWICE }, 'a.yaml');
  await client.until((seen) => seen.length === 1);
  const shown: string[] = [];
  client.connection.onRequest(ShowDocumentRequest.type, (params) => {
    shown.push(params.uri);
    return { success: true };
  });
  client.connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }));
  const action = titled(await client.actions(path, lineOf(4, 3)), /^Open the page/);
  const { command = '', arguments: args = [] } = action?.command ?? {};
  await client.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  assert.match(shown[0] ?? '', /^file:.*docs\/rules\/duplicate-key\.md$/);
  for (const wrong of [{ command: 'rm' }, { command, arguments: ['../../etc/passwd'] }]) {
    assert.equal(await client.connection.sendRequest(ExecuteCommandRequest.type, wrong), null);
  }
  assert.equal(shown.length, 1);
});

function hover(
  client: Client,
  path: string,
  line: number,
  character: number,
): Promise<Hover | null> {
  const params = { textDocument: { uri: uri(path) }, position: { line, character } };
  return client.connection.sendRequest(HoverRequest.type, params);
}

test('hovering shows the page of a rule, at a finding and at its name in a comment', async () => {
  const text = `${TWICE}# meshlint-ignore retired-api: later\n`;
  const { client, path } = await opened({ 'a.yaml': text }, 'a.yaml');
  const at = await hover(client, path, 4, 3);
  expect(at?.contents).toMatchObject({
    kind: 'markdown',
    value: expect.stringMatching(/^# duplicate-key\n/),
  });
  assert.deepEqual(at?.range, { start: { line: 4, character: 2 }, end: { line: 4, character: 6 } });
  const named = await hover(client, path, 5, 20);
  expect(JSON.stringify(named)).toContain('# retired-api');
  assert.equal(await hover(client, path, 0, 0), null);
});
