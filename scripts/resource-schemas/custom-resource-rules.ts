import type { JsonSchema } from './read-validator.ts';

/** What a rule of a CustomResourceDefinition adds to the schema of a field; `rules` are the names in `custom-resource-rules.ts` of src. */
interface Addition {
  readonly path: string;
  readonly add: Pick<JsonSchema, 'rules' | 'exclusive' | 'enum' | 'unique'> & {
    readonly minimum?: number;
    readonly maximum?: number;
  };
}

const DURATION = { rules: ['duration'] };
const PORT = { minimum: 1, maximum: 65535 };

const at = (add: Addition['add'], ...paths: readonly string[]): Addition[] =>
  paths.map((path) => ({ path, add }));

const below = (parents: readonly string[], additions: readonly Addition[]): Addition[] =>
  parents.flatMap((parent) =>
    additions.map(({ path, add }) => ({ path: `${parent}.${path}`, add })),
  );

const CONNECTION_POOL = at(
  DURATION,
  'http.http2KeepAlive.interval',
  'http.http2KeepAlive.timeout',
  'http.idleTimeout',
  'tcp.connectTimeout',
  'tcp.maxConnectionDuration',
  'tcp.tcpKeepalive.interval',
  'tcp.tcpKeepalive.time',
);

const TRAFFIC_POLICY = [
  ...below(['connectionPool'], CONNECTION_POOL),
  ...at(
    DURATION,
    'loadBalancer.warmup.duration',
    'loadBalancer.warmupDurationSecs',
    'outlierDetection.baseEjectionTime',
    'outlierDetection.interval',
  ),
];

const MATCH_LABELS = { rules: ['matchLabels'] };
const LABELS = { rules: ['labels'] };

const TARGETS = [
  ...at({ exclusive: [['selector', 'targetRef', 'targetRefs']] }, ''),
  ...at({ rules: ['ownNamespace'] }, 'targetRef.namespace', 'targetRefs[].namespace'),
  ...at(MATCH_LABELS, 'selector.matchLabels'),
];

const SERVER_TLS = at(
  {
    exclusive: [
      ['credentialName', 'credentialNames'],
      ['credentialNames', 'tlsCertificates'],
    ],
  },
  'tls',
);

const WORKLOAD = [
  ...at({ rules: ['socketPorts'] }, ''),
  ...at({ rules: ['socketAddress'] }, 'address'),
  ...at({ rules: ['portNames'] }, 'ports'),
  ...at(PORT, 'ports{}'),
];

const NAMED_ADDRESS = at({ rules: ['addressOrNetwork'] }, '');

/**
 * The 159 CEL rules of Istio's CustomResourceDefinitions, by kind and by path below `spec`, with the lists that have
 * a key (`x-kubernetes-list-type: map`). Source: istio/istio 1.32, manifests/charts/base/files/crd-all.gen.yaml; the rules are
 * those of 1.29, whose CRDs the package was made of, and those of the newer fields. TrafficExtension has no schema here.
 */
