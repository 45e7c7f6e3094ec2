/**
 * A JSON schema as far as the API's schemas use it. An object that lists `properties` has no others; one that lists none may hold
 * anything. `nullable`: null is as good as nothing.
 */
export interface Schema {
  /** The name of a definition, which holds all the rest but `nullable`. */
  readonly $ref?: string;
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Scalars of several types. */
  readonly anyOf?: readonly Schema[];
  /** Lists of fields of which at most one may be set. */
  readonly exclusive?: readonly (readonly string[])[];
  /** Fields by which the items of a list must differ. */
  readonly unique?: readonly string[];
  /** Names of checks in `custom-resource-rules.ts`. */
  readonly rules?: readonly string[];
}

/** The schemas of some API groups. */
export interface Schemas {
  /** By `apiVersion/kind`, such as `apps/v1/Deployment`. */
  readonly kinds: Readonly<Record<string, Schema>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}
