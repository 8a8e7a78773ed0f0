import type { Editor } from 'slate';

const deciding = new WeakSet<Editor>();

/**
 * Runs a command by which the person says what may be public. Only what is done in one may make hidden words public:
 * the backend refuses it anywhere else.
 */
export function decidingSecrecy<T>(editor: Editor, work: () => T): T {
  if (deciding.has(editor)) return work();
  deciding.add(editor);
  try {
    return work();
  } finally {
    deciding.delete(editor);
  }
}

/** Whether such a command is under way. */
export const isDecidingSecrecy = (editor: Editor): boolean => deciding.has(editor);
