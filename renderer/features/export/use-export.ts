import { useEffect, useRef, useState } from 'react';

import { isCancelled, messageOf } from '../../client/client-context.ts';
import type { CallOptions } from '../../client/client.ts';
import { proofBeside } from './proof-file.ts';
import { saveFile, type Saved } from './save-file.ts';

/** A file as the backend sends it, and its side file where it has one. */
export type Made = { name: string; bytes: string; proof?: { text: string } };

export type ExportStage<T extends Made> =
  | { at: 'asking' }
  | { at: 'working'; text: string; share: number | null }
  | { at: 'done'; made: T; saved: Saved }
  | { at: 'failed'; message: string };

export type Export<T extends Made> = {
  stage: ExportStage<T>;
  busy: boolean;
  /**
   * Makes a file, saves it, and says so. `say` tells what is being done.
   * @param refused takes an error that the dialog has an answer to: true where it has
   */
  run: (
    make: (options: CallOptions, say: (text: string) => void) => Promise<T>,
    refused?: (error: unknown) => boolean,
  ) => Promise<void>;
  cancel: () => void;
  /** Something was chosen anew: what was made or failed before is no longer said. */
  change: () => void;
};

const save = ({ name, bytes, proof }: Made): Promise<Saved> =>
  saveFile(name, bytes, proof ? [proofBeside(proof)] : []);

/** Hands a file over, once it is made. `say` tells what is being done, and how far that is (0 to 1). */
export type Deliver = (
  made: Made,
  told: { say: (text: string, share?: number) => void; signal: AbortSignal },
) => Promise<Saved>;

/**
 * The way of an export from a question to a saved file; cancelled when its dialog goes.
 * @param deliver what becomes of the file; left out: it is saved where somebody says
 */
export function useExport<T extends Made>(deliver: Deliver = save): Export<T> {
  const [stage, setStage] = useState<ExportStage<T>>({ at: 'asking' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const say = (text: string, share: number | null = null) => setStage({ at: 'working', text, share });
  const run: Export<T>['run'] = async (make, refused) => {
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    say('正在生成…');
    try {
      const onProgress: CallOptions['onProgress'] = ({ done, total, text }) => {
        if (!signal.aborted) say(text || '正在生成…', total > 0 ? done / total : null);
      };
      const made = await make({ signal, onProgress }, say);
      if (signal.aborted) return;
      const saved = await deliver(made, { say, signal });
      if (!signal.aborted) setStage({ at: 'done', made, saved });
    } catch (error) {
      if (isCancelled(error) || signal.aborted || refused?.(error)) setStage({ at: 'asking' });
      else setStage({ at: 'failed', message: messageOf(error) });
    }
  };
  return {
    stage,
    busy: stage.at === 'working',
    run,
    cancel: () => {
      abort.current?.abort();
      setStage({ at: 'asking' });
    },
    change: () => {
      if (stage.at !== 'working') setStage({ at: 'asking' });
    },
  };
}
