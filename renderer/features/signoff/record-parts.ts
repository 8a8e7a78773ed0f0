import type { RecordEntry, RecordPage, RecordProtection } from '../../../shared/signoff/record.ts';

/** What protects a record, by the time at which it was last protected. */
export const PROTECTED_BY: Readonly<Record<RecordProtection['by'], string>> = {
  signature: '签发',
  export: '导出',
};

/** Entries, newest first, in those that are not protected yet and those that are. */
export function partsOf(
  entries: readonly RecordEntry[],
  protection: RecordPage['protected'],
): { young: RecordEntry[]; safe: RecordEntry[] } {
  const upTo = protection?.entry ?? -Infinity;
  return {
    young: entries.filter(({ id }) => id > upTo),
    safe: entries.filter(({ id }) => id <= upTo),
  };
}
