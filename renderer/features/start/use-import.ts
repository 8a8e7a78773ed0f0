import { useCallback, useRef, useState } from 'react';

import type { ImportResult } from '../../../shared/contract/methods.ts';
import { isCancelled, messageOf, useClient } from '../../app/client-context.ts';
import { readBase64, refusalOf } from './read-file.ts';

export type ImportRun = {
  total: number;
  done: ImportResult[];
  /** The file being read; null when it is over. */
  current: string | null;
  cancelled: boolean;
};

type Import = {
  run: ImportRun | null;
  start: (files: readonly File[]) => void;
  cancel: () => void;
  clear: () => void;
};

/** Takes files in one after the other, so that progress is true, cancelling is quick and memory stays small. */
export function useImport(onDone: () => void): Import {
  const client = useClient();
  const [run, setRun] = useState<ImportRun | null>(null);
  const abort = useRef<AbortController | null>(null);

  const start = useCallback(
    (files: readonly File[]) => {
      if (abort.current || files.length === 0) return;
      const controller = new AbortController();
      abort.current = controller;
      const done: ImportResult[] = [];
      const show = (current: string | null) =>
        setRun({ total: files.length, done: [...done], current, cancelled: controller.signal.aborted });

      const takeIn = async (file: File): Promise<ImportResult[]> => {
        const refusal = refusalOf(file);
        if (refusal) return [{ file: file.name, refused: { code: 'unsupported-format', message: refusal } }];
        try {
          const bytes = await readBase64(file, controller.signal);
          return await client.call(
            'import.files',
            { files: [{ name: file.name, bytes }] },
            { signal: controller.signal },
          );
        } catch (error) {
          if (isCancelled(error)) return [];
          return [{ file: file.name, refused: { code: 'internal', message: messageOf(error) } }];
        }
      };

      const work = async () => {
        for (const file of files) {
          if (controller.signal.aborted) break;
          show(file.name);
          done.push(...(await takeIn(file)));
        }
        abort.current = null;
        show(null);
        onDone();
      };
      void work();
    },
    [client, onDone],
  );

  const cancel = useCallback(() => abort.current?.abort(), []);
  const clear = useCallback(() => setRun(null), []);
  return { run, start, cancel, clear };
}
