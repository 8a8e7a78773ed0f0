import { assetsIn } from '../../../shared/edition/images.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { runsIn, writeText } from '../../../shared/edition/write-text.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type {
  EditionStatement,
  ExportStatement,
  FileStatement,
  Stamp,
} from '../../../shared/signoff/types.ts';
import { commitmentOf, randomSalt, sha256, textHash } from '../signing/hash.ts';
import { encodeExport, PROOF_ENDING, writeSideFile } from '../signing/issue.ts';
import { signIssued } from '../signing/keys.ts';
import { encodeStamp, referenceOf } from '../signing/stamp.ts';
import { encodeHead, stampedHeadOf } from '../signing/stamped-head.ts';
import type { StoredSignature } from '../store/signature-store.ts';
import type { Signed } from '../store/trust/signed-store.ts';
import type { Deps } from './deps.ts';

/** Signs what a file shows; answers the text of its stamp, plain ASCII. `pages`: digest of a PDF's pages, '' for Word. */
export type StampFor = (file: ExportStatement['file'], pages: string) => string;

/** What a file carries: how to stamp it, or why a signed report's file carries none, and what to do. */
export type FileStamp = { stamp: StampFor | null; unstamped?: string };

/** How the file of a signed report is stamped, and what is kept of it once its bytes are there. */
export type Issuing = FileStamp & {
  /** The side file, and what the store keeps; null where the file is not stamped. Call in the transaction of its entry. */
  issue:
    | ((name: string, file: ExportStatement['file'], bytes: Uint8Array) => { name: string; text: string })
    | null;
};

/** The newest signature's stamp, where what goes out is what was signed. Neither for a report that is not signed. */
export function issuingFor(deps: Deps, report: string, doc: EditionDocument): Issuing {
  const { store } = deps;
  const [signed] = store.signatures.list(report);
  if (doc.draft || !signed) return { stamp: null, issue: null };
  const unstamped = whyUnstamped(deps, signed, doc);
  if (unstamped !== null) return { stamp: null, unstamped, issue: null };
  const encoded = encodeStamp(stampOf(signed.raw, doc.edition));
  const beside = stampedHeadOf(doc);
  const head = beside ? encodeHead(beside) : '';
  const statement = statementOf(signed.raw, doc.edition);
  const secret = signed.format === 3 ? store.issued.key(report, signed.issuer) : null;
  if (signed.format !== 3 || secret === null || statement === null)
    return { stamp: () => (head ? `${encoded}.${head}` : encoded), issue: null };

  const recordHead = store.record.head(report);
  const salt = randomSalt();
  const common = { format: 1, of: sha256(statement.text), anchor: commitmentOf(salt, recordHead) } as const;
  return {
    stamp: (file, pages) => {
      const said: ExportStatement = {
        ...common,
        kind: 'export',
        file,
        pages,
        head: head && sha256(head),
        pictures: file === 'docx' ? picturesIn(doc) : [],
      };
      const part = encodeExport({ statement: said, signature: signIssued(secret, canonicalJson(said)) });
      return `${encoded}.${head}.${part}`;
    },
    issue: (name, file, bytes) => {
      const hash = sha256(bytes);
      const said: FileStatement = {
        ...common,
        kind: 'file',
        file,
        name,
        size: bytes.byteLength,
        sha256: hash,
      };
      const text = canonicalJson(said);
      const signature = signIssued(secret, text);
      store.issued.addFile({ report, sha256: hash, statement: text, signature, recordHead, salt });
      return {
        name: `${name}.${PROOF_ENDING}`,
        text: writeSideFile({
          format: 1,
          kind: 'nianshu-proof',
          statement: statement.text,
          signature: statement.signature,
          file: text,
          fileSignature: signature,
        }),
      };
    },
  };
}

/** The images of an edition in the order in which they stand. */
const picturesIn = ({ blocks }: EditionDocument): string[] =>
  blocks.flatMap((block) => runsIn(block).flatMap(({ image }) => (image ? [image.asset] : [])));

/** Why the file of a signed report is not what was signed, and what to do; null where it is. */
function whyUnstamped({ store }: Deps, signed: Signed, doc: EditionDocument): string | null {
  const { head } = doc;
  if (head?.typed && head.typed.text !== head.number)
    return `文件没有带签发标记：签发的正文里发文字号是“${head.typed.text}”，版头印的是“${head.number}”。请在版式设置里清空发文字号（版头就用正文里的），或改成一样的，再导出。`;
  if (signed.editions[doc.edition] !== textHash(writeText(doc)))
    return '文件没有带签发标记：签发以后改过遮盖设置或模板，导出的文字与签发稿不同。请把设置改回去再导出，或开新一版重新签发。';
  const missing = assetsIn(doc.blocks).filter((asset) => !store.assets.has(asset)).length;
  if (missing > 0)
    return `文件没有带签发标记：有 ${missing} 张图片的内容找不到了，导出的文件不是签发的样子。请从备份恢复，或开新一版重新插入图片。`;
  return null;
}

/** What was signed of an edition, as text; null in format 1, which had no statement of the internal edition. */
function statementOf(raw: StoredSignature, edition: Edition): { text: string; signature: string } | null {
  const { publicStatement, publicSignature, internalStatement, internalSignature } = raw;
  if (edition === 'public') return { text: publicStatement, signature: publicSignature };
  if (internalStatement === null || internalSignature === null) return null;
  return { text: internalStatement, signature: internalSignature };
}

/**
 * The stamp of an edition's file. Public statements of before name the key, which would tie together all that one person
 * has signed: their files carry a reference. Of what was signed in format 1 no statement about the internal text alone is
 * there: its record has the title as it is, the opinion, and a hash by which a small hidden figure can be guessed.
 */
function stampOf(raw: StoredSignature, edition: Edition): Stamp {
  const found = statementOf(raw, edition);
  if (found) {
    const statement = JSON.parse(found.text) as EditionStatement;
    if (statement.format === 3 || edition === 'internal')
      return { kind: 'statement', statement, signature: found.signature };
  }
  return { kind: 'reference', edition, id: referenceTo(raw, edition) };
}

/** What files of this edition call the signature. */
export function referenceTo(raw: StoredSignature, edition: Edition): string {
  return referenceOf(edition === 'public' ? raw.publicSignature : (raw.internalSignature ?? raw.signature));
}
