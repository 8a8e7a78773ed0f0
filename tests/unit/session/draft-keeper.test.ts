import { describe, expect, it } from 'vitest';

import type { Client } from '../../../renderer/client/client.ts';
import type { PageDraft, PageDrafts } from '../../../renderer/client/page-drafts.ts';
import { DraftKeeper, type Held } from '../../../renderer/editor/draft-keeper.ts';
import { SCHEMA_VERSION } from '../../../shared/document/types.ts';

const HELD: Held = {
  report: 'r',
  base: 0,
  document: { schema: SCHEMA_VERSION, blocks: [] },
  variables: {},
  review: { threads: [], changes: [] } as unknown as Held['review'],
  about: { year: 2025, unit: '青禾镇', template: null } as unknown as Held['about'],
};

/** A store that answers when it is told to, and says which drafts it has. */
function slowStore() {
  const kept = new Set<string>();
  const waiting: (() => void)[] = [];
  const client = {
    connection: () => 'online',
    call: (method: string, params: { draft: string }) =>
      new Promise((resolve) => {
        waiting.push(() => {
          if (method === 'draft.keep') kept.add(params.draft);
          else kept.delete(params.draft);
          resolve(undefined);
        });
      }),
  } as unknown as Client;
  const answer = async () => {
    await Promise.resolve();
    while (waiting.length > 0) {
      waiting.shift()?.();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };
  return { client, kept, answer };
}

function pageOf(): PageDrafts {
  const drafts = new Map<string, PageDraft>();
  return {
    put: (draft) => !!drafts.set(draft.draft, draft),
    all: () => [...drafts.values()],
    remove: (id) => void drafts.delete(id),
  };
}

describe('the keeper of drafts', () => {
  it('leaves no draft behind that was on its way to the store when it was forgotten', async () => {
    const { client, kept, answer } = slowStore();
    const keeper = new DraftKeeper(client, () => HELD, pageOf());
    const keeping = keeper.keep('failed');
    const forgetting = keeper.forget();
    await answer();
    await keeping;
    await answer();
    await forgetting;
    expect([...kept]).toEqual([]);
    expect(keeper.keptAt).toBeNull();
  });

  it('forgets nothing that it never kept', async () => {
    const { client, kept } = slowStore();
    const keeper = new DraftKeeper(client, () => HELD, pageOf());
    await keeper.forget();
    expect([...kept]).toEqual([]);
  });

  it('leaves a draft that was let go on its way', async () => {
    const { client, kept, answer } = slowStore();
    const keeper = new DraftKeeper(client, () => HELD, pageOf());
    const { id } = keeper;
    const keeping = keeper.keep('refused');
    keeper.letGo();
    await answer();
    expect(await keeping).toBe('store');
    const forgetting = keeper.forget();
    await answer();
    await forgetting;
    expect([...kept]).toEqual([id]);
    expect(keeper.keptAt).toBeNull();
  });
});
