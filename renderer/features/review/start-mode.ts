import type { PersonRole } from '../../../shared/review/types.ts';

/** What is remembered of a window: by person and report, whether changes leave a trace. */
type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (person: string, report: string): string => `nianshu.mode.${person}.${report}`;

/** Who reviews begins with tracked changes, so that nothing is changed unseen; who writes begins without. */
export const suggestsByRole = (role: PersonRole): boolean => role === 'reviewer';

/** Whether this person begins to work at this report with tracked changes: as they chose in this window, else by role. */
export function startsSuggesting(
  memory: Memory | null,
  person: { id: string; role: PersonRole },
  report: string,
): boolean {
  const chosen = memory?.getItem(keyOf(person.id, report)) ?? null;
  return chosen === null ? suggestsByRole(person.role) : chosen === 'suggest';
}

/** Keeps a choice that differs from what the role says. */
export function rememberMode(
  memory: Memory | null,
  person: { id: string; role: PersonRole },
  report: string,
  suggesting: boolean,
): void {
  const key = keyOf(person.id, report);
  if (suggesting === suggestsByRole(person.role)) memory?.removeItem(key);
  else memory?.setItem(key, suggesting ? 'suggest' : 'edit');
}
