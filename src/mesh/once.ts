/** The same answer every time, worked out when it is first asked for: an environment nobody asks costs nothing. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The same, for a question with one argument. */
export function oncePer<Key, T>(make: (key: Key) => T): (key: Key) => T {
  const answers = new Map<Key, { readonly value: T }>();
  return (key) => {
    const known = answers.get(key) ?? { value: make(key) };
    answers.set(key, known);
    return known.value;
  };
}

/** The same, for a question about an object; the answer goes when the object goes. */
export function oncePerObject<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  const answers = new WeakMap<Key, { readonly value: T }>();
  return (key) => {
    const known = answers.get(key) ?? { value: make(key) };
    answers.set(key, known);
    return known.value;
  };
}

/** Values by key, in their order. */
export function groupBy<Key, T>(values: Iterable<T>, key: (value: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
}
