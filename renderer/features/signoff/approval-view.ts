import type { ReadApproval } from './approval-files.ts';
import type { ShownScan } from './scan-view.tsx';

/** What the dialog shows: the approval itself, the same with the form that sends it back, or one thing in its place. */
export type ApprovalView =
  | { at: 'state' }
  | { at: 'return' }
  | { at: 'scan'; scan: ShownScan; before: 'state' | 'return' }
  | { at: 'send' }
  /** `read`: the file that was chosen, before it is taken in. */
  | { at: 'take-in'; read: ReadApproval | null };
