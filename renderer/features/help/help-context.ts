import { createContext, use } from 'react';

export type Help = { open: () => void; openShortcuts: () => void };

export const HelpContext = createContext<Help>({ open: () => undefined, openShortcuts: () => undefined });

export function useHelp(): Help {
  return use(HelpContext);
}
