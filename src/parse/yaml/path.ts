/** The keys that a value of type `T` may have by its API model; any text where the type is unknown. */
export type Key<T> = unknown extends T ? string : KeyOfEach<NonNullable<T>>;

type KeyOfEach<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? Extract<keyof T, string>
    : never;

/** What stands under the key `A`, without the `undefined` and `null` of optional fields. */
export type Step<T, A extends string> = unknown extends T ? unknown : StepOfEach<NonNullable<T>, A>;

type StepOfEach<T, A extends string> = T extends object
  ? A extends keyof T
    ? NonNullable<T[A]>
    : never
  : never;

/** What a list of type `T` holds. */
export type Item<T> = unknown extends T ? unknown : ItemOfEach<NonNullable<T>>;

type ItemOfEach<T> = T extends readonly (infer Each)[] ? NonNullable<Each> : never;

/** What a map of type `T` holds under any of its keys. */
export type Value<T> = unknown extends T ? unknown : ValueOfEach<NonNullable<T>>;

type ValueOfEach<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? NonNullable<T[keyof T]>
    : never;
