import { createContext, use } from 'react';

/** The windows of signing that belong to no report that is open here. */
export type SignoffWindows = {
  /** 审签顺序 */
  editOrder: () => void;
  /** 打开审签文件; without a file it asks for one. */
  openApprovalFile: (file?: File) => void;
  /** 核验, with files that are there already. */
  verify: (files?: readonly File[]) => void;
};

export const SignoffWindowsContext = createContext<SignoffWindows | null>(null);

export function useSignoffWindows(): SignoffWindows {
  const windows = use(SignoffWindowsContext);
  if (!windows) throw new Error('the windows of signing are asked for outside of the program');
  return windows;
}
