/** Review copies that were chosen for import and belong to a report: its window takes them back when it opens. */
const waiting = new Map<string, readonly File[]>();

export const waitingCopies = {
  put(report: string, files: readonly File[]): void {
    waiting.set(report, files);
  },

  /** Each is given once; none where nothing waits. */
  take(report: string): readonly File[] {
    const files = waiting.get(report) ?? [];
    waiting.delete(report);
    return files;
  },
};
