import {
  describesApplication,
  filesOfAll,
  isManifest,
  type WholeEnvironment,
} from './environments/environment.ts';
import {
  type ConfiguredEnvironment,
  type EnvironmentsMemory,
  environmentsOf,
  noEnvironments,
} from './environments/environments.ts';
import { isWithin } from './environments/path.ts';
import type { Rendered } from './environments/rendered.ts';
import type { FileFacts } from './facts/facts.ts';
import type { MeshSettings } from './facts/istio/settings.ts';
import type { KnownParts } from './facts/known-parts.ts';
import type { Problem } from './finding.ts';
import { type Applications, answerApplications, readApplications } from './mesh/applications.ts';
import { buildMesh, type MeshInput } from './mesh/build.ts';
import type { Mesh, Targets } from './mesh/mesh.ts';
import { type Declared, declaredIn } from './mesh/objects/declared.ts';
import { answerDeclared, type DeclaredOf } from './mesh/objects/known-declared.ts';
import { once } from './mesh/once.ts';
import { answerSigns, type Signs } from './mesh/versions/signs.ts';
import type { GivenVersions } from './mesh/versions/versions.ts';

/** What the user says of the mesh where the files do not. */
export interface Assumptions {
  readonly istioVersion?: string;
  readonly kubernetesVersion?: string;
  readonly nginxVersion?: string;
  /** Stands for the namespace of objects that name none. */
  readonly namespace?: string;
  /** Judge workloads outside the mesh as if they were about to come in; `auto`: where nothing speaks of a mesh. */
  readonly migrating: 'auto' | 'yes' | 'no';
  /** The files are all there is. */
  readonly complete: boolean;
  /** Where versions were given, for messages; absent: by flags. */
  readonly versionsFrom?: GivenVersions['versionsFrom'] | undefined;
}

/** All that was read of a project. */
export interface ProjectFacts {
  readonly files: readonly FileFacts[];
  /** Files that exist in the cluster: read, but not reported on. */
  readonly context: readonly FileFacts[];
  /** What reading has kept of parts of objects; absent: nothing. */
  readonly parts?: KnownParts;
  readonly clusters: readonly { readonly name: string; readonly path: string }[];
  /** Environments of the configuration. */
  readonly configuredEnvironments?: readonly ConfiguredEnvironment[];
  readonly rendered?: Rendered | undefined;
  /** What they could not render. */
  readonly unrendered?: readonly Problem[] | undefined;
  readonly meshConfig?: MeshSettings;
  /** The networks of the mesh, given by the user. */
  readonly meshNetworks?: MeshSettings;
  /** Settings of the mesh that the configuration states. */
  readonly configured?: MeshSettings;
  /** Which files the user asks about: environments that hold none of them are not judged. Absent: all. */
  readonly isReported?: (file: string) => boolean;
}

/** The meshes of a project, one for each environment that the user asks about. */
export interface Meshes {
  readonly environments: readonly WholeEnvironment[];
  /** Whether those are all environments there are. */
  readonly areAll: boolean;
  readonly migrating: boolean;
  /** Some environment speaks of Istio. */
  readonly projectHasMesh: boolean;
  /** The files that every environment has besides its own. */
  readonly shared: readonly FileFacts[];
  /** What all environments there are declare. */
  readonly declared: Declared;
  /** The environments that the user names as clusters of one mesh. */
  readonly clusters: readonly WholeEnvironment[];
  /** Of all environments together. */
  readonly targets: () => Targets;
  /** The mesh of one of them; none is kept. */
  readonly meshOf: (environment: WholeEnvironment) => Mesh;
  /** One after the other, in the order of `environments`; none is kept. */
  readonly each: () => Generator<Mesh>;
}

/** What was worked out of single files and objects, which holds as long as they are the same. */
export interface WorkedOut {
  readonly signs: Signs;
  readonly environments: EnvironmentsMemory;
  readonly applicationsOf: (files: readonly FileFacts[]) => Applications;
  readonly declaredOf: DeclaredOf;
}

export function nothingWorkedOut(): WorkedOut {
  return {
    signs: answerSigns(),
    environments: noEnvironments(),
    applicationsOf: answerApplications(),
    declaredOf: answerDeclared(),
  };
}

