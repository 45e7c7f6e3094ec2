const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
]);

/** As `strconv.ParseBool` of Go, by which Istio reads annotations; `undefined` for what it refuses. */
export function goBoolean(word: string): boolean | undefined {
  return WORDS.get(word);
}
