import { Command, Option } from 'commander';
import { check } from './check.ts';
import { explain, listRules } from './explain.ts';
import type { GenerateFlags, GivenFlags, GraphFlags } from './flags.ts';
import { type InitFlags, init } from './init.ts';
import {
  changeOptions,
  draftOptions,
  fixOptions,
  graphOptions,
  inputOptions,
  judgingOptions,
  reportOptions,
} from './options.ts';
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
