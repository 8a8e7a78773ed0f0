import { AppError } from '../../../shared/errors/app-error.ts';
import { SETTING_KEYS } from '../../../shared/settings/settings.ts';
import type { Deps } from './deps.ts';

/** Milliseconds between two looks. A look reads one number. */
const EVERY = 1000;

export type OutsideWatch = {
  /** Looks now; the timer does so by itself. */
  look(): void;
  /** A window has opened this report: it wants to hear of its comments and versions, too. */
  opened(id: string): void;
  stop(): void;
};

/** Tells every window of this process what another process has changed in the same data folder. */
export function watchOutsideChanges({ store, emit, ports }: Deps): OutsideWatch {
  const open = new Set<string>();
  let failing = false;
  const look = (): void => {
    try {
      const changes = store.changedOutside();
      failing = false;
      if (changes === null) return;
      for (const { id, revision } of changes.reports) emit('report.changed', { id, revision, session: '' });
      emit('reports.changed', {});
      emit('people.changed', {});
      for (const key of SETTING_KEYS) emit('settings.changed', { key });
      // Comments, versions and signatures have no revision of their own; windows read those of their report again.
      for (const id of open) {
        emit('review.changed', { id, session: '' });
        emit('versions.changed', { id });
        emit('signoff.changed', { id });
        emit('checks.ignored.changed', { id });
      }
    } catch (error) {
      // What can't be read is told by the next call of a window; here once is enough.
      if (!failing) ports.logger.warn('looking for changes by other programs failed', { error });
      failing = true;
      if (!(error instanceof AppError)) throw error;
    }
  };
  const timer = setInterval(look, EVERY);
  timer.unref();
  return { look, opened: (id) => void open.add(id), stop: () => clearInterval(timer) };
}
