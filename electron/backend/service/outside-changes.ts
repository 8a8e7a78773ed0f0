import type { EventName, Events } from '../../../shared/contract/methods.ts';
import { SETTING_KEYS } from '../../../shared/settings/settings.ts';
import type { Deps } from './deps.ts';

/** Milliseconds between two looks. A look reads one number. */
const EVERY = 1000;

export type OutsideWatch = {
  /** Looks now; the timer does so by itself. */
  look: () => void;
  /** Hears what this process tells its windows: what it has stored itself is nobody else's. */
  onEvent: <E extends EventName>(event: E, data: Events[E]) => void;
  /** A window has opened this report: it wants to hear of its comments and versions, too. */
  opened: (id: string) => void;
  stop: () => void;
};

/** Tells every window of this process what another process has changed in the same data folder. */
export function watchOutsideChanges({ store, emit, ports }: Deps): OutsideWatch {
  const known = new Map(store.outside.revisions().map(({ id, revision }) => [id, revision]));
  const open = new Set<string>();
  let failing = false;

  const tell = (): void => {
    const reports = store.outside.look();
    if (reports === null) return;
    for (const { id, revision } of reports) {
      if (known.get(id) !== revision) emit('report.changed', { id, revision, session: '' });
    }
    emit('reports.changed', {});
    emit('people.changed', {});
    for (const key of SETTING_KEYS) emit('settings.changed', { key });
    // Comments, versions and signatures have no revision of their own; windows read those of their reports again.
    for (const id of open) {
      emit('review.changed', { id, session: '' });
      emit('versions.changed', { id });
      emit('signoff.changed', { id });
      emit('checks.ignored.changed', { id });
    }
  };
  const look = (): void => {
    try {
      tell();
      failing = false;
    } catch (error) {
      // A call of a window tells what is wrong; here it is logged once.
      if (!failing) ports.logger.warn('looking for changes by other programs failed', { error });
      failing = true;
    }
  };
  const timer = setInterval(look, EVERY);
  timer.unref();
  return {
    look,
    onEvent: (event, data) => {
      if (event !== 'report.changed') return;
      const { id, revision } = data as Events['report.changed'];
      known.set(id, revision);
    },
    opened: (id) => void open.add(id),
    stop: () => clearInterval(timer),
  };
}
