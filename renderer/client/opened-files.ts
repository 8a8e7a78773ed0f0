import { PAGE_KEY_HEADER } from '../../shared/contract/page-key.ts';
import { BRIDGE_MESSAGES, desktopBridge, fromBridge } from './bridge.ts';
import { takePageKey } from './page-key.ts';

/** Files that the program was started with, and a sentence for each that could not be read. */
export type Opened = { files: File[]; refused: readonly string[] };

/** Takes what was opened with the program since it was last asked. Each file is given once, to one window. */
export async function takeOpened(): Promise<Opened> {
  const bridge = desktopBridge();
  if (bridge) {
    const { files, refused } = fromBridge(await bridge.takeFiles());
    return { files: files.map(({ name, bytes }) => new File([bytes], name)), refused };
  }
  const init: RequestInit = { cache: 'no-store', headers: { [PAGE_KEY_HEADER]: takePageKey() } };
  const answer = await fetch('/opened', init);
  if (answer.status !== 200) return { files: [], refused: [] };
  const { files, refused } = (await answer.json()) as {
    files: { id: string; name: string }[];
    refused: string[];
  };
  const taken: File[] = [];
  for (const { id, name } of files) {
    const bytes = await fetch(`/opened/${id}`, init);
    if (bytes.ok) taken.push(new File([await bytes.arrayBuffer()], name));
  }
  return { files: taken, refused };
}

/** Calls when somebody opens files with the program while it runs. Answers with how to stop. */
export function onOpened(tell: () => void): () => void {
  const hear = (event: MessageEvent): void => {
    if (event.source === window && event.data === BRIDGE_MESSAGES.files) tell();
  };
  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
}
