import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver/node';
import { pathOf } from './places.ts';
import { editorSettings } from './settings.ts';
import type { Server } from './state.ts';

/** Follows what happens to documents and files. */
export function listen(server: Server): void {
  listenToDocuments(server);
  listenToFiles(server);
}

function listenToDocuments({ documents, workspace, client }: Server): void {
  const put = (uri: string, text: string | undefined): void => {
    const path = pathOf(uri);
    if (path !== undefined) workspace.put(path, text);
  };
  documents.onDidChangeContent(({ document }) => put(document.uri, document.getText()));
  documents.onDidClose(({ document }) => put(document.uri, undefined));
  documents.onDidSave(({ document }) => {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    workspace.saved(path);
    // Where nobody tells what happens on disk, this is a good time to look.
    if (!client.watches) workspace.look();
  });
}

function listenToFiles({ connection, workspace }: Server): void {
  const onDisk = (uri: string, what: 'changed' | 'came or went'): void => {
    const path = pathOf(uri);
    if (path !== undefined) workspace.onDisk(path, what);
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      onDisk(uri, type === FileChangeType.Changed ? 'changed' : 'came or went');
    }
  });
  connection.workspace.onDidCreateFiles(({ files }) => {
    for (const { uri } of files) onDisk(uri, 'came or went');
  });
  connection.workspace.onDidDeleteFiles(({ files }) => {
    for (const { uri } of files) onDisk(uri, 'came or went');
  });
  connection.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) {
      onDisk(oldUri, 'came or went');
      onDisk(newUri, 'came or went');
    }
  });
}

/** Once the client is ready: asks it to tell what it does not tell unasked, and takes in the folders that it has. */
export async function begin(server: Server, folders: readonly string[]): Promise<void> {
  const { connection, workspace } = server;
  listenToFolders(server);
  connection.onDidChangeConfiguration(async () => {
    if (await configure(server)) workspace.reopen();
  });
  try {
    await register(server);
    await configure(server);
  } catch (error) {
    connection.console.warn(`the client refuses what it said it could do: ${String(error)}`);
  }
  for (const uri of folders) {
    const path = pathOf(uri);
    if (path !== undefined) workspace.addFolder(path);
  }
}

async function register({ connection: { client: at }, client }: Server): Promise<void> {
  const configuration = DidChangeConfigurationNotification.type;
  if (client.tellsConfiguration) await at.register(configuration, { section: SECTION });
  if (client.watches) await at.register(DidChangeWatchedFilesNotification.type, EVERYTHING);
}

/** A folder that goes, or a `.gitignore`, has to do with files of any name. */
const EVERYTHING = { watchers: [{ globPattern: '**/*' }] };

/** Where the settings are in those of the editor. */
const SECTION = 'meshlint';

function listenToFolders({ connection, workspace, client }: Server): void {
  if (!client.folders) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const { uri } of removed) workspace.removeFolder(pathOf(uri) ?? '');
    for (const { uri } of added) {
      const path = pathOf(uri);
      if (path !== undefined) workspace.addFolder(path);
    }
  });
}

/** Asks for the settings; tells whether they differ from those before. */
async function configure({ connection, client, settings }: Server): Promise<boolean> {
  if (!client.configures) return false;
  const before = JSON.stringify(settings.current);
  settings.current = editorSettings(await connection.workspace.getConfiguration(SECTION));
  return JSON.stringify(settings.current) !== before;
}
