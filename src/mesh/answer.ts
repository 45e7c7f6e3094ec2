/**
 * What a question of the mesh has for an answer: the thing, the certainty that it does not exist, or that these files
 * cannot tell. A rule reports something as missing on `'missing'` only.
 */
export type Answer<T> = T | 'missing' | 'unknown';
