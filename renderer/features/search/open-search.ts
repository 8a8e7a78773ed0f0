import { go } from '../../base/use-route.ts';
import { remember } from './search-memory.ts';

/** Longer selections are no search. */
const LONGEST = 30;

/** Goes to the search; a few selected words come along. */
export function openSearch(): void {
  const words = (window.getSelection()?.toString() ?? '').replace(/[\u200B\uFEFF]/g, '').trim();
  if (words !== '' && words.length <= LONGEST && !/\n/.test(words)) {
    remember({ query: words, answer: null, active: null, scroll: 0 });
  }
  go({ at: 'search' });
  // Already there: the box is where the hands belong.
  document.querySelector<HTMLInputElement>('.search-box input')?.select();
}
