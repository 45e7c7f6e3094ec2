import { Command, Option } from 'commander';
import { TOPICS } from '../generate/draft.ts';
import { check } from './check.ts';
import { explain, listRules } from './explain.ts';
import {
  cluster,
  FORMATS,
  type GenerateFlags,
  type GivenFlags,
  GRAPH_FORMATS,
  type GraphFlags,
  names,
  namespaceName,
  output,
  path,
  ruleSeverity,
  SEVERITIES,
  topics,
  versionNumber,
} from './flags.ts';
import { type InitFlags, init } from './init.ts';
import { serveEditor } from './serve-editor.ts';
import { showConfig } from './show-config.ts';
import { showFiles } from './show-files.ts';
import { print } from './terminal.ts';
import { version } from './version.ts';

/** What the commands need of the process around them. */
export interface Surroundings {
  /** Where the package lies, with `docs/rules`. */
  readonly packageFolder: string;
  /** Takes the code that the process ends with. */
  readonly exit: (code: number) => void;
}

const EXIT_CODES = `
Exit codes, the same in every format:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  the linter could not do its work: wrong usage, a path that is not there, input that cannot be
     read or parsed, or nothing to check at all (unless --allow-empty)`;

/** The command line. */
export function buildProgram(surroundings: Surroundings): Command {
  const program = new Command('meshlint')
    .description(
      'Finds what breaks when an application on GKE comes under Istio, from files alone.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      '\nmeshlint [paths...] is short for meshlint check [paths...]; its options: meshlint check --help',
    )
    .exitOverride();
  addCheck(program, surroundings);
  addGenerate(program, surroundings);
  addGraph(program, surroundings);
  addOthers(program, surroundings);
  return program;
}

function addCheck(program: Command, { exit }: Surroundings): void {
  const command = program
    .command('check', { isDefault: true })
    .description('check files (the default command)')
    .argument('[paths...]', 'what is reported on; "-" is standard input', [])
    .addHelpText('after', EXIT_CODES);
  const all = [
    ...fixOptions(),
    ...reportOptions(),
    ...judgingOptions(),
    ...changeOptions(),
    ...inputOptions(),
  ];
  for (const option of all) command.addOption(option);
  command.action(async (paths: string[], flags: GivenFlags) => {
    exit(await check(paths, flags));
  });
}

const DRAFT_EXIT_CODES = `
Exit codes:
  0  drafts are written, or nothing is missing that can be drafted
  2  the linter could not do its work: as for check, or a file is there already (see --force)`;

function addGenerate(program: Command, { exit }: Surroundings): void {
  const command = program
    .command('generate')
    .description('draft what findings miss: ServiceEntries and the like, as YAML to review')
    .argument('[paths...]', 'as for check', [])
    .addHelpText('after', DRAFT_EXIT_CODES);
  const all = [...draftOptions(), ...judgingOptions(), ...changeOptions(), ...inputOptions()];
  for (const option of all) command.addOption(option);
  command.action(async (paths: string[], flags: GenerateFlags) => {
    const { generate } = await import('./generate.ts');
    exit(await generate(paths, flags));
  });
}

function draftOptions(): Option[] {
  return [
    new Option('--out <folder>', 'write files there instead of to standard output'),
    new Option('--force', 'write over files that are there'),
    new Option('--gateway-api', 'draft gateways and routes of Gateway API instead of Istio'),
    new Option(
      '--topic <names>',
      `draft these alone, separated by commas: ${TOPICS.join(', ')}`,
    ).argParser(topics),
    minSeverity('warning', 'the least that a draft is made for'),
    ignores(),
    quiet(),
  ];
}

function minSeverity(least: string, about: string): Option {
  return new Option('--min-severity <severity>', about).choices(SEVERITIES).default(least);
}

function ignores(): Option {
  return new Option('--no-ignores', 'pay no heed to comments and annotations that ignore findings');
}

function quiet(): Option {
  return new Option('--quiet', 'no summary on standard error');
}

function fixOptions(): Option[] {
  return [
    new Option(
      '--fix [which]',
      'fix what can be fixed for certain: safe, unsafe (also what changes a running mesh); written ' +
        'with "="; alone it means safe',
    ).choices(['safe', 'unsafe']),
    new Option('--diff', 'print what --fix would change as a patch, and change nothing'),
  ];
}

const GRAPH_EXIT_CODES = `
Exit codes, the same in every format:
  0  drawn, whatever was found
  2  it could not do its work: wrong usage, a focus that names nothing, a path that is not there, input
     that cannot be read or parsed, or nothing to draw at all (unless --allow-empty)`;

function addGraph(program: Command, { exit }: Surroundings): void {
  const command = program
    .command('graph')
    .description('draw the routes as the linter sees them, with findings on their edges')
    .argument('[paths...]', 'whose environments are drawn; "-" is standard input', [])
    .addHelpText('after', GRAPH_EXIT_CODES);
  const all = [...graphOptions(), ...judgingOptions(), ...inputOptions()];
  for (const option of all) command.addOption(option);
  command.action(async (paths: string[], flags: GraphFlags) => {
    const { graph } = await import('./graph.ts');
    exit(await graph(paths, flags));
  });
}

