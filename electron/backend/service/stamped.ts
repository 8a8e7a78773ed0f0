import { writeText } from '../../../shared/edition/write-text.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { textHash } from '../signing/hash.ts';
import { encodeStamp, stampTextHash } from '../signing/stamp.ts';
import { stampOf } from '../store/signature-store.ts';
import type { Deps } from './deps.ts';

/**
 * The stamp that a file of this edition carries: the newest signature's, where what goes out is what was signed. Null for
 * a report that is not signed, and where a setting of the unit (the width of masks) has changed the text since.
 */
export function stampFor({ store }: Deps, report: string, doc: EditionDocument): string | null {
  const [signed] = store.signatures.list(report);
  if (doc.draft || !signed) return null;
  const stamp = stampOf(signed, doc.edition);
  return stampTextHash(stamp) === textHash(writeText(doc)) ? encodeStamp(stamp) : null;
}
