import { AppError } from '../../../shared/errors/app-error.ts';
import { runTask } from '../store/care/run-task.ts';
import type { FullCheck } from '../store/recovery/full-check.ts';
import { localTime } from '../../../shared/text/local-time.ts';
import { tellDamage } from '../store/recovery/tell-damage.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function recoveryHandlers({ ports, store }: Deps) {
  return handlersFor({
    'notice.read': ({ id }) => {
      store.notices.read(id);
      return {};
    },
    'recovery.look': (_, { signal }) => runTask('choices', [ports.dataDir, true], signal),
    // Whoever holds the backend closes it first (see recoverable-backend.ts).
    'recovery.choose': () => {
      throw new AppError('unavailable', '现在不能恢复，什么也没有改动。请关闭年述，用 restore 恢复。');
    },
  });
}

/** After the start has calmed down. */
const FIRST_MS = 3000;
/** How often it is looked whether something is still in the log only. */
const EVERY_MS = 20_000;
/** Longest that something stays in the log only while somebody works without a pause. */
const AT_LATEST_MS = 180_000;

/**
 * What a long-lived program does for its data while nobody waits: once, soon after the start, it looks at every page
 * and every letter, in a thread of its own; and again and again it brings what is in the log into the database file.
 * @param isAsked something is being asked of the backend, or was a moment ago
 * @returns how to stop it; resolves when it has stopped
 */
export function startCare(deps: Deps, isAsked: () => boolean): () => Promise<void> {
  const { ports, store } = deps;
  let timer: NodeJS.Timeout | null = null;
  let checking: Promise<FullCheck> | null = null;
  const stopping = new AbortController();
  let settledAt = performance.now();
  let stopped = false;

  const turn = (): void => {
    timer = null;
    if (stopped) return;
    const late = performance.now() - settledAt > AT_LATEST_MS;
    if (isAsked() && !late) {
      wait(1000);
      return;
    }
    try {
      store.settle();
      settledAt = performance.now();
    } catch (error) {
      // The log is as good; the next turn tries again.
      ports.logger.warn('checkpoint failed', { error });
    }
    checking ??= check();
    wait(EVERY_MS);
  };
  const check = (): NonNullable<typeof checking> => {
    const running = runTask('check', ports.dataDir, stopping.signal);
    running.then(
      (found) => void (stopped || takeIn(deps, found)),
      (error: unknown) => void (stopped || ports.logger.warn('check failed', { error })),
    );
    return running;
  };
  const wait = (ms: number): void => {
    if (stopped) return;
    timer = setTimeout(turn, ms);
    timer.unref();
  };
  wait(FIRST_MS);
  return async () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    stopping.abort();
    await checking?.catch(() => {});
  };
}

/** Tells what a whole check has found. */
export function takeIn({ ports, store }: Deps, found: FullCheck): void {
  const { reports, files, elsewhere, index, behind } = found;
  if (reports.length > 0 || files.length > 0 || elsewhere) {
    ports.logger.error('damage found', { reports: reports.length, files: files.length, elsewhere });
    tellDamage(store.notices, found);
  } else store.notices.remove(({ kind }) => kind === 'damaged');
  if (index) {
    ports.logger.warn('search index damaged, made again');
    store.search.forget();
  }
  if (behind) {
    const { file, madeAt, newestChange } = behind;
    const holds = newestChange === null ? '' : `，里面最近的改动是 ${localTime(newestChange)}`;
    store.notices.add({
      kind: 'behind',
      text: `有一份备份比现在的数据还新：${localTime(madeAt)} 做的${holds}。现在的数据文件可能被换成了旧的，或丢了最后一段。请点“查看并修复”，看要不要换回来。`,
      lines: [file],
    });
  }
}
