import { type ClientCapabilities, MarkupKind } from 'vscode-languageserver/node';
import type { Takes } from './actions.ts';
import type { Shows } from './to-protocol.ts';

/** What the client at the other end can do, as far as it matters here. */
export interface Client {
  /** It asks for diagnostics. Then they are never sent unasked. */
  readonly pulls: boolean;
  /** It can be told to ask for them again. */
  readonly refreshes: boolean;
  /** It can be asked to watch files. */
  readonly watches: boolean;
  /** It can be asked for settings, and to tell when they change. */
  readonly configures: boolean;
  readonly tellsConfiguration: boolean;
  /** It tells when folders come and go. */
  readonly folders: boolean;
  readonly markdown: boolean;
  readonly shows: Shows;
  readonly takes: Takes;
}

/** Reads the capabilities that a client states. */
export function clientOf({ textDocument, workspace, window }: ClientCapabilities): Client {
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const asked = pulled ?? published;
  const documentChanges = workspace?.workspaceEdit?.documentChanges === true;
  return {
    pulls: pulled !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configures: workspace?.configuration === true,
    tellsConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    shows: {
      related: (asked?.relatedInformation ?? published?.relatedInformation) === true,
      description: (asked?.codeDescriptionSupport ?? published?.codeDescriptionSupport) === true,
      tags: (asked?.tagSupport ?? published?.tagSupport) !== undefined,
    },
    takes: {
      documentChanges,
      snippets: documentChanges && workspace?.workspaceEdit?.snippetEditSupport === true,
      pages: window?.showDocument?.support === true,
    },
  };
}
