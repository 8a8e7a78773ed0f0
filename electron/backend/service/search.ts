import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Events } from '../../../shared/contract/methods.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { handlersFor, type Backend } from './registry.ts';
import type { Deps } from './deps.ts';

/** Milliseconds that a search may take in what has been written since, and that a turn in the background takes. */
const BEFORE_SEARCH = 40;
const A_TURN = 12;
/** Rest after the last change before the background goes to work. */
const REST = 700;

export function searchHandlers({ ports, store, emit }: Deps) {
  const { search } = store;
  return handlersFor({
    'search.find': async (query, { signal, progress }) => {
      // A search that the next keystroke has cancelled by now is not made at all.
      await nextTurn();
      signal.throwIfAborted();
      if (ports.shell === 'cli') {
        // Nobody waits between two keystrokes: first everything is taken in.
        const total = search.pending();
        while (!search.catchUp(200)) {
          progress(total - search.pending(), total, '正在建立检索索引');
          await nextTurn();
          signal.throwIfAborted();
        }
      } else if (!search.catchUp(BEFORE_SEARCH, true)) emit('search.indexed', { pending: search.pending() });
      return search.find(query);
    },
    'search.facets': () => search.facets(),
  });
}

/** Rest while somebody waits for something else: the list of a large archive, a report that is opened. */
const ASIDE = 60;

/**
 * The index follows the reports in the background, a few milliseconds a turn, when the hands rest.
 * @param isAsked something is being asked of the backend, or was a moment ago
 */
export function startIndexing(
  { ports, store, emit }: Deps,
  isAsked: () => boolean,
): {
  onEvent: Parameters<Backend['listen']>[0];
  stop: () => void;
} {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  /** A window was told that its answer lacks something: it has to hear when that is there. */
  let owed = false;
  const turn = (): void => {
    timer = null;
    if (stopped) return;
    if (isAsked()) {
      wait(ASIDE);
      return;
    }
    try {
      const before = store.search.pending();
      const done = store.search.catchUp(A_TURN);
      const pending = done ? 0 : store.search.pending();
      if (before !== pending && (before > 20 || pending > 0 || owed)) {
        owed = false;
        emit('search.indexed', { pending });
      }
      if (!done) wait(4);
    } catch (error) {
      // The next search tries again, and tells what is wrong.
      ports.logger.warn('indexing failed', { error: error instanceof AppError ? error.code : error });
    }
  };
  const wait = (ms: number): void => {
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(turn, ms);
    timer.unref();
  };
  wait(REST);
  return {
    onEvent: (event, data) => {
      if (event === 'search.indexed' && (data as Events['search.indexed']).pending > 0) {
        owed = true;
        if (timer === null) wait(ASIDE);
      }
      if (event === 'report.changed' || event === 'reports.changed') wait(REST);
    },
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
