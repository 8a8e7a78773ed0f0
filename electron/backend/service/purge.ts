import type { PurgeResult } from '../../../shared/contract/purge.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueOf } from '../store/backups/catalogue.ts';
import { isThereNow } from '../store/backups/second-folder.ts';
import type { Secret } from '../store/backups/sealed-file.ts';
import type { BackupKeeper } from '../store/care/keeper.ts';
import { runTask } from '../store/care/run-task.ts';
import { oweSecond, readPlan, type ErasePlan } from '../store/erase/plan.ts';
import type { Deps } from './deps.ts';
import { handlersFor, type CallContext } from './registry.ts';

type Second = { folder: string | null; secret: Secret | null; away: boolean };

/** 彻底清除: a report out of everything that this program keeps, with a search of the files as proof. */
export function purgeHandlers(deps: Deps, keeper: BackupKeeper) {
  const { store, ports, emit } = deps;
  const { dataDir } = ports;

  return handlersFor({
    'purge.look': async ({ id }) => {
      const { folder, secret, away } = await secondOf(keeper);
      const found = await runTask('eraseLook', { dataDir, id, second: folder, secret });
      return { ...found, secondAway: away };
    },

    'purge.run': async ({ id, title, person, deleteClosed }, context) => {
      const who = store.review.person(person);
      if (!who) throw new AppError('no-person', '不知道是谁在清除，什么也没有清除。请先选定自己的姓名。');
      return keeper.alone(async () => {
        context.signal.throwIfAborted();
        context.progress(0, 1, '正在找出要清除的内容…');
        const eraser = { at: ports.now().toISOString(), person, name: who.name };
        // The last moment to turn back.
        context.signal.throwIfAborted();
        const plan = await runTask('erasePlan', { dataDir, id, title, eraser, deleteClosed });
        const result = await finish(deps, keeper, plan, context.progress);
        emit('report.purged', { id });
        emit('reports.changed', {});
        emit('backup.changed', {});
        return result;
      });
    },

    'purge.lookWords': ({ id, words }) => runTask('eraseLookWords', { dataDir, id, words }),

    'purge.runWords': async ({ id, words, person, deleteClosed }, context) => {
      const who = store.review.person(person);
      if (!who) throw new AppError('no-person', '不知道是谁在清除，什么也没有清除。请先选定自己的姓名。');
      const result = await keeper.alone(async () => {
        context.signal.throwIfAborted();
        context.progress(0, 1, '正在找出要清除的内容…');
        const eraser = { at: ports.now().toISOString(), person, name: who.name };
        const plan = await runTask('erasePlanWords', { dataDir, id, words, eraser, deleteClosed });
        return finish(deps, keeper, plan, context.progress);
      });
      emit('versions.changed', { id });
      emit('drafts.changed', {});
      emit('review.changed', { id, session: '' });
      emit('reports.changed', {});
      emit('backup.changed', {});
      return result;
    },
  });
}

/** Finishes an erasure in which the program was ended; nothing where there is none. Tells it. */
export async function finishErasure(deps: Deps, keeper: BackupKeeper): Promise<void> {
  const plan = readPlan(deps.ports.dataDir);
  if (!plan) return;
  const { files, found, closed } = await finish(deps, keeper, plan, () => undefined);
  const where = [...found, ...closed];
  deps.store.notices.add({
    kind: 'erased',
    text:
      found.length > 0
        ? `上次彻底清除时程序中断，这次接着做了：在 ${files} 个文件中逐个查找，下面这些文件里还有。`
        : `上次彻底清除时程序中断，这次已经做完：在 ${files} 个文件中逐个查找，没有找到。${closed.length > 0 ? '下面这些加密的备份打不开，没有查。' : ''}`,
    ...(where.length > 0 ? { lines: where } : {}),
  });
}

/** Backups that are written anew between two words about how far it is. */
const TOGETHER = 6;

/** All that comes after the point of no return; each step may be done again. */
async function finish(
  { store, ports }: Deps,
  keeper: BackupKeeper,
  plan: ErasePlan,
  progress: CallContext['progress'],
): Promise<PurgeResult> {
  const { dataDir } = ports;
  const { folder, secret, away } = await secondOf(keeper);
  const backups = [
    ...catalogueOf(dataDir),
    ...(folder === null ? [] : (await runTask('second', [folder, dataDir])).files),
  ].map(({ file }) => file);
  const steps = Math.ceil(backups.length / TOGETHER) + 2;
  let done = 0;
  const step = (text: string): void => progress((done += 1) - 1, steps, text);

  step('正在从数据文件里清除，不能再取消…');
  // Both hold words of it in memory.
  store.search.forget();
  store.forget();
  const { clean } = await runTask('eraseMain', [dataDir, plan]);
  store.forget();
  const fates = { rewritten: 0, deleted: 0 };
  for (let at = 0; at < backups.length; at += TOGETHER) {
    step(`正在重写备份（${at + 1}/${backups.length}）…`);
    const found = await runTask('eraseBackups', [backups.slice(at, at + TOGETHER), plan, secret]);
    fates.rewritten += found.rewritten;
    fates.deleted += found.deleted;
  }
  step('正在逐个文件查找…');
  const proof = await runTask('eraseRest', [dataDir, folder, secret, plan]);
  if (away && plan.words === null) oweSecond(dataDir, plan.id);
  const { rewritten, deleted } = fates;
  return { ...proof, rewritten, deleted, secondAway: away, clean };
}

async function secondOf(keeper: BackupKeeper): Promise<Second> {
  const { second } = keeper.state;
  if (second === null) return { folder: null, secret: null, away: false };
  const there = await isThereNow(second.place);
  return { folder: there ? second.place.folder : null, secret: second.secret, away: !there };
}
