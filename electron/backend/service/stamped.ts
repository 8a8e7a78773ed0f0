import { writeText } from '../../../shared/edition/write-text.ts';
import { assetsIn } from '../../../shared/edition/images.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { textHash } from '../signing/hash.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import type { EditionStatement, Stamp } from '../../../shared/signoff/types.ts';
import { encodeStamp, referenceOf } from '../signing/stamp.ts';
import { encodeHead, stampedHeadOf } from '../signing/stamped-head.ts';
import type { StoredSignature } from '../store/signature-store.ts';
import type { Deps } from './deps.ts';

/** The stamp that a file carries, as plain ASCII; or why a signed report's file carries none, and what to do. */
export type FileStamp = { stamp: string | null; unstamped?: string };

/** The newest signature's stamp, where what goes out is what was signed. Neither for a report that is not signed. */
export function stampFor({ store }: Deps, report: string, doc: EditionDocument): FileStamp {
  const [signed] = store.signatures.list(report);
  if (doc.draft || !signed) return { stamp: null };
  const { head } = doc;
  if (head?.typed && head.typed.text !== head.number) {
    return {
      stamp: null,
      unstamped: `文件没有带签发标记：签发的正文里发文字号是“${head.typed.text}”，版头印的是“${head.number}”。请在版式设置里清空发文字号（版头就用正文里的），或改成一样的，再导出。`,
    };
  }
  if (signed.editions[doc.edition] !== textHash(writeText(doc))) {
    return {
      stamp: null,
      unstamped:
        '文件没有带签发标记：签发以后改过遮盖设置或模板，导出的文字与签发稿不同。请把设置改回去再导出，或开新一版重新签发。',
    };
  }
  const missing = assetsIn(doc.blocks).filter((asset) => !store.assets.has(asset)).length;
  if (missing > 0) {
    return {
      stamp: null,
      unstamped: `文件没有带签发标记：有 ${missing} 张图片的内容找不到了，导出的文件不是签发的样子。请从备份恢复，或开新一版重新插入图片。`,
    };
  }
  const encoded = encodeStamp(stampOf(signed.raw, doc.edition));
  const beside = stampedHeadOf(doc);
  return { stamp: beside ? `${encoded}.${encodeHead(beside)}` : encoded };
}

/**
 * The stamp of an edition's file. Of what was signed in format 1 no statement about the internal text alone is there: its
 * record has the title as it is, the opinion, and a hash by which a small hidden figure can be guessed.
 */
function stampOf(raw: StoredSignature, edition: Edition): Stamp {
  const { internalStatement, internalSignature } = raw;
  if (edition === 'internal' && internalStatement !== null && internalSignature !== null) {
    const statement = JSON.parse(internalStatement) as EditionStatement;
    return { kind: 'statement', statement, signature: internalSignature };
  }
  return { kind: 'reference', edition, id: referenceTo(raw, edition) };
}

/** What files of this edition call the signature. */
export function referenceTo(raw: StoredSignature, edition: Edition): string {
  return referenceOf(edition === 'public' ? raw.publicSignature : (raw.internalSignature ?? raw.signature));
}
