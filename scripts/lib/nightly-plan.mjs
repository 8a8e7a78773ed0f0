import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { MUTANTS } from '../../tests/mutants/all.ts';
import { root } from './paths.mjs';

/** Reports attacked in every format, and pairs compared and drawn; in stretches that can be taken up again. */
export const ATTACK = { reports: 1000, pairs: 300, together: 20 };

const FOLDER = 'tests/property';

/** Other tests that the ordinary run does in short, one process each: all properties but the attack itself, and a few. */
export const LONG_TESTS = [
  ...readdirSync(join(root, FOLDER))
    .filter((file) => file.endsWith('.test.ts') && file !== 'public-edition.test.ts')
    .map((file) => `${FOLDER}/${file}`),
  'tests/unit/review/merge.test.ts',
  'tests/unit/edition/gate.property.test.ts',
  'tests/unit/export/schema.test.ts',
];

/**
 * What a night consists of, in order.
 * @param {number} seed of the attack; each stretch has its own
 * @param {{ reports: number, pairs: number, together: number }} attack
 * @returns {({ name: string, attack: { kind: 'reports' | 'pairs', seed: number, count: number } } | { name: string, test: string } | { name: string, mutants: string })[]}
 */
export function nightlySteps(seed, attack = ATTACK) {
  const steps = [];
  for (const kind of ['reports', 'pairs']) {
    for (let from = 0; from < attack[kind]; from += attack.together) {
      const count = Math.min(attack.together, attack[kind] - from);
      const what = kind === 'reports' ? '份报告（Word、PDF、文本、剪贴板）' : '对报告（对照稿、数据表、图）';
      steps.push({
        name: `公开版攻击：第 ${from + 1}—${from + count} ${what}`,
        attack: { kind, seed: seed + steps.length, count },
      });
    }
  }
  const places = Object.keys(MUTANTS);
  return [
    ...steps,
    ...LONG_TESTS.map((test) => ({ name: test, test })),
    // A fault in each place after another: tests that stay green are named.
    ...places.map((mutants) => ({ name: `改错一处，看测试能否发现：${mutants}`, mutants })),
  ];
}
