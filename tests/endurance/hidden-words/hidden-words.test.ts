import { expect, it } from 'vitest';

import { walks } from './walk.ts';

/** The nightly run walks four hundred times, with new seeds (`batch.ts`). */
it('hidden words stay hidden and nothing is refused, whatever is done in whatever order', async () => {
  expect(await walks(20_251_205, 6, 30)).toEqual([]);
}, 60_000);
