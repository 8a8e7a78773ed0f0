import type { Route } from './route.ts';

/** Whether the window may leave where it is. `to`: where it goes; null when it closes. */
export type LeaveGuard = (to: Route | null) => boolean | Promise<boolean>;

let guard: LeaveGuard | null = null;
let asking: Promise<boolean> | null = null;

/** Has this asked before every way out: links, commands, the browser's back, the window's close. One at a time. */
export function guardLeaving(next: LeaveGuard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

/** True at once where nothing stands in the way. While somebody is being asked, everybody gets that same answer. */
export function mayLeave(to: Route | null): boolean | Promise<boolean> {
  if (asking) return asking;
  const verdict = guard?.(to) ?? true;
  if (typeof verdict === 'boolean') return verdict;
  asking = verdict.finally(() => (asking = null));
  return asking;
}
