import type { Params } from '../../shared/contract/methods.ts';

export type PageDraft = Params<'draft.keep'> & { at: string };

/** Where the page keeps drafts by itself while the backend is gone or its disk is full. */
export type PageDrafts = {
  /** False where nothing could be kept: storage is off or full. */
  put(draft: PageDraft): boolean;
  all(): PageDraft[];
  remove(id: string): void;
};

const PREFIX = 'nianshu.draft.';

type Stored = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Drafts in the page's own storage: it answers at once, also while the page goes away. */
export function pageDrafts(storage: () => Stored = () => localStorage): PageDrafts {
  return {
    put: (draft) => {
      try {
        storage().setItem(PREFIX + draft.draft, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    all: () => {
      try {
        const store = storage();
        const keys = Array.from({ length: store.length }, (_, at) => store.key(at));
        return keys.flatMap((key) => (key?.startsWith(PREFIX) ? read(store.getItem(key)) : []));
      } catch {
        return [];
      }
    },
    remove: (id) => {
      try {
        storage().removeItem(PREFIX + id);
      } catch {
        // It is offered once more then.
      }
    },
  };
}

function read(text: string | null): PageDraft[] {
  try {
    const draft = JSON.parse(text ?? 'null') as Partial<PageDraft> | null;
    return draft && typeof draft.draft === 'string' && typeof draft.report === 'string'
      ? [draft as PageDraft]
      : [];
  } catch {
    return [];
  }
}
