import {
  type Connection,
  createConnection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { FIX_ALL, OPEN_PAGE } from './actions.ts';
import { answerActions } from './answer-actions.ts';
import { answerDiagnostics } from './answer-diagnostics.ts';
import { answerHover } from './answer-hover.ts';
import { type Client, clientOf } from './client.ts';
import { begin, listen } from './listen.ts';
import { uriOf } from './places.ts';
import { emptyResults } from './results.ts';
import { editorSettings } from './settings.ts';
import type { Server } from './state.ts';
import { tell, withdraw } from './tell.ts';
import { openWorkspace } from './workspace.ts';

/** What the server needs of the process that it runs in. */
export interface ServerInput {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Where the package lies, with `docs/rules`. */
  readonly packageFolder: string;
  readonly version: string;
}

/**
 * Serves one client until it says `exit`, closes the stream, or its process is gone; then the process ends, with 0 after a
 * `shutdown` and with 1 else. Everything it says is of the protocol.
 */
export function serve({ input, output, packageFolder, version }: ServerInput): void {
  const connection = createConnection(input, output);
  const documents = new TextDocuments(TextDocument);
  let isInitialized = false;
  connection.onInitialize((params) => {
    if (isInitialized) throw refusal(ErrorCodes.InvalidRequest, 'initialize was said before');
    isInitialized = true;
    let started: (begun: Promise<void>) => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    const server = serverFor(connection, documents, params, { packageFolder, begun });
    listen(server);
    answerHover(server);
    answerActions(server);
    if (server.client.pulls) answerDiagnostics(server);
    connection.onInitialized(() => started(begin(server, foldersOf(params))));
    return {
      capabilities: capabilitiesFor(server.client),
      serverInfo: { name: 'meshlint', version },
    };
  });
  connection.onRequest((method) =>
    isInitialized
      ? refusal(ErrorCodes.MethodNotFound, `${method} is not known here`)
      : refusal(ErrorCodes.ServerNotInitialized, 'initialize must be said first'),
  );
  documents.listen(connection);
  connection.listen();
}

function refusal(code: number, message: string): ResponseError {
  return new ResponseError(code, message);
}

function serverFor(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  { capabilities, initializationOptions }: InitializeParams,
  fixed: Pick<Server, 'packageFolder' | 'begun'>,
): Server {
  const settings = { current: editorSettings(initializationOptions) };
  const server: Server = {
    connection,
    documents,
    ...fixed,
    client: clientOf(capabilities),
    settings,
    results: emptyResults(),
    troubles: new Set(),
    workspace: openWorkspace({
      configFile: () => settings.current.configFile,
      judged: (member) => tell(server, member),
      closed: (member) => withdraw(server, member),
      failed(error) {
        const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
        connection.console.error(`internal error, please report it\n${what}`);
      },
    }),
  };
  return server;
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  if (folders.length > 0 || !rootPath) return folders;
  return [uriOf(rootPath)];
}

function capabilitiesFor({ pulls, folders, takes }: Client): InitializeResult['capabilities'] {
  const everything = { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] };
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
    ...(takes.pages && { executeCommandProvider: { commands: [OPEN_PAGE] } }),
    ...(pulls && {
      diagnosticProvider: {
        identifier: 'meshlint',
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
    }),
    workspace: {
      ...(folders && { workspaceFolders: { supported: true, changeNotifications: true } }),
      fileOperations: { didCreate: everything, didRename: everything, didDelete: everything },
    },
  };
}
