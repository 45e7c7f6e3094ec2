import { type Line, linesOf, type Named, namedIn } from './named.ts';

/** go.mod: `require` lines and blocks; what is `// indirect` is another module's need. */
export function* readGoMod(text: string): Generator<Named> {
  let inside = false;
  for (const line of linesOf(text)) {
    if (/^\s*require\s*\(/.test(line.text)) inside = true;
    else if (/^\s*\)/.test(line.text)) inside = false;
    else if (inside || /^\s*require\s/.test(line.text)) yield* requiredIn(line);
  }
}

function* requiredIn(line: Line): Generator<Named> {
  if (/\/\/\s*indirect/.test(line.text)) return;
  const match = /^(\s*(?:require\s+)?)"?([\w.~/-]{1,200})"?\s+(v[\w.+-]{1,100})/.exec(line.text);
  if (match?.[2] && match[3]) yield namedIn(line, match[2], match[3], match[1]?.length);
}

/** Gemfile: `gem 'name', 'version'`, outside of groups for development and tests. */
export function* readGemfile(text: string): Generator<Named> {
  let skipping = false;
  for (const line of linesOf(text)) {
    if (/^\s*group\b.*:(?:development|test)\b.*\bdo\b/.test(line.text)) skipping = true;
    else if (skipping && /^\s*end\b/.test(line.text)) skipping = false;
    const match = /^\s*gem\s*\(?\s*["']([\w.-]{1,100})["'](?:\s*,\s*["']([^"']{1,50})["'])?/.exec(
      line.text,
    );
    if (match?.[1] && !skipping)
      yield namedIn(line, match[1], match[2] ?? '', line.text.search(/["']/));
  }
}

/**
 * build.gradle and build.gradle.kts: `implementation "group:artifact:version"` and its kin, also with `platform(…)`
 * and with `group:` and `name:`. Configurations for tests are passed over; version catalogues are not followed.
 */
export function* readGradle(text: string): Generator<Named> {
  for (const line of linesOf(text)) {
    const configuration = /^\s*(implementation|api|compile|compileOnly|runtime|runtimeOnly)\b/.exec(
      line.text,
    );
    if (configuration === null) continue;
    const match = /["']([\w.-]{1,100}:[\w.-]{1,100})(?::([^"'@:]{0,50}))?[^"']{0,50}["']/.exec(
      line.text,
    );
    const map =
      /group\s*[:=]\s*["']([\w.-]{1,100})["']\s*,\s*name\s*[:=]\s*["']([\w.-]{1,100})["']/.exec(
        line.text,
      );
    if (match?.[1]) yield namedIn(line, match[1], match[2] ?? '');
    else if (map?.[1] && map[2]) {
      const start = line.start + map.index;
      yield { name: `${map[1]}:${map[2]}`, start, end: start + map[0].length, version: '' };
    }
  }
}