/** Finds the environments, and builds a mesh of each when it is asked for. Pure; an earlier run may have worked out some of it. */
export function meshesOf(
  input: ProjectFacts,
  assumptions: Assumptions,
  { signs, environments: kept, applicationsOf, declaredOf }: WorkedOut = nothingWorkedOut(),
): Meshes {
  const every = everyEnvironment(input, assumptions, kept);
  const environments = askedAbout(every, input);
  const projectHasMesh = meshOf(input, assumptions, wholeOf(input.files, signs)).hasMesh;
  const migrating =
    assumptions.migrating === 'yes' || (assumptions.migrating === 'auto' && !projectHasMesh);
  const shared = [...(every[0]?.shared ?? []), ...input.context].filter(describesApplication);
  const applicationsOfAll = once(() => applicationsOf(shared));
  const declared = declaredOf(
    withoutRendered([...input.files, ...every.flatMap(({ own }) => own)], input.rendered),
  );
  const clusters = every.filter(({ from }) => from === 'cluster');
  const meshFor = ({ name, own: files }: WholeEnvironment): Mesh => {
    const more = files.filter(describesApplication);
    const applications =
      more.length === 0 ? applicationsOfAll() : readApplications([...more, ...shared]);
    const isCluster = clusters.some((cluster) => cluster.name === name);
    const { hasVariants } = isCluster ? declaredIn(() => files) : declared;
    const environment = {
      name,
      files,
      applications,
      signs,
      migrating,
      projectHasMesh,
      declared: { ...declared, hasVariants },
      otherClusters: clusters.filter((cluster) => cluster.name !== name),
    };
    return meshOf(input, assumptions, environment);
  };
  return {
    environments,
    areAll: environments.length === every.length,
    migrating,
    projectHasMesh,
    shared,
    declared,
    clusters,
    targets: () =>
      meshOf(input, assumptions, wholeOf([...filesOfAll(environments)], signs)).targets,
    meshOf: meshFor,
    *each() {
      for (const environment of environments) yield meshFor(environment);
    },
  };
}

/** Without the templates of charts that are rendered, but for the objects that they make. */
function withoutRendered(
  files: readonly FileFacts[],
  rendered: ProjectFacts['rendered'],
): readonly FileFacts[] {
  const isRendered = inRenderedChart(rendered);
  return files.filter(
    ({ file, skipped, resources }) => !skipped || resources.length > 0 || !isRendered(file),
  );
}

/** Whether a file lies in a chart that is rendered: what its templates make is known. */
export function inRenderedChart(rendered: ProjectFacts['rendered']): (file: string) => boolean {
  const charts = rendered?.charts ?? [];
  return (file) => charts.some(({ folder }) => isWithin(file, folder));
}

function everyEnvironment(
  { files, clusters, configuredEnvironments: configured = [], rendered, parts }: ProjectFacts,
  { complete: whole }: Assumptions,
  memory: EnvironmentsMemory,
): readonly WholeEnvironment[] {
  return environmentsOf(files, { clusters, configured, whole, rendered, memory, parts });
}

/** The environments that hold a manifest the user asks about; all, where he asks about none. */
function askedAbout(
  every: readonly WholeEnvironment[],
  { isReported }: ProjectFacts,
): readonly WholeEnvironment[] {
  const asked = every.filter((environment) =>
    environment.own.some((file) => isManifest(file) && (isReported?.(file.file) ?? true)),
  );
  return asked.length > 0 ? asked : every;
}

/** Files as one environment: for what belongs to all of them together. */
function wholeOf(files: readonly FileFacts[], signs: Signs): EnvironmentInput {
  return { name: '.', files, signs, migrating: false, projectHasMesh: false };
}

type EnvironmentInput = Pick<
  MeshInput,
  | 'name'
  | 'files'
  | 'applications'
  | 'signs'
  | 'migrating'
  | 'projectHasMesh'
  | 'declared'
  | 'otherClusters'
>;

function meshOf(
  input: ProjectFacts,
  assumptions: Assumptions,
  environment: EnvironmentInput,
): Mesh {
  const { istioVersion, kubernetesVersion, nginxVersion, versionsFrom, namespace, complete } =
    assumptions;
  return buildMesh({
    ...environment,
    context: input.context,
    complete,
    ...(input.meshConfig && { meshConfig: input.meshConfig }),
    ...(input.meshNetworks && { meshNetworks: input.meshNetworks }),
    ...(input.configured && { configured: input.configured }),
    ...(versionsFrom && { versionsFrom }),
    ...(namespace !== undefined && { defaultNamespace: namespace }),
    ...(istioVersion !== undefined && { istioVersion }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(nginxVersion !== undefined && { nginxVersion }),
  });
}
