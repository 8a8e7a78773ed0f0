import { z } from 'zod';

import { documentListSchema, formListSchema, wordListSchema } from './check-lists.ts';

const keys = z.array(z.string().min(1).max(100)).max(2000).default([]);

/** What the unit has changed of the rules and lists that come with the program (see `mergeLists`). */
export const checks = z
  .strictObject({
    /** Ids of rules that are switched off for all reports. */
    off: z.array(z.string().max(60)).max(200).default([]),
    /** Entries of the unit's own; one with the same key as the program's takes its place. */
    words: wordListSchema.default([]),
    forms: formListSchema.default([]),
    documents: documentListSchema.default([]),
    /** Keys of the program's entries that the unit does not want: `wrong`, `right` and `name`. */
    dropped: z
      .strictObject({ words: keys, forms: keys, documents: keys })
      .default({ words: [], forms: [], documents: [] }),
  })
  .default({
    off: [],
    words: [],
    forms: [],
    documents: [],
    dropped: { words: [], forms: [], documents: [] },
  });

export type CheckSetting = z.output<typeof checks>;