const ADDITIONS: Readonly<Record<string, readonly Addition[]>> = {
  AuthorizationPolicy: [...TARGETS, ...at({ rules: ['serviceAccounts'] }, 'rules[].from[].source')],
  DestinationRule: [
    ...below(
      [
        'trafficPolicy',
        'trafficPolicy.portLevelSettings[]',
        'subsets[].trafficPolicy',
        'subsets[].trafficPolicy.portLevelSettings[]',
      ],
      TRAFFIC_POLICY,
    ),
    ...at(MATCH_LABELS, 'workloadSelector.matchLabels'),
  ],
  EnvoyFilter: [
    ...at({ exclusive: [['workloadSelector', 'targetRefs']] }, ''),
    ...at({ rules: ['waypointMatch'] }, 'configPatches[].match'),
    ...at(PORT, 'configPatches[].match.waypoint.portNumber'),
    ...at({ rules: ['ownNamespace'] }, 'targetRefs[].namespace'),
    ...at(LABELS, 'workloadSelector.labels'),
  ],
  Gateway: below(['servers[]'], SERVER_TLS),
  PeerAuthentication: [
    ...at({ rules: ['portLevelSelector'] }, ''),
    ...at({ rules: ['portKeys'] }, 'portLevelMtls'),
    ...at(MATCH_LABELS, 'selector.matchLabels'),
  ],
  ProxyConfig: at(MATCH_LABELS, 'selector.matchLabels'),
  RequestAuthentication: [
    ...TARGETS,
    ...at({ exclusive: [['jwksUri', 'jwks_uri', 'jwks']] }, 'jwtRules[]'),
    ...at({ rules: ['httpAddress'] }, 'jwtRules[].jwksUri', 'jwtRules[].jwks_uri'),
    ...at(DURATION, 'jwtRules[].timeout'),
  ],
  ServiceEntry: [
    ...at({ exclusive: [['workloadSelector', 'endpoints']], rules: ['resolution'] }, ''),
    ...below(['endpoints[]'], [...WORKLOAD, ...NAMED_ADDRESS]),
    ...at({ rules: ['noWildcard'] }, 'hosts[]'),
    ...at({ unique: ['number', 'name'] }, 'ports'),
    ...at(PORT, 'ports[].number', 'ports[].targetPort'),
    ...at(LABELS, 'workloadSelector.labels'),
  ],
  Sidecar: [
    ...below(['inboundConnectionPool', 'ingress[].connectionPool'], CONNECTION_POOL),
    ...below(['ingress[]'], SERVER_TLS),
    ...at(LABELS, 'workloadSelector.labels'),
  ],
  Telemetry: [
    ...TARGETS,
    ...at({ rules: ['tagValue'] }, 'metrics[].overrides[].tagOverrides{}'),
    ...at(DURATION, 'metrics[].reportingInterval'),
  ],
  VirtualService: at(
    DURATION,
    'http[].corsPolicy.maxAge',
    'http[].fault.delay.exponentialDelay',
    'http[].fault.delay.fixedDelay',
    'http[].retries.backoff',
    'http[].retries.perTryTimeout',
    'http[].timeout',
  ),
  WasmPlugin: [
    ...TARGETS,
    ...at({ rules: ['moduleAddress'] }, 'url'),
    ...at({ rules: ['inlineValue'] }, 'vmConfig.env[]'),
    ...at({ unique: ['name'] }, 'vmConfig.env'),
    ...at({ unique: ['number'] }, 'match[].ports'),
  ],
  WorkloadEntry: [...WORKLOAD, ...NAMED_ADDRESS],
  WorkloadGroup: [
    ...at(PORT, 'probe.grpc.port', 'probe.httpGet.port', 'probe.tcpSocket.port'),
    ...at({ enum: ['', 'HTTP', 'HTTPS'] }, 'probe.httpGet.scheme'),
    ...below(['template'], WORKLOAD),
  ],
};

/** The schema of a kind with the rules of its CustomResourceDefinition. A path that the schema does not have throws. */
export function withRules(kind: string, schema: JsonSchema): JsonSchema {
  return (ADDITIONS[kind] ?? []).reduce((whole, { path, add }) => {
    const keys = `spec.${path}`.split(/\.|(?=\[\]|\{\})/).filter((key) => key !== '');
    return added(whole, keys, add);
  }, schema);
}

function added(
  schema: JsonSchema,
  [key, ...rest]: readonly string[],
  add: Addition['add'],
): JsonSchema {
  if (key === undefined) return joined(schema, add);
  const inside = (child: JsonSchema | undefined): JsonSchema => {
    if (child === undefined) throw new Error(`no ${key} before ${rest.join('.')}`);
    return added(child, rest, add);
  };
  if (key === '[]') return { ...schema, items: inside(schema.items) };
  if (key === '{}') return { ...schema, additionalProperties: inside(schema.additionalProperties) };
  return {
    ...schema,
    properties: { ...schema.properties, [key]: inside(schema.properties?.[key]) },
  };
}

function joined(
  schema: JsonSchema,
  { rules = [], exclusive = [], ...limits }: Addition['add'],
): JsonSchema {
  const all = [...(schema.rules ?? []), ...rules];
  const alternatives = [...(schema.exclusive ?? []), ...exclusive];
  return {
    ...schema,
    ...limits,
    ...(all.length > 0 && { rules: all }),
    ...(alternatives.length > 0 && { exclusive: alternatives }),
  };
}
