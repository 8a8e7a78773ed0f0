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

/** The way of an export from a question to a saved file; cancelled when its dialog goes. */
export function useExport<T extends Made>(): Export<T> {
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
      setStage({ at: 'done', made, saved: await save(made) });
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
