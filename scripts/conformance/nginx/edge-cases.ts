import { parseNginx } from '../../../src/parse/nginx/parser.ts';
import { type Comparison, readJson } from './suite.ts';

interface EdgeCase {
  readonly name: string;
  readonly text: string;
  /** `ok`, or the error. */
  readonly nginx_reader: string;
  readonly nginx_1_22: string;
}

/** Compares the verdict on each edge case. nginx's core reads no Lua, so there the built server decides. */
export function compareEdgeCases(folder: string): Comparison {
  const cases: readonly EdgeCase[] = readJson(folder, 'edge-cases.json');
  return {
    what: 'edge cases',
    compared: cases.length,
    differences: cases.flatMap((edgeCase) => {
      const [problem] = parseNginx(edgeCase.text, edgeCase.name).problems;
      if (isAccepted(edgeCase) === (problem === undefined)) return [];
      return [
        `${edgeCase.name}: ${problem?.message ?? 'accepted'}, but nginx: ${edgeCase.nginx_reader}`,
      ];
    }),
  };
}

function isAccepted({ name, nginx_reader, nginx_1_22 }: EdgeCase): boolean {
  return nginx_reader === 'ok' || (name.startsWith('lua-') && nginx_1_22 === 'accept');
}
