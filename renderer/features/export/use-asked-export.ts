import { useState } from 'react';

import type { UndecidedLeftover } from '../../../shared/contract/export.ts';
import { keyOfLeftover } from '../../../shared/edition/leftovers.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CallOptions, Client } from '../../client/client.ts';
import type { Export } from './use-export.ts';

type Made = { name: string; bytes: string };

/** An export of the public edition that is stopped by what somebody has to decide about first. */
export type AskedExport<T extends Made> = {
  undecided: readonly UndecidedLeftover[];
  /** @param allow lets all that it was stopped by go out, now and from now on */
  run: (allow?: boolean) => void;
  /** For the choices of the dialog: chosen anew, it is asked anew. */
  choosing: { busy: boolean; change: () => void };
  exporting: Export<T>;
};

/** Makes a file that somebody may have to decide about, and remembers what was decided with each report. */
export function useAskedExport<T extends Made>(
  client: Client,
  exporting: Export<T>,
  make: (options: CallOptions, say: (text: string) => void) => Promise<T>,
): AskedExport<T> {
  const [undecided, setUndecided] = useState<readonly UndecidedLeftover[]>([]);
  const run = (allow = false) => {
    const allowed = allow ? undecided : [];
    setUndecided([]);
    void exporting.run(
      async (options, say) => {
        if (allowed.length > 0) say('正在记下决定…');
        for (const [id, found] of Map.groupBy(allowed, ({ report }) => report)) {
          const decisions = found.map((one) => ({ kind: one.kind, text: keyOfLeftover(one), allowed: true }));
          await client.call('edition.decide', { id, decisions });
        }
        return make(options, say);
      },
      (error) => {
        if (!(error instanceof AppError) || error.code !== 'leftovers') return false;
        setUndecided((error.details?.['leftovers'] ?? []) as UndecidedLeftover[]);
        return true;
      },
    );
  };
  const choosing = {
    busy: exporting.busy,
    change: () => {
      setUndecided([]);
      exporting.change();
    },
  };
  return { undecided, run, choosing, exporting };
}
