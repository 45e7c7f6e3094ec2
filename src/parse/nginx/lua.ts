/** Whether the block of a directive is Lua (OpenResty), not configuration. */
export function hasLuaBlock(name: string): boolean {
  return name.endsWith('_by_lua_block');
}

/**
 * The index of the `}` that closes a Lua block whose code starts at `index`, or -1. Braces in strings, comments and
 * long brackets do not count.
 */
export function luaBlockEnd(text: string, index: number): number {
  let depth = 1;
  for (let at = index; at < text.length; at = behindLuaToken(text, at)) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  return -1;
}

function behindLuaToken(text: string, at: number): number {
  const char = text[at] ?? '';
  if (char === '"' || char === "'") return behindString(text, at, char);
  if (char === '[') return behindLongBracket(text, at) ?? at + 1;
  if (char === '-' && text[at + 1] === '-') {
    const lineEnd = text.indexOf('\n', at);
    return behindLongBracket(text, at + 2) ?? (lineEnd === -1 ? text.length : lineEnd + 1);
  }
  return at + 1;
}

function behindString(text: string, at: number, quote: string): number {
  let end = at + 1;
  while (end < text.length && text[end] !== quote && text[end] !== '\n') {
    end += text[end] === '\\' ? 2 : 1;
  }
  return end + 1;
}

/** Behind `[[ … ]]` or `[==[ … ]==]`, if one starts at `at`. */
function behindLongBracket(text: string, at: number): number | undefined {
  if (text[at] !== '[') return undefined;
  const level = /^\[(={0,60})\[/.exec(text.slice(at, at + 62));
  if (!level) return undefined;
  const closing = `]${level[1]}]`;
  const end = text.indexOf(closing, at + level[0].length);
  return end === -1 ? text.length : end + closing.length;
}
