import process from 'node:process';
import type { Diagnostic } from '../finding.ts';
import { type DraftFile, draftsFor } from '../generate/drafts.ts';
import { fileNames, isDraftName } from '../generate/file-names.ts';
import { printDrafts } from '../generate/print.ts';
import type { LintResult } from '../lint.ts';
import { meshesOf } from '../meshes.ts';
import { writeFiles } from '../project/new-file.ts';
import { isWithin, reportPath } from '../project/paths.ts';
import { absolute, UsageError } from '../project/scope.ts';
import { readSources } from '../project/sources.ts';
import { placer } from '../report/places/places.ts';
import { visible } from '../report/visible.ts';
import { WEIGHT } from './assemble.ts';
import type { GenerateFlags } from './flags.ts';
import { hasFailed, type Judged, judge } from './judge.ts';
import { print, tell } from './terminal.ts';

/** `meshlint generate` from the command line to the exit code. */
export async function generate(paths: readonly string[], given: GenerateFlags): Promise<number> {
  const { out, force = false, quiet } = given;
  if (force && out === undefined) throw new UsageError('--force: there is no --out to write to');
  const judged = await judge(
    paths,
    { ...given, color: 'auto' },
    force && out !== undefined ? { isExcluded: draftsIn(out) } : {},
  );
  const findings = judged.narrowed.diagnostics.filter(
    ({ severity }) => WEIGHT[severity] >= WEIGHT[given.minSeverity],
  );
  const texts = write(draftAll(judged, findings, given), judged);
  if (out === undefined) print(texts.map(({ content }) => content).join('---\n'));
  else {
    writeFiles(process.cwd(), out, texts, force);
    print(texts.map(({ path }) => `wrote ${visible(`${out}/${path}`)}\n`).join(''));
  }
  if (!quiet) tell(summary(findings, texts) + outlook(judged, texts));
  return hasFailed(judged) ? 2 : 0;
}

/** What is about to be written over is no input: else a second run would find nothing missing, and leave it out. */
function draftsIn(out: string): (file: string) => boolean {
  const folder = reportPath(process.cwd(), absolute(process.cwd(), out));
  return (file) => isWithin(file, folder) && isDraftName(file);
}

/** A file of drafts, and the environment that it is for. */
interface Drafted {
  readonly file: DraftFile;
  readonly from: LintResult['environments'][number]['from'];
}

function draftAll(
  { facts, settings }: Judged,
  findings: readonly Diagnostic[],
  { topic: topics, gatewayApi = false }: GenerateFlags,
): Drafted[] {
  const { environments, each } = meshesOf(facts, settings);
  const wishes = { ignoreHosts: ignoredHosts(settings), gatewayApi, ...(topics && { topics }) };
  return Array.from(each(), (mesh, index) => {
    const { from = 'folder' } = environments[index] ?? {};
    return draftsFor(mesh, findings, wishes).map((file) => ({ file, from }));
  }).flat();
}

/** The option of the rule that asks for ServiceEntries. */
function ignoredHosts({ options }: Judged['settings']): readonly string[] {
  const hosts = options?.get('missing-service-entry')?.ignoreHosts;
  return Array.isArray(hosts) ? hosts : [];
}

interface Written {
  readonly path: string;
  readonly content: string;
  readonly cures: readonly Diagnostic[];
}

function write(drafted: readonly Drafted[], { project }: Judged): Written[] {
  const names = fileNames(drafted.map(({ file }) => file));
  const curesOf = ({ drafts }: DraftFile) => drafts.flatMap(({ cures }) => cures);
  const shown = drafted.flatMap(({ file }) => curesOf(file));
  const sources = readSources(
    shown.map(({ at }) => at.file),
    project,
  );
  const place = placer(sources);
  return drafted.map(({ file, from }, index) => ({
    path: names[index] ?? '',
    cures: curesOf(file),
    content: printDrafts(heading(file, from), file.drafts, ({ at }) => {
      const { line } = place(at).start;
      return `${at.file}:${line}`;
    }),
  }));
}

function heading(
  { environment, topic }: DraftFile,
  from: LintResult['environments'][number]['from'],
): string {
  const where = environment === '.' ? '' : ` for ${environment}`;
  const listed =
    from === 'kustomization' ? `, then list this file in the kustomization of ${environment}` : '';
  return `Drafts of meshlint: ${topic}${where}. Review them before you apply them${listed}.`;
}

function summary(findings: readonly Diagnostic[], written: readonly Written[]): string {
  const cured = new Set(written.flatMap(({ cures }) => cures));
  const rest = findings.filter((finding) => !cured.has(finding)).length;
  const drafted = `meshlint: drafts for ${cured.size} of ${findings.length} findings`;
  return rest === 0 ? `${drafted}\n` : `${drafted}; meshlint check shows the others\n`;
}

/** With `--migrating=auto`, the drafts themselves would make the next run believe that the application has moved already. */
function outlook({ flags, whole }: Judged, written: readonly Written[]): string {
  if (!whole.migrating || flags.migrating !== 'auto' || written.length === 0) return '';
  return 'meshlint: nothing but the drafts speaks of a mesh yet: check with --migrating=yes from now on\n';
}
