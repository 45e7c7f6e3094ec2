import type { Dependency } from './dependency.ts';
import { readComposerJson, readPackageJson } from './dependency-lists/json.ts';
import { readGemfile, readGoMod, readGradle } from './dependency-lists/lines.ts';
import type { Named } from './dependency-lists/named.ts';
import { readPipfile, readPyproject, readRequirements } from './dependency-lists/python.ts';
import { readPom, readProjectReferences } from './dependency-lists/xml.ts';

interface Kind {
  readonly name: RegExp;
  readonly ecosystem: Dependency['ecosystem'];
  readonly read: (text: string) => Iterable<Named>;
}

const KINDS: readonly Kind[] = [
  { name: /^requirements[\w.-]*\.(?:txt|in)$/, ecosystem: 'pypi', read: readRequirements },
  { name: /^pyproject\.toml$/, ecosystem: 'pypi', read: readPyproject },
  { name: /^Pipfile$/, ecosystem: 'pypi', read: readPipfile },
  { name: /^package\.json$/, ecosystem: 'npm', read: readPackageJson },
  { name: /^go\.mod$/, ecosystem: 'go', read: readGoMod },
  { name: /^pom\.xml$/, ecosystem: 'maven', read: readPom },
  { name: /^build\.gradle(?:\.kts)?$/, ecosystem: 'maven', read: readGradle },
  { name: /^Gemfile$/, ecosystem: 'rubygems', read: readGemfile },
  { name: /\.(?:cs|fs)proj$/, ecosystem: 'nuget', read: readProjectReferences },
  { name: /^composer\.json$/, ecosystem: 'packagist', read: readComposerJson },
];

/** Lists of packages that only tests or developers use. */
const FOR_DEVELOPERS = /(?:^|[-_.])(?:dev|develop|test|tests|testing|lint|docs?|ci)[-_.]/;

const LONGEST_TEXT = 1_000_000;

function kindOf(path: string): Kind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('requirements') && FOR_DEVELOPERS.test(name)) return undefined;
  return KINDS.find((kind) => kind.name.test(name));
}

/** Whether a file of this name lists the packages that an application is built from, as far as they are read here. */
export function isDependencyList(path: string): boolean {
  return kindOf(path) !== undefined;
}

/**
 * The packages that a dependency list names directly, those for tests and development left out, each with the place
 * of its name. A broken file gives what can be read of it, never an exception.
 */
export function readDependencies(file: string, text: string): Dependency[] {
  const kind = kindOf(file);
  if (kind === undefined || text.length > LONGEST_TEXT) return [];
  const dependencies: Dependency[] = [];
  for (const { name, start, end, version } of kind.read(text)) {
    dependencies.push({
      ecosystem: kind.ecosystem,
      name: { value: name, at: { file, start, end } },
      version,
    });
  }
  return dependencies;
}