function graphOptions(): Option[] {
  return [
    new Option(
      '-f, --format <name[=file]>',
      `how it is drawn: ${GRAPH_FORMATS.join(', ')}; repeatable with files (default: text)`,
    ).argParser(output(GRAPH_FORMATS)),
    new Option(
      '--focus <name>',
      'a host, namespace/name or name: what leads there, and on from there',
    ),
    minSeverity('info', 'the least that is marked'),
    ignores(),
    colors(),
    quiet(),
  ];
}

function colors(): Option {
  return new Option('--color <when>', 'colours')
    .choices(['auto', 'always', 'never'])
    .default('auto');
}

function reportOptions(): Option[] {
  return [
    new Option(
      '-f, --format <name[=file]>',
      `how findings are written: ${FORMATS.join(', ')}; repeatable with files (default: full)`,
    ).argParser(output(FORMATS)),
    minSeverity('info', 'the least that is shown'),
    new Option(
      '--fail-on <severity>',
      'the least that makes exit code 1 (default: warning)',
    ).choices([...SEVERITIES, 'never']),
    new Option('--baseline <file>', 'findings that are known: only others are reported'),
    new Option('--update-baseline [file]', 'write all that is found into the baseline'),
    new Option('--show-ignored', 'show what is ignored or known as well, marked'),
    ignores(),
    colors(),
    quiet(),
    new Option('--statistics', 'findings of each rule, on standard error'),
    new Option('--timing', 'how long each part took, on standard error'),
  ];
}

function judgingOptions(): Option[] {
  return [
    new Option('--rule <id=severity>', 'off, info, warning or error for one rule; repeatable')
      .argParser(ruleSeverity)
      .default([], 'as each rule says'),
    new Option('--only <ids>', 'run these rules alone, separated by commas').argParser(names),
    new Option('--istio-version <version>', 'the version of Istio to judge by').argParser(
      versionNumber,
    ),
    new Option('--kubernetes-version <version>', 'the version of Kubernetes').argParser(
      versionNumber,
    ),
    new Option('--nginx-version <version>', 'the version of nginx').argParser(versionNumber),
    new Option('--namespace <name>', 'the namespace of objects that name none').argParser(
      namespaceName,
    ),
    new Option(
      '--migrating [when]',
      'judge workloads outside the mesh as if they were about to come in: auto, yes, no; written ' +
        'with "="; alone it means yes (default: auto)',
    ).choices(['auto', 'yes', 'no']),
    new Option('--complete', 'the input is all there is: what is not in it does not exist'),
  ];
}

function changeOptions(): Option[] {
  return [
    new Option('--staged', 'judge what is staged in git; report what the commit has to do with'),
    new Option(
      '--changed-since <ref>',
      'report what the changes since the branch left this commit have to do with',
    ),
  ];
}

function inputOptions(): Option[] {
  return [
    new Option('--mesh-config <file>', 'a MeshConfig that is in force'),
    new Option('--mesh-networks <file>', 'accepted; no rule asks for networks yet').hideHelp(),
    new Option('--context <path>', 'files that exist in the cluster: read, not reported on')
      .argParser(path)
      .default([], 'none'),
    new Option('--cluster <name=path>', 'one environment of several clusters; repeatable')
      .argParser(cluster)
      .default([], 'none'),
    new Option(
      '--no-render',
      'start neither kustomize nor kubectl: read kustomizations from their sources',
    ),
    new Option('--cache <folder>', 'keep what they render in this folder, for the next run'),
    new Option('--allow-empty', 'finding nothing to check is no failure'),
    new Option(
      '--config <file>',
      'the configuration (default: meshlint.yaml, also in folders above)',
    ),
    new Option('--no-config', 'read no configuration'),
  ];
}

function addOthers(program: Command, { packageFolder }: Surroundings): void {
  program
    .command('explain')
    .description("print a rule's page; takes codes such as IST0101 and KIA1102 as well")
    .argument('<rule|code>')
    .action((name: string) => explain(name, packageFolder));
  program
    .command('rules')
    .description('list every rule')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => listRules(json === true));
  program
    .command('show-files')
    .description('list the files that a check would read')
    .argument('[paths...]', 'as for check', [])
    .option('--config <file>', 'as for check')
    .option('--no-config', 'as for check')
    .action((paths: string[], { config }: GivenFlags) => showFiles(paths, config));
  program
    .command('show-config')
    .description('print the configuration that a check would use, as JSON')
    .argument('[paths...]', 'as for check', [])
    .option('--config <file>', 'as for check')
    .action((paths: string[], { config }: GivenFlags) => showConfig(paths, config));
  program
    .command('init')
    .description(
      'write a configuration, the job of a CI and a hook of pre-commit, where there are none',
    )
    .addOption(
      new Option('--ci <name>', 'the CI (default: the one that the project shows to have)').choices(
        ['github', 'gitlab', 'none'],
      ),
    )
    .option('--no-pre-commit', 'no hook')
    .action((flags: InitFlags) => init(flags));
  program
    .command('lsp')
    .description('serve an editor, by the Language Server Protocol on standard input and output')
    .option('--stdio', 'the only way there is')
    .addOption(new Option('--clientProcessId <id>', 'is said when it begins as well').hideHelp())
    .action(() => serveEditor(packageFolder));
  program
    .command('version')
    .description('print the version')
    .action(() => print(`${version}\n`));
}
