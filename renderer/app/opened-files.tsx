import { useCallback, useEffect, useRef, useState } from 'react';

import type { Template } from '../../shared/template/schema.ts';
import { go } from '../base/use-route.ts';
import { messageOf } from '../client/client-context.ts';
import { onOpened, takeOpened, type Opened } from '../client/opened-files.ts';
import { waitingCopies } from '../client/waiting-copies.ts';
import { useSignoffWindows } from '../features/signoff/signoff-windows-context.ts';
import { destinationsOf, withoutFolder, type Destination } from '../features/start/destination.ts';
import { ImportDialog } from '../features/start/import-dialog.tsx';
import { useImport } from '../features/start/use-import.ts';
import { useToast } from '../ui/toast.tsx';

const nothing = (): void => undefined;
const openReport = (id: string): void => go({ at: 'report', id });
const isDialogOpen = (): boolean => document.querySelector('.ui-dialog') !== null;

/**
 * Files that somebody has opened with the program: by a double click, a second start, or on its icon. Each comes into the
 * dialog that it belongs to, above whatever the window shows, so that nobody is led away from a text; one that is open
 * already is not disturbed, the file waits until it is closed.
 */
export function OpenedFiles({ templates }: { templates: readonly Template[] }) {
  const toast = useToast();
  const { openApprovalFile, verify } = useSignoffWindows();
  const importing = useImport(nothing);
  const { start } = importing;
  // A dialog that was asked for is not drawn yet: until it has been seen, nothing else is opened.
  const isComing = useRef(false);
  const [waiting, setWaiting] = useState<readonly Destination<File>[]>([]);

  const take = useCallback(() => {
    const put = ({ files, refused }: Opened): void => {
      for (const text of refused) toast({ text });
      if (files.length === 0) return;
      // One that was asked for earlier and never came, as there was nothing to show, holds up nothing.
      if (!isDialogOpen()) isComing.current = false;
      else
        toast({ text: `收到${files.map(({ name }) => `“${name}”`).join('、')}，关掉现在的对话框就打开。` });
      setWaiting((old) => [...old, ...destinationsOf(files)]);
    };
    void takeOpened().then(put, (error: unknown) => toast({ text: messageOf(error) }));
  }, [toast]);
  useEffect(() => {
    take();
    return onOpened(take);
  }, [take]);

  useEffect(() => {
    const [first] = waiting;
    // Also behind the last one: its dialog has to be seen, else the next file would wait for it for ever.
    if (!first && !isComing.current) return undefined;
    const tryNow = (): void => {
      if (isDialogOpen()) isComing.current = false;
      else if (first && !isComing.current) openNext(first);
    };
    const openNext = (next: Destination<File>): void => {
      observer.disconnect();
      isComing.current = true;
      setWaiting((old) => old.slice(1));
      if (next.at === 'approval') openApprovalFile(next.file);
      else if (next.at === 'verify') verify(next.files);
      else start(withoutFolder(next.files), { ask: true });
    };
    const observer = new MutationObserver(tryNow);
    observer.observe(document.body, { childList: true });
    // After what is being drawn just now, which may be a dialog.
    const frame = requestAnimationFrame(tryNow);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [waiting, openApprovalFile, verify, start]);

  if (!importing.run) return null;
  return (
    <ImportDialog
      run={importing.run}
      actions={importing}
      templates={templates}
      units={[]}
      onOpen={(id) => {
        importing.clear();
        openReport(id);
      }}
      onTakeBack={({ key }, report) => {
        const file = importing.fileOf(key);
        importing.clear();
        if (file) waitingCopies.put(report, [file]);
        openReport(report);
      }}
    />
  );
}
