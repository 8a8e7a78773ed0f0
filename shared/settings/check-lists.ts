import { z } from 'zod';

/** A word that is wrong everywhere but in the words that `except` lists. */
export const wordSchema = z.strictObject({
  wrong: z.string().min(1).max(60),
  right: z.string().max(60),
  /** Longer words that hold the wrong one and are right. */
  except: z.array(z.string().min(1).max(60)).default([]),
  severity: z.enum(['error', 'warning', 'hint']).optional(),
});

/** A fixed formulation. Near misses of it are reported. */
export const formSchema = z.strictObject({
  right: z.string().min(2).max(80),
  /** Wrong forms that are known. */
  wrong: z.array(z.string().min(1).max(80)).default([]),
  /** Characters by which a text may differ and still be meant as this one; 0: only the known wrong forms. */
  near: z.int().min(0).max(4).default(0),
  /** Other formulations that look like it and are right. */
  alike: z.array(z.string().min(1).max(80)).default([]),
});

/** A document that reports refer to, by the name in its book-title marks. */
export const documentSchema = z.strictObject({
  name: z.string().min(4).max(80),
  /** The years that belong to the name: `2021—2025年`. More than one where editions followed each other. */
  years: z.array(z.string().regex(/^\d{4}—\d{4}年$/)).default([]),
  wrong: z.array(z.string().min(1).max(80)).default([]),
  /** Documents with a similar name that are others. */
  alike: z.array(z.string().min(1).max(80)).default([]),
});

export const wordListSchema = z.array(wordSchema).max(2000);
export const formListSchema = z.array(formSchema).max(500);
export const documentListSchema = z.array(documentSchema).max(500);

export type WordEntry = z.infer<typeof wordSchema>;
export type FormEntry = z.infer<typeof formSchema>;
export type DocumentEntry = z.infer<typeof documentSchema>;

/** The lists that the rules work with: the program's own and the unit's. */
export type CheckLists = {
  words: readonly WordEntry[];
  forms: readonly FormEntry[];
  documents: readonly DocumentEntry[];
  /** Ids of rules that the unit has switched off. */
  off: readonly string[];
  /** The unit's limit on a report's characters; null: the template's. */
  maxLength: number | null;
};

/** The lists as they come with the program. */
export type BaseLists = Pick<CheckLists, 'words' | 'forms' | 'documents'>;

/** The unit's changes; the same shape as its setting (shared/settings/checks.ts). */
export type ListChanges = BaseLists & {
  off: readonly string[];
  dropped: Readonly<Record<'words' | 'forms' | 'documents', readonly string[]>>;
};

/** The program's lists with the unit's changes. */
export function mergeLists(base: BaseLists, unit: ListChanges, maxLength: number | null): CheckLists {
  return {
    words: merged(base.words, unit.words, unit.dropped.words, (entry) => entry.wrong),
    forms: merged(base.forms, unit.forms, unit.dropped.forms, (entry) => entry.right),
    documents: merged(base.documents, unit.documents, unit.dropped.documents, (entry) => entry.name),
    off: unit.off,
    maxLength,
  };
}

function merged<T>(
  base: readonly T[],
  own: readonly T[],
  dropped: readonly string[],
  keyOf: (entry: T) => string,
): T[] {
  const gone = new Set([...dropped, ...own.map(keyOf)]);
  return [...base.filter((entry) => !gone.has(keyOf(entry))), ...own];
}
