import type { Named } from './named.ts';

/** pom.xml: `dependency` elements, those with the scope `test` left out. Read by element names; comments are passed over. */
export function* readPom(text: string): Generator<Named> {
  for (const part of elementsOf(text, 'dependency')) {
    const group = childOf(text, part, 'groupId');
    const artifact = childOf(text, part, 'artifactId');
    if (group === undefined || artifact === undefined) continue;
    if (childOf(text, part, 'scope')?.value === 'test') continue;
    yield {
      name: `${group.value}:${artifact.value}`,
      start: artifact.start,
      end: artifact.end,
      version: childOf(text, part, 'version')?.value ?? '',
    };
  }
}

/** *.csproj and *.fsproj: `<PackageReference Include="name" Version="1.2" />`. */
export function* readProjectReferences(text: string): Generator<Named> {
  const hidden = commentsOf(text);
  for (const match of text.matchAll(/<PackageReference\s[^<>]{0,1000}>/g)) {
    if (isHidden(hidden, match.index)) continue;
    const include = /\sInclude\s*=\s*"([^"]{1,200})"/.exec(match[0]);
    if (!include?.[1]) continue;
    const start = match.index + include.index + include[0].indexOf('"') + 1;
    const version = /\sVersion\s*=\s*"([^"]{1,100})"/.exec(match[0])?.[1] ?? '';
    yield { name: include[1], start, end: start + include[1].length, version };
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function* elementsOf(text: string, name: string): Generator<Part> {
  const hidden = commentsOf(text);
  const open = `<${name}>`;
  const close = `</${name}>`;
  let end = 0;
  for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, end)) {
    const found = text.indexOf(close, at);
    if (found === -1) return;
    end = found + close.length;
    if (!isHidden(hidden, at)) yield { start: at + open.length, end: found };
  }
}

/** The text of the first child element of this name; `exclusions` hold ids of other packages. */
function childOf(text: string, part: Part, name: string): (Part & { value: string }) | undefined {
  const inside = text.slice(part.start, part.end);
  const exclusions = inside.indexOf('<exclusions');
  const own = exclusions === -1 ? inside : inside.slice(0, exclusions);
  const at = own.indexOf(`<${name}>`);
  const close = own.indexOf(`</${name}>`, at);
  if (at === -1 || close === -1) return undefined;
  const from = at + name.length + 2;
  const written = own.slice(from, close);
  const start = part.start + from + (written.length - written.trimStart().length);
  return { value: written.trim(), start, end: start + written.trim().length };
}

function commentsOf(text: string): Part[] {
  const comments: Part[] = [];
  let end = 0;
  for (let at = text.indexOf('<!--'); at !== -1; at = text.indexOf('<!--', end)) {
    const close = text.indexOf('-->', at);
    end = close === -1 ? text.length : close + 3;
    comments.push({ start: at, end });
  }
  return comments;
}

function isHidden(comments: readonly Part[], index: number): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return (comments[low]?.start ?? Infinity) <= index;
}
