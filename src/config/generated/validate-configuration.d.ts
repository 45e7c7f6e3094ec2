/** One thing that is wrong, as ajv says it. */
export interface ValidationError {
  /** JSON pointer to the value, such as `/rules/unrouted-host`. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** The keys that a mapping may have, by its JSON pointer with `*` for the number of an item. */
export const knownKeys: ReadonlyMap<string, readonly string[]>;

/** Whether data is a configuration; what is wrong is in `errors` until the next call. */
export const validate: {
  (data: unknown): boolean;
  readonly errors?: readonly ValidationError[] | null;
};
