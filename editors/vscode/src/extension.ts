// biome-ignore lint/correctness/noUndeclaredDependencies: the editor itself is this module
import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';

/** Files that the server may look at; what it makes of them it decides itself. */
const PATTERNS = [
  '**/*.{yaml,yml,json,conf,nginx,vhost,tpl,tmpl,gotmpl,template,j2,jinja,jinja2,erb,dockerfile}',
  '**/{Dockerfile,Containerfile,dockerfile,Kustomization,Pipfile,Gemfile}{,.*,-*}',
  '**/{requirements*.txt,requirements*.in,pyproject.toml,go.mod,pom.xml,build.gradle,build.gradle.kts,*.csproj}',
];

const SHOW_OUTPUT = 'meshlint.showOutput';

/** Starts the server that comes with the extension, or the one that the settings name, and shows how it is. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('meshlint', { log: true });
  const status = statusItem();
  const client = clientFor(serverPath(context), output);
  context.subscriptions.push(
    output,
    status,
    client,
    client.onDidChangeState(({ newState }) => show(status, newState)),
    vscode.commands.registerCommand(SHOW_OUTPUT, () => output.show()),
    vscode.commands.registerCommand('meshlint.restart', () => client.restart()),
  );
  show(status, State.Starting);
  await client.start();
}

function serverPath(context: vscode.ExtensionContext): string {
  const named = vscode.workspace.getConfiguration('meshlint').get<string>('path');
  return named || context.asAbsolutePath('dist/cli.js');
}

function clientFor(module: string, output: vscode.LogOutputChannel): LanguageClient {
  const server = { module, transport: TransportKind.stdio, args: ['lsp'] };
  return new LanguageClient(
    'meshlint',
    'meshlint',
    { run: server, debug: server },
    {
      documentSelector: PATTERNS.map((pattern) => ({ scheme: 'file', pattern })),
      outputChannel: output,
      initializationOptions: vscode.workspace.getConfiguration('meshlint'),
    },
  );
}

function statusItem(): vscode.StatusBarItem {
  const status = vscode.window.createStatusBarItem('meshlint', vscode.StatusBarAlignment.Left);
  status.name = 'meshlint';
  status.command = SHOW_OUTPUT;
  status.show();
  return status;
}

function show(status: vscode.StatusBarItem, state: State): void {
  const { icon, says } = STATES[state];
  status.text = `$(${icon}) meshlint`;
  status.tooltip = says;
}

const STATES: Readonly<Record<State, { readonly icon: string; readonly says: string }>> = {
  [State.Starting]: { icon: 'sync~spin', says: 'The server is starting' },
  [State.Running]: { icon: 'check', says: 'The server is running' },
  [State.StartFailed]: { icon: 'error', says: 'The server cannot be started: see the output' },
  [State.Stopped]: { icon: 'error', says: 'The server has stopped: see the output' },
};
