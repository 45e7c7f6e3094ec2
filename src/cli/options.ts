import { Option } from 'commander';
import { TOPICS } from '../generate/draft.ts';
import {
  cluster,
  FORMATS,
  GRAPH_FORMATS,
  names,
  namespaceName,
  output,
  path,
  ruleSeverity,
  SEVERITIES,
  topics,
  versionNumber,
} from './flags.ts';

/** What `generate` has of its own. */
export function draftOptions(): Option[] {
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

/** How `check` fixes. */
export function fixOptions(): Option[] {
  return [
    new Option(
      '--fix [which]',
      'fix what can be fixed for certain: safe, unsafe (also what changes a running mesh); written ' +
        'with "="; alone it means safe',
    ).choices(['safe', 'unsafe']),
    new Option('--diff', 'print what --fix would change as a patch, and change nothing'),
  ];
}

/** What `graph` has of its own. */
export function graphOptions(): Option[] {
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

/** How `check` reports. */
export function reportOptions(): Option[] {
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

/** How every command judges. */
export function judgingOptions(): Option[] {
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

/** Which change is asked about. */
export function changeOptions(): Option[] {
  return [
    new Option('--staged', 'judge what is staged in git; report what the commit has to do with'),
    new Option(
      '--changed-since <ref>',
      'report what the changes since the branch left this commit have to do with',
    ),
  ];
}

/** What every command reads. */
export function inputOptions(): Option[] {
  return [
    new Option('--mesh-config <file>', 'a MeshConfig that is in force'),
    new Option('--mesh-networks <file>', 'the networks of the mesh that are in force'),
    new Option('--context <path>', 'files that exist in the cluster: read, not reported on')
      .argParser(path)
      .default([], 'none'),
    new Option('--cluster <name=path>', 'one environment of several clusters; repeatable')
      .argParser(cluster)
      .default([], 'none'),
    new Option('--no-render', 'start neither kustomize, kubectl nor helm: judge sources alone'),
    new Option('--cache <folder>', 'keep what they render in this folder, for the next run'),
    new Option('--allow-empty', 'finding nothing to check is no failure'),
    new Option(
      '--config <file>',
      'the configuration (default: meshlint.yaml, also in folders above)',
    ),
    new Option('--no-config', 'read no configuration'),
  ];
}
