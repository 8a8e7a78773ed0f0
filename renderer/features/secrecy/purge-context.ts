import { createContext, use } from 'react';

export const PurgeContext = createContext<(report: string) => void>(() => undefined);

/** Opens the dialog in which a report is erased for good. */
export function usePurge(): (report: string) => void {
  return use(PurgeContext);
}
