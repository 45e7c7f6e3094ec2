import { expect, test } from 'vitest';
import {
  isDependencyList,
  readDependencies,
} from '../../../src/facts/application/dependency-list.ts';

/** `name version` of each, and that its place holds what the file writes. */
function read(file: string, text: string): string[] {
  return readDependencies(file, text).map(({ name, version }) => {
    const written = text.slice(name.at.start, name.at.end);
    expect(name.value.endsWith(written) || written.includes(name.value.split(':')[1] ?? '?')).toBe(
      true,
    );
    return `${name.value} ${version}`.trim();
  });
}

const LISTS: readonly (readonly [file: string, text: string, names: readonly string[]])[] = [
  [
    'a/requirements.txt',
    '# google-auth\n-r base.txt\n-e ./own\ngoogle-cloud-storage==1.13.0  # x\nrequests[security]>=2,<3 ; python_version < "3"\ngit+https://host.net/x\nown @ https://host.net/own.tgz\nflask\r\n',
    ['google-cloud-storage ==1.13.0', 'requests >=2,<3', 'own @ https://host.net/own.tgz', 'flask'],
  ],
  [
    'pyproject.toml',
    '[project]\nname = "x"\ndependencies = [\n  "boto3>=1",\n  \'stripe\', # y\n]\n[project.optional-dependencies]\ntest = ["pytest"]\n[tool.poetry.dependencies]\npython = "^3"\nsentry-sdk = {version = "1", extras = ["a"]}\nopenai = "^1.0"\n[tool.poetry.group.dev.dependencies]\nblack = "1"\n',
    ['boto3 >=1', 'stripe', 'sentry-sdk', 'openai ^1.0'],
  ],
  ['pyproject.toml', '[project]\ndependencies = ["a", "b"]\nother = ["c"]\n', ['a', 'b']],
  ['Pipfile', '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n', ['flask *']],
  [
    'package.json',
    '{"name":"x","dependencies":{"@google-cloud/storage":"^5.0.0","express":"4"},"devDependencies":{"jest":"1"},"a":{"dependencies":{"no":"1"}}}',
    ['@google-cloud/storage ^5.0.0', 'express 4'],
  ],
  [
    'go.mod',
    'module x\ngo 1.20\nrequire github.com/a/b v1.0.0\nrequire (\n\tcloud.google.com/go/pubsub v1.2.0\n\tgithub.com/c/d v0.1.0 // indirect\n)\nreplace github.com/e/f => ../f\n',
    ['github.com/a/b v1.0.0', 'cloud.google.com/go/pubsub v1.2.0'],
  ],
  [
    'pom.xml',
    '<project><!-- <dependency><groupId>x</groupId><artifactId>y</artifactId></dependency> -->\n<dependency>\n <groupId>com.stripe</groupId>\n <artifactId> stripe-java </artifactId><version>1</version>\n <exclusions><exclusion><groupId>q</groupId></exclusion></exclusions></dependency><dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency></project>',
    ['com.stripe:stripe-java 1'],
  ],
  [
    'build.gradle.kts',
    'dependencies {\n  implementation("com.stripe:stripe-java:20.1")\n  implementation(platform("a.b:c:1"))\n  testImplementation("junit:junit:4")\n  api group: "g.h", name: "i"\n}\n',
    ['com.stripe:stripe-java 20.1', 'a.b:c 1', 'g.h:i'],
  ],
  [
    'Gemfile',
    'source "https://gems.net"\ngem "stripe", "~> 5"\ngroup :development, :test do\n  gem "rspec"\nend\ngem \'sentry-ruby\'\n',
    ['stripe ~> 5', 'sentry-ruby'],
  ],
  [
    'src/App.csproj',
    '<Project>\n<PackageReference Include="Stripe.net" Version="4" />\n<!-- <PackageReference Include="No" /> -->\n<PackageReference Version="1" Include="Sentry"></PackageReference></Project>',
    ['Stripe.net 4', 'Sentry 1'],
  ],
  ['composer.json', '{"require":{"php":">=8","stripe/stripe-php":"^1"}}', ['stripe/stripe-php ^1']],
];

test.each(LISTS)('%s with %j names %j', (file, text, names) => {
  expect(isDependencyList(file)).toBe(true);
  expect(read(file, text)).toEqual(names);
});

test.each([
  'requirements-dev.txt',
  'test-requirements.txt',
  'poetry.lock',
  'a.json',
  'package-lock.json',
])('%s is not read', (file) => {
  expect(isDependencyList(file)).toBe(false);
  expect(readDependencies(file, 'flask')).toEqual([]);
});

test.each(LISTS)('a broken %s does not throw', (file, text) => {
  for (let end = 0; end < text.length; end += 3) readDependencies(file, text.slice(0, end));
  expect(readDependencies(file, '\u0000{[("\'<')).toEqual([]);
});

test.each(LISTS.map(([file]) => file))('hostile text in %s is read in linear time', (file) => {
  for (const piece of [
    '<dependency>',
    '<!--',
    '{"dependencies":',
    '"',
    '[',
    'gem ',
    'require ',
    ' ',
    '<PackageReference ',
    "implementation '",
  ]) {
    readDependencies(file, piece.repeat(Math.floor(900_000 / piece.length)));
  }
});
