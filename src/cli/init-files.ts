/** A file that `meshlint init` makes, and what is to be added by hand where there is such a file already. */
export interface InitFile {
  readonly path: string;
  readonly content: string;
  /** Without the lines that a file has once; absent: nothing is to be added. */
  readonly lines?: string;
}

export type Ci = 'github' | 'gitlab' | 'none';

/** The configuration that a project starts with: everything in it is a comment, so it changes nothing. */
export const configurationFile: InitFile = {
  path: 'meshlint.yaml',
  content: `# yaml-language-server: $schema=./node_modules/meshlint/schemas/config.schema.json
# All settings: docs/configuration.md of meshlint. Flags on the command line go before them.

# The versions to judge by. Without them the files tell, else the newest is assumed.
# versions:
#   istio: "1.27"
#   kubernetes: "1.33"

# Whether workloads outside the mesh are judged as if they were about to come in: auto, yes or no.
# migrating: auto

# Settings of the mesh that no file tells.
# mesh:
#   outboundTrafficPolicy: REGISTRY_ONLY
#   mtls: STRICT

# Hosts outside that need no ServiceEntry.
# hosts:
#   - "*.example.com"

# Files that are not read.
# exclude:
#   - "**/examples"

# Severities and options of rules: off, info, warning, error.
# rules:
#   retired-api: info
`,
};

const HOOK = `  - repo: local
    hooks:
      - id: meshlint
        name: meshlint
        entry: npx --no-install meshlint check --staged --allow-empty
        language: system
        pass_filenames: false
        always_run: true
        require_serial: true
`;

/** The hook of https://pre-commit.com, run by the meshlint that the project has installed. */
export const preCommitFile: InitFile = {
  path: '.pre-commit-config.yaml',
  content: `repos:\n${HOOK}`,
  lines: HOOK,
};

/** The job of a CI. */
export function ciFile(ci: Exclude<Ci, 'none'>, version: string): InitFile {
  return ci === 'github' ? githubFile(version) : gitlabFile(version);
}

function githubFile(version: string): InitFile {
  return {
    path: '.github/workflows/meshlint.yml',
    content: `name: meshlint
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  meshlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes meshlint@${version} -f github
`,
  };
}

function gitlabFile(version: string): InitFile {
  const job = `meshlint:
  image: node:22
  script:
    - npx --yes meshlint@${version} -f full -f gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;
  return { path: '.gitlab-ci.yml', content: job, lines: job };
}
