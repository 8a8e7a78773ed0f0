import type { SearchAnswer } from '../../../shared/contract/search.ts';
import { NO_FILTERS, type Filters } from './search-model.ts';

/** What the search screen showed last in this window: coming back from a report, everything is as it was. */
type Memory = {
  query: string;
  filters: Filters;
  answer: SearchAnswer | null;
  /** Key of the row that was chosen. */
  active: string | null;
  scroll: number;
};

let memory: Memory = { query: '', filters: NO_FILTERS, answer: null, active: null, scroll: 0 };

export const remembered = (): Readonly<Memory> => memory;

export function remember(change: Partial<Memory>): void {
  memory = { ...memory, ...change };
}
