import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, it } from 'vitest';

import { checkAll } from '../../electron/backend/store/recovery/full-check.ts';
import { choicesOf, recover } from '../../electron/backend/store/recovery/recover.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { isSound } from '../../electron/backend/store/backups/sound.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { draws, fc, patience } from '../random.ts';
import { codeOf } from '../contract/transports.ts';
import { addReport, PAGE, type, withStore } from './damage.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';

/** Texts that were acknowledged, by report: the last, and each before it. */
type Told = Map<string, string[]>;

let whole: string;
const told: Told = new Map();

/** A folder with two backups and work after each of them. */
beforeAll(async () => {
  whole = join(tempFolder(), 'whole');
  const note = async (): Promise<void> =>
    withStore(whole, (store) => {
      for (const { id } of store.reports.list()) {
        const text = plainText(store.reports.get(id).document.blocks);
        told.set(id, [...(told.get(id) ?? []), text]);
      }
    });
  for (const day of [1, 2, 3]) {
    await withStore(
      whole,
      async (store) => {
        for (let at = 0; at < 6; at += 1)
          addReport(
            store,
            2000 + day * 10 + at,
            `第${day}天${at}：${'普法宣传进村入户。'.repeat(40 + at * 90)}`,
          );
      },
      () => new Date(`2026-03-0${day}T08:00:00Z`),
    );
    for (const word of ['甲', '乙', '丙']) {
      await withStore(whole, (store) => {
        for (const { id } of store.reports.list()) type(store, id, [word]);
      });
      await note();
    }
    if (day < 3) await keepCopy(whole, `nianshu-2026-03-0${day}`, new Date(`2026-03-0${day}T09:00:00Z`));
  }
}, 120_000);

type Harm =
  | { how: 'pages'; at: number[] }
  | { how: 'bits'; at: number[] }
  | { how: 'cut'; at: number }
  | { how: 'gone' }
  | { how: 'swapped'; at: number };

const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ how: fc.constant('pages' as const), at: fc.array(place, { minLength: 1, maxLength: 8 }) }),
  fc.record({ how: fc.constant('bits' as const), at: fc.array(place, { minLength: 1, maxLength: 5 }) }),
  fc.record({ how: fc.constant('cut' as const), at: place }),
  fc.constant({ how: 'gone' as const }),
  fc.record({ how: fc.constant('swapped' as const), at: place }),
);

function damage(folder: string, one: Harm): void {
  const file = join(folder, 'nianshu.db');
  const bytes = readFileSync(file);
  const backups = readdirSync(join(folder, 'backups'));
  switch (one.how) {
    case 'pages':
      for (const at of one.at) {
        const start = Math.floor((at * bytes.length) / PAGE) * PAGE;
        bytes.fill(0x5a, start, start + PAGE);
      }
      writeFileSync(file, bytes);
      return;
    case 'bits':
      for (const at of one.at) {
        const byte = Math.floor(at * bytes.length);
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (Math.floor(at * 1e6) % 8));
      }
      writeFileSync(file, bytes);
      return;
    case 'cut':
      truncateSync(file, Math.floor(one.at * bytes.length));
      return;
    case 'gone':
      rmSync(file);
      return;
    case 'swapped':
      // Somebody has put a backup in its place by hand.
      copyFileSync(join(folder, 'backups', backups[Math.floor(one.at * backups.length)] ?? ''), file);
  }
}

/** What a person meets: a question, a notice, or nothing; and after it, the texts. */
async function meet(
  folder: string,
  clock: Date,
): Promise<{ asked: boolean; found: boolean; texts: Map<string, string> }> {
  const code = await codeOf(openStore(folder, () => clock).then((store) => store.close()));
  const asked = code === 'recovery-needed';
  let found = false;
  if (!asked) {
    const check = checkAll(folder);
    found = check.reports.length > 0 || check.elsewhere || check.behind !== null;
  }
  if (asked || found) {
    const [best] = choicesOf(folder);
    if (best && best.kind !== 'empty')
      await recover(
        folder,
        best.kind === 'backup' ? { kind: best.kind, name: best.name } : { kind: 'salvage' },
        clock,
      );
  }
  const texts = new Map<string, string>();
  await withStore(
    folder,
    (store) => {
      for (const { id } of store.reports.list())
        texts.set(id, plainText(store.reports.get(id).document.blocks));
      if (asked || found) expect(store.notices.list().length).toBeGreaterThan(0);
    },
    () => clock,
  );
  return { asked, found, texts };
}

it(
  'whatever happens to a database, everything comes back that a backup or the file still holds, and it is told',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        harm,
        fc.constantFrom('2099-12-31T00:00:00Z', '1980-01-01T00:00:00Z', '2026-03-04T00:00:00Z'),
        fc.boolean(),
        async (one, time, touched) => {
          const clock = new Date(time);
          const folder = join(tempFolder(), 'data');
          cpSync(whole, folder, { recursive: true });
          if (touched)
            for (const name of readdirSync(join(folder, 'backups')))
              utimesSync(join(folder, 'backups', name), clock, clock);
          damage(folder, one);
          const { asked, found, texts } = await meet(folder, clock);
          const isMended = asked || found;
          for (const [id, history] of told) {
            const text = texts.get(id);
            const now = history.at(-1) ?? '';
            if (text === now) continue;
            // Not the newest: then somebody was told, and it is a state that was acknowledged once.
            // The very newest backup, put in by hand, holds all that anything in the folder knows of.
            if (!isMended && one.how === 'swapped' && text !== undefined && history.includes(text)) continue;
            if (!isMended && one.how === 'swapped' && history.length <= 3) continue;
            expect(isMended, `${JSON.stringify(one)}: another text of ${id}, and nothing was said`).toBe(
              true,
            );
            if (text === undefined) {
              // No backup holds the last day's reports: only these may be missing.
              expect(history.length, `${JSON.stringify(one)}: lost`).toBeLessThanOrEqual(3);
              continue;
            }
            const isOne = history.includes(text) || history.some((state) => isAlmost(state, text));
            expect(isOne, `${JSON.stringify(one)}: a text that nobody has written`).toBe(true);
          }
          expect(isSound(join(folder, 'nianshu.db'))).toBe(true);
          expect(checkAll(folder)).toMatchObject({ reports: [], elsewhere: false, behind: null });
          if (isMended && one.how !== 'gone') expect(existsSync(join(folder, 'damaged'))).toBe(true);
        },
      ),
      { numRuns: draws(25) },
    );
  },
  patience(300_000),
);

/** States that were acknowledged one by one lie between those that were noted; a letter may have been changed by a bit. */
function isAlmost(state: string, text: string): boolean {
  const a = state.replaceAll(/[甲乙丙]/g, '');
  const b = text.replaceAll(/[甲乙丙]/g, '');
  if (Math.abs(a.length - b.length) > 5) return false;
  let different = 0;
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) if (a[at] !== b[at]) different += 1;
  return different <= 5;
}
