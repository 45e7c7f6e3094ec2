import type { JsonSchema } from './read-validator.ts';

interface NewerField {
  /** A field that only the object has to which the new one belongs. */
  readonly beside: string;
  readonly name: string;
  readonly schema: JsonSchema;
}

const TEXT: JsonSchema = { type: 'string', nullable: true };
const TEXTS: JsonSchema = { type: 'array', nullable: true, items: { type: 'string' } };
const FLAG: JsonSchema = { type: 'boolean', nullable: true };
const ANYTHING: JsonSchema = { type: 'object', nullable: true };
const KEEP_ALIVE: JsonSchema = {
  ...ANYTHING,
  properties: { interval: TEXT, timeout: TEXT },
};

/**
 * Fields that Istio got after the 1.29.2 of `@kubernetes-models/istio`, from the CRDs of istio/istio master (1.32, August 2026,
 * manifests/charts/base/files/crd-all.gen.yaml). What is inside of the objects among them is not checked.
 */
const NEWER: readonly NewerField[] = [
  { beside: 'http1MaxPendingRequests', name: 'http2KeepAlive', schema: KEEP_ALIVE },
  { beside: 'localityLbSetting', name: 'backendUtilization', schema: ANYTHING },
  { beside: 'localityLbSetting', name: 'zoneAwareLbSetting', schema: ANYTHING },
  { beside: 'consecutiveGatewayErrors', name: 'outlierDetectionHttpErrorCodes', schema: {} },
  { beside: 'minRetryConcurrency', name: 'budgetInterval', schema: TEXT },
  { beside: 'applicationProtocols', name: 'transportSocket', schema: {} },
  { beside: 'minProtocolVersion', name: 'ecdhCurves', schema: TEXTS },
  { beside: 'minProtocolVersion', name: 'insecureSkipVerify', schema: FLAG },
  { beside: 'redirectCode', name: 'prefixRewrite', schema: TEXT },
  { beside: 'notRequestPrincipals', name: 'trustDomains', schema: TEXTS },
  { beside: 'notRequestPrincipals', name: 'notTrustDomains', schema: TEXTS },
  { beside: 'forwardOriginalToken', name: 'presence', schema: TEXT },
  { beside: 'randomSamplingPercentage', name: 'disableContextPropagation', schema: FLAG },
];

/** The newest operation of an EnvoyFilter's patch, of the same source. */
const NEWER_OPERATION = { beside: 'INSERT_FIRST', value: 'MERGE_AND_REPLACE_LIST' };

/** A schema of Istio's with what is newer than the package. */
export function withNewerFields(schema: JsonSchema): JsonSchema {
  const { properties, items, additionalProperties, enum: values } = schema;
  const newer = NEWER.filter(({ beside }) => properties && beside in properties);
  const { beside, value } = NEWER_OPERATION;
  return {
    ...schema,
    ...(values?.includes(beside) && { enum: [...values, value] }),
    ...(items && { items: withNewerFields(items) }),
    ...(additionalProperties && { additionalProperties: withNewerFields(additionalProperties) }),
    ...(properties && {
      properties: Object.fromEntries([
        ...Object.entries(properties).map(([name, child]) => [name, withNewerFields(child)]),
        ...newer.map((field) => [field.name, field.schema]),
      ]),
    }),
  };
}
