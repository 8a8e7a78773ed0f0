/** Review copies that were chosen for import and belong to a report: its window takes them back when it opens. */
const listeners = new Set<(report: string) => void>();
const waiting = new Map<string, readonly File[]>();

export const waitingCopies = {
  put(report: string, files: readonly File[]): void {
    waiting.set(report, files);
    for (const listener of listeners) listener(report);
  },

  /** Calls when files come for a report whose window may be open already. Answers with how to stop. */
  listen(listener: (report: string) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },

  /** Each is given once; none where nothing waits. */
  take(report: string): readonly File[] {
    const files = waiting.get(report) ?? [];
    waiting.delete(report);
    return files;
  },
};
