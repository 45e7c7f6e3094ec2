import type { Severity } from '../finding.ts';
import type { OptionValue } from '../rule.ts';

/** What the schema tells of a rule. */
export interface SchemaRule {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly options?: {
    readonly [name: string]: { readonly about: string; readonly default: OptionValue };
  };
}

const texts = { type: 'array', items: { type: 'string', pattern: '.' } } as const;
const patterns =
  'Relative to this file. `*` stands for a part of one name, `**` for any number of folders; a folder stands for all it holds.';

/** The JSON schema (draft 7) of the configuration: made of the rules, so that it never lags behind them. */
export function configurationSchema(rules: readonly SchemaRule[]): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'meshlint/config.schema.json',
    title: 'meshlint configuration',
    description: 'What meshlint.yaml may say. Flags on the command line go before it.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'The address of this schema, for editors.', type: 'string' },
      ...judgingProperties(),
      ...inputProperties(),
      rules: {
        description: 'Severities and options of rules, by their ids.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
      },
      overrides: {
        description:
          'Other severities for findings in some files; of several that apply the last one counts.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['paths', 'rules'],
          properties: {
            paths: { description: patterns, ...texts },
            rules: {
              type: 'object',
              additionalProperties: false,
              properties: Object.fromEntries(rules.map(({ id }) => [id, SEVERITY])),
            },
          },
        },
      },
    },
    definitions: {
      severity: {
        description: 'off: the rule does not speak.',
        enum: ['off', 'info', 'warning', 'error'],
      },
      version: {
        description: 'Such as "1.27" or "1.27.3".',
        type: ['string', 'number'],
        pattern: '^v?[01]\\.[0-9]{1,4}',
      },
    },
  };
}

const SEVERITY = { $ref: '#/definitions/severity' } as const;
const VERSION = { $ref: '#/definitions/version' } as const;

function judgingProperties(): object {
  return {
    versions: {
      description:
        'The versions to judge by. Without them the files tell, else the newest is assumed.',
      type: 'object',
      additionalProperties: false,
      properties: { istio: VERSION, kubernetes: VERSION, nginx: VERSION },
    },
    namespace: {
      description: 'The namespace of objects that name none.',
      type: 'string',
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
    },
    migrating: {
      description:
        'Judge workloads outside the mesh as if they were about to come in. auto: yes where nothing in the input speaks of a mesh.',
      enum: ['auto', 'yes', 'no', true, false],
    },
    mesh: meshSchema(),
    failOn: {
      description: 'The least severity that makes exit code 1.',
      enum: ['info', 'warning', 'error', 'never'],
    },
    hosts: {
      description:
        'Hosts outside the mesh that are known: no ServiceEntry is missed for them. `*.example.com` stands for all below.',
      ...texts,
    },
  };
}

function meshSchema(): object {
  const flag = (description: string): object => ({ description, type: 'boolean' });
  const text = (description: string): object => ({ description, type: 'string', pattern: '.' });
  return {
    description:
      'Settings of the mesh that no file tells, or tells otherwise: they go before those in the files.',
    type: 'object',
    additionalProperties: false,
    properties: {
      outboundTrafficPolicy: {
        description: 'Whether calls to hosts that nobody has declared are let out.',
        enum: ['REGISTRY_ONLY', 'ALLOW_ANY'],
      },
      mtls: {
        description: 'The mode of mutual TLS where no policy says one.',
        enum: ['STRICT', 'PERMISSIVE', 'DISABLE'],
      },
      autoMtls: flag('enableAutoMtls of MeshConfig.'),
      clusterDomain: text('The domain of the cluster; cluster.local where none is given.'),
      rootNamespace: text(
        'The namespace of policies for the whole mesh; istio-system where none is given.',
      ),
      trustDomain: text('The trust domain; cluster.local where none is given.'),
      cni: flag('The CNI plugin redirects the traffic of pods, not the init container istio-init.'),
      nativeSidecars: flag('ENABLE_NATIVE_SIDECARS: sidecars are init containers that run on.'),
      http10: flag('PILOT_HTTP10: proxies accept HTTP/1.0.'),
      rewriteProbes: flag('Probes are rewritten to go through the sidecar (rewriteAppHTTPProbe).'),
    },
  };
}

function inputProperties(): object {
  return {
    environments: {
      description:
        'Sets of files that are applied together to one cluster. What lies in none of them is split as usual.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'paths'],
        properties: {
          name: { type: 'string', pattern: '.' },
          paths: {
            description: `${patterns} A kustomization stands for what it builds.`,
            ...texts,
          },
        },
      },
    },
    context: {
      description:
        'Files that describe what exists in the cluster: read, never reported on. Relative to this file.',
      ...texts,
    },
    exclude: { description: `Files that are not read at all. ${patterns}`, ...texts },
    baseline: {
      description: 'The file that holds known findings. Relative to this file.',
      type: 'string',
      pattern: '.',
    },
  };
}

function ruleSchema({ summary, severity, options }: SchemaRule): object {
  const about = { description: `${summary}. Default: ${severity}.` };
  if (!options || Object.keys(options).length === 0) return { ...about, ...SEVERITY };
  return {
    ...about,
    type: ['string', 'object'],
    if: { type: 'string' },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: SEVERITY,
    else: {
      additionalProperties: false,
      properties: {
        severity: SEVERITY,
        ...Object.fromEntries(
          Object.entries(options).map(([name, option]) => [
            name,
            { description: `${option.about}.`, default: option.default, ...typeOf(option.default) },
          ]),
        ),
      },
    },
  };
}

function typeOf(value: OptionValue): object {
  return Array.isArray(value) ? texts : { type: typeof value };
}
