import type { Thread } from '../../../shared/review/types.ts';

const pad = (n: number): string => String(n).padStart(2, '0');

/** Today by the clock of this computer: YYYY-MM-DD. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

type Given = Pick<Thread, 'state' | 'assignee' | 'due'>;

/** Still to be done by this person. */
export const isGivenTo = ({ state, assignee }: Given, person: string | undefined): boolean =>
  state === 'open' && assignee !== undefined && assignee === person;

/** Still to be done though its day is over. */
export const isLate = ({ state, assignee, due }: Given, day = today()): boolean =>
  state === 'open' && assignee !== undefined && due !== undefined && due < day;
