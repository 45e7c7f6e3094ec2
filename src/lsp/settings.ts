/** What a user sets in his editor, under `meshlint`. */
export interface EditorSettings {
  /** A configuration that goes before the one that would be found. */
  readonly configFile?: string;
  /** Whether findings are shown in all files, or in those that are open. */
  readonly diagnostics: 'workspace' | 'open';
}

/** Reads settings of any form; what cannot be understood has its default. */
export function editorSettings(value: unknown): EditorSettings {
  const { configFile, diagnostics } = { configFile: '', diagnostics: '', ...objectOf(value) };
  return {
    ...(typeof configFile === 'string' && configFile !== '' && { configFile }),
    diagnostics: diagnostics === 'open' ? 'open' : 'workspace',
  };
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
