import type { Rule } from '../rule.ts';
import { rules } from '../rules/index.ts';

/** All rules, each saying its name when it throws: that is a bug of ours, and this tells where. */
export const namedRules: readonly Rule[] = rules.map(named);

function named(rule: Rule): Rule {
  return {
    ...rule,
    *check(mesh, options) {
      try {
        yield* rule.check(mesh, options);
      } catch (error) {
        throw new Error(`rule ${rule.id} failed in environment ${mesh.name}`, { cause: error });
      }
    },
  };
}
