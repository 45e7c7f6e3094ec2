import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

export const CLI: string = join(import.meta.dirname, '../../../dist/cli.js');

/** A client that is told diagnostics unasked, and can do all else. */
export const PUSHED: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  window: { showDocument: { support: true } },
  textDocument: {
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      versionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
  },
};

/** A client that asks for diagnostics. */
export const PULLING: ClientCapabilities = {
  ...PUSHED,
  workspace: { ...PUSHED.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...PUSHED.textDocument, diagnostic: {} },
};

/** What a client starts with. */
export interface Start {
  /** Absent: the built one. */
  readonly program?: string;
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** What the server is told when it asks for its settings. */
  readonly settings?: object;
}

/** An editor, as far as the server sees one. Files are named by absolute paths. */
export interface Client {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly capabilities: InitializeResult['capabilities'];
  /** The server's messages to the user. */
  readonly messages: string[];
  /** Registrations that the server has asked for. */
  readonly registered: string[];
  readonly open: (path: string, text?: string) => Promise<void>;
  /** Replaces one part of a document, or all of it. */
  readonly edit: (path: string, change: TextDocumentContentChangeEvent) => Promise<void>;
  /** Replaces what stands between two offsets. */
  readonly splice: (path: string, start: number, end: number, text: string) => Promise<void>;
  /** Replaces the first occurrence of a text. */
  readonly replace: (path: string, from: string, to: string) => Promise<void>;
  readonly text: (path: string) => string;
  readonly save: (path: string) => Promise<void>;
  readonly close: (path: string) => Promise<void>;
  readonly changedOnDisk: (path: string, type?: FileChangeType) => Promise<void>;
  /** What was published last, for each file where it is not empty. */
  readonly published: () => ReadonlyMap<string, readonly Diagnostic[]>;
  /** How often something was published for a file. */
  readonly publications: (path: string) => number;
  /** Waits until what is published fulfils a condition. */
  readonly until: (condition: (seen: readonly string[]) => boolean) => Promise<void>;
  /** What is published, as `file:line:column code`, sorted; files relative to the first folder. */
  readonly seen: () => string[];
  /** Waits until a document is judged as it is now. */
  readonly judged: (path: string) => Promise<void>;
  readonly actions: (path: string, range: Range, only?: string[]) => Promise<CodeAction[]>;
  /** Leaves as the protocol says; gives the exit code. */
  readonly leave: () => Promise<number | null>;
  readonly exited: Promise<number | null>;
}

export function uri(path: string): string {
  return pathToFileURL(path).href;
}

/** Starts the built server; it ends with the test. */
export async function startClient(start: Start = {}): Promise<Client> {
  const { program = CLI, folders = [], capabilities = PUSHED, initializationOptions } = start;
  const args = [program, 'lsp', '--stdio', `--clientProcessId=${process.pid}`];
  const child = spawn(process.execPath, args, { stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  onTestFinished(() => connection.dispose());
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => start.settings));
  const heard = hear(connection, folders[0] ?? '/');
  connection.listen();
  const { capabilities: offered } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions,
    workspaceFolders: folders.map((folder) => ({ uri: uri(folder), name: folder })),
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    child,
    connection,
    capabilities: offered,
    exited,
    ...heard,
    ...editing(connection),
    async judged(path) {
      const position = { line: 0, character: 0 };
      await connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: uri(path) },
        position,
      });
    },
    async actions(path, range, only) {
      const context = { diagnostics: [], ...(only && { only }) };
      const params = { textDocument: { uri: uri(path) }, range, context };
      const found = (await connection.sendRequest(CodeActionRequest.type, params)) ?? [];
      return found.filter((each): each is CodeAction => !('arguments' in each));
    },
    async leave() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return exited;
    },
  };
}

type Heard = Pick<
  Client,
  'messages' | 'registered' | 'published' | 'publications' | 'until' | 'seen'
>;

function hear(connection: ProtocolConnection, top: string): Heard {
  const messages: string[] = [];
  const registered: string[] = [];
  const published = new Map<string, readonly Diagnostic[]>();
  const counts = new Map<string, number>();
  const prefix = `${uri(top)}/`;
  const seen = (): string[] =>
    [...published]
      .flatMap(([file, all]) =>
        all.map(({ range: { start }, code }) => {
          const name = file.startsWith(prefix) ? file.slice(prefix.length) : file;
          return `${name}:${start.line + 1}:${start.character + 1} ${code}`;
        }),
      )
      .sort();
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message);
  });
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    registered.push(...registrations.map(({ method }) => method));
  });
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri: file, diagnostics }) => {
    counts.set(file, (counts.get(file) ?? 0) + 1);
    if (diagnostics.length === 0) published.delete(file);
    else published.set(file, diagnostics);
  });
  return {
    messages,
    registered,
    seen,
    published: () => published,
    publications: (path) => counts.get(uri(path)) ?? 0,
    async until(condition) {
      const end = performance.now() + 10_000;
      while (!condition(seen())) {
        if (performance.now() > end) {
          throw new Error(`waited in vain; what is seen: ${JSON.stringify(seen())}`);
        }
        await pause(5);
      }
    },
  };
}

type Editing = Pick<
  Client,
  'open' | 'edit' | 'splice' | 'replace' | 'text' | 'save' | 'close' | 'changedOnDisk'
>;

function editing(connection: ProtocolConnection): Editing {
  const documents = new Map<string, TextDocument>();
  const text = (path: string): string => documents.get(path)?.getText() ?? '';
  async function edit(path: string, change: TextDocumentContentChangeEvent): Promise<void> {
    const before = documents.get(path);
    if (!before) throw new Error(`${path} is not open`);
    const version = before.version + 1;
    const document = TextDocument.update(before, [change], version);
    documents.set(path, document);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uri(path), version },
      contentChanges: [change],
    });
  }
  async function splice(path: string, start: number, end: number, to: string): Promise<void> {
    const document = documents.get(path);
    if (!document) throw new Error(`${path} is not open`);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    await edit(path, { range, text: to });
  }
  return {
    text,
    edit,
    async open(path, given) {
      const content = given ?? readFileSync(path, 'utf8');
      documents.set(path, TextDocument.create(uri(path), 'yaml', 1, content));
      const textDocument = { uri: uri(path), languageId: 'yaml', version: 1, text: content };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },
    splice,
    async replace(path, from, to) {
      const start = text(path).indexOf(from);
      if (start === -1) throw new Error(`${from} is not in ${path}`);
      await splice(path, start, start + from.length, to);
    },
    async save(path) {
      writeFileSync(path, text(path));
      const params = { textDocument: { uri: uri(path) } };
      await connection.sendNotification(DidSaveTextDocumentNotification.type, params);
    },
    async close(path) {
      documents.delete(path);
      const params = { textDocument: { uri: uri(path) } };
      await connection.sendNotification(DidCloseTextDocumentNotification.type, params);
    },
    async changedOnDisk(path, type = FileChangeType.Changed) {
      const params = { changes: [{ uri: uri(path), type }] };
      await connection.sendNotification(DidChangeWatchedFilesNotification.type, params);
    },
  };
}
