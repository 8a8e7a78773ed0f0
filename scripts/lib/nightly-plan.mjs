import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { MUTANTS } from '../../tests/mutants/all.ts';
import { root } from './paths.mjs';

/**
 * Reports attacked in every format, reports that are worked on first, and pairs compared and drawn; in stretches that can
 * be taken up again.
 */
export const ATTACK = { reports: 1000, worked: 1000, pairs: 300, together: 20 };

const ATTACKED = {
  reports: '份报告（Word、PDF、文本、剪贴板）',
  worked: '份报告，先任意改动三十次、在 Word 里改过收回，再逐样导出',
  pairs: '对报告（对照稿、数据表、图）',
};

/** Times that a process is killed, by what it is doing just then. */
export const KILLS = {
  typing: 200,
  merging: 200,
  importing: 150,
  'backing-up': 150,
  restoring: 150,
  upgrading: 150,
};

const KILLS_TOGETHER = 25;

const DOING = {
  typing: '写作',
  merging: '收回送审稿',
  importing: '导入原文件',
  'backing-up': '备份',
  restoring: '恢复',
  upgrading: '升级',
};

/** Times that the power fails on paper, by what is being done just then; each stretch works once, watched. */
export const CUTS = {
  'first-start': 100,
  typing: 300,
  originals: 200,
  backup: 400,
  restore: 300,
  'restore-originals': 100,
  upgrade: 300,
  recovery: 300,
};

const INTERRUPTED = {
  'first-start': '第一次启动',
  typing: '写作',
  originals: '导入原文件',
  backup: '备份',
  restore: '恢复备份',
  'restore-originals': '恢复带原文件的备份',
  upgrade: '升级',
  recovery: '修复损坏数据',
};

const CUTS_TOGETHER = 50;

/** Data folders that something happens to: the database, its log, backups, originals, clocks. */
export const DAMAGED = { folders: 2000 };

const DAMAGED_TOGETHER = 100;

/** Walks of forty acts each through a report with hidden words, none of which may come into the open. */
export const HIDDEN = { walks: 400 };

const HIDDEN_TOGETHER = 20;

/** Files from outside with something wrong in them, by what they are brought for. */
export const FILES = {
  word: 4000,
  returned: 2500,
  text: 1500,
  signed: 1200,
  clipboard: 500,
  backups: 300,
};

const FILES_TOGETHER = 500;

const BROUGHT = {
  word: 'Word 文件',
  returned: '收回的送审稿',
  text: '文本文件',
  signed: '待核验的定稿',
  clipboard: '剪贴板内容',
  backups: '备份',
};

/** Signed files and stores that other tools have tampered with, or saved again without harm. */
const TAMPERED = { word: 'Word 文件', pdf: 'PDF 文件', stores: '数据文件夹' };

/** What drives the database on a whole Debian 11: the driver that the project builds, and the one of the package. */
const DRIVEN = { built: '自行编译的数据库驱动', prebuilt: '不能用的现成驱动，改用 Node 自带的数据库' };

const FOLDER = 'tests/property';

/** Other tests that the ordinary run does in short, one process each: all properties but the attack itself, and a few. */
export const LONG_TESTS = [
  ...readdirSync(join(root, FOLDER))
    .filter((file) => file.endsWith('.test.ts') && file !== 'public-edition.test.ts')
    .map((file) => `${FOLDER}/${file}`),
  'tests/unit/review/merge.test.ts',
  'tests/unit/review/figures-in-word.test.ts',
  'tests/unit/edition/gate.property.test.ts',
  'tests/unit/export/schema.test.ts',
];

/** Tests of all that stands on the store, once more over the SQLite that comes with Node, in their ordinary form. */
export const OVER_NODE_SQLITE = [
  'tests/store',
  'tests/unit/store',
  'tests/unit/service',
  'tests/unit/signoff',
  'tests/contract',
  'tests/endurance',
];

/** A step's environment in which the store uses the SQLite that comes with Node. */
const NODE_SQLITE = { NIANSHU_SQLITE: 'node' };

/**
 * What a night consists of, in order. A stretch is a script with its arguments: what of, its seed, how many.
 * @param {number} seed each stretch has its own
 * @param {{ reports: number, worked: number, pairs: number, together: number }} attack
 * @returns {({ name: string, env?: Record<string, string> } & ({ stretch: { script: string, kind: string, seed: number, count: number } } | { test: string } | { mutants: string }))[]}
 */
export function nightlySteps(seed, attack = ATTACK) {
  const steps = [];
  const add = (name, script, kind, count) =>
    steps.push({ name, stretch: { script, kind, seed: seed + steps.length, count } });
  for (const kind of Object.keys(ATTACKED)) {
    for (let from = 0; from < attack[kind]; from += attack.together) {
      const count = Math.min(attack.together, attack[kind] - from);
      add(
        `公开版攻击：第 ${from + 1}—${from + count} ${ATTACKED[kind]}`,
        'tests/attack/batch.ts',
        kind,
        count,
      );
    }
  }
  const endure = (amounts, together, script, nameOf) => {
    for (const [kind, amount] of Object.entries(amounts))
      for (let from = 0; from < amount; from += together) {
        const count = Math.min(together, amount - from);
        add(nameOf(kind, from + 1, from + count), script, kind, count);
      }
  };
  endure(
    KILLS,
    KILLS_TOGETHER,
    'tests/endurance/kills/batch.ts',
    (kind, from, to) => `${DOING[kind]}时强行结束：第 ${from}—${to} 次`,
  );
  endure(
    CUTS,
    CUTS_TOGETHER,
    'tests/endurance/power-cuts/batch.ts',
    (kind, from, to) => `${INTERRUPTED[kind]}时断电：第 ${from}—${to} 次`,
  );
  endure(
    DAMAGED,
    DAMAGED_TOGETHER,
    'tests/endurance/damaged/batch.ts',
    (_, from, to) => `损坏的数据文件夹：第 ${from}—${to} 个`,
  );
  endure(
    FILES,
    FILES_TOGETHER,
    'tests/endurance/mutated-files/batch.ts',
    (kind, from, to) => `内容有误的${BROUGHT[kind]}：第 ${from}—${to} 份`,
  );
  endure(
    HIDDEN,
    HIDDEN_TOGETHER,
    'tests/endurance/hidden-words/batch.ts',
    (_, from, to) => `任意改动有不公开内容的报告：第 ${from}—${to} 遍`,
  );
  for (const kind of Object.keys(KILLS))
    steps.push({
      name: `${DOING[kind]}时强行结束（node:sqlite）`,
      stretch: {
        script: 'tests/endurance/kills/batch.ts',
        kind,
        seed: seed + steps.length,
        count: KILLS_TOGETHER,
      },
      env: NODE_SQLITE,
    });
  for (const [kind, what] of Object.entries(TAMPERED))
    add(`改动过的签发稿：${what}`, 'tests/tampered/run.ts', kind, 0);
  for (const [kind, driven] of Object.entries(DRIVEN))
    add(`在 Debian 11 上实际运行：${driven}`, 'tests/debian11/run.ts', kind, 0);
  const places = Object.keys(MUTANTS);
  return [
    ...steps,
    ...LONG_TESTS.map((test) => ({ name: test, test })),
    ...OVER_NODE_SQLITE.map((test) => ({
      name: `${test}（node:sqlite）`,
      test,
      env: { ...NODE_SQLITE, NIANSHU_NIGHTLY: '0' },
    })),
    // A fault in each place after another: tests that stay green are named.
    ...places.map((mutants) => ({ name: `改错一处，看测试能否发现：${mutants}`, mutants })),
  ];
}
