import type { Rule } from '../rule.ts';

/** Every rule, by id. `test/catalog.test.ts` checks that no file is missing here. */
export const rules: readonly Rule[] = [];
