import { AppError } from '../../../shared/errors/app-error.ts';
import { IMAGE_KINDS } from '../../../shared/contract/assets.ts';
import { imageFacts } from '../files/image.ts';
import { sha256 } from '../signing/hash.ts';
import type { StoredScan } from '../store/approval-store.ts';

const MOST = 20 * 1024 * 1024;

/** The scan of a signed sheet (签批单), kept byte by byte. Throws AppError for what is neither an image nor a PDF. */
export function scanOf(name: string, bytes: Uint8Array): StoredScan {
  if (bytes.byteLength > MOST)
    throw new AppError('too-large', '签批单的扫描件超过 20 MB，没有登记。请扫成黑白或降低分辨率再选。');
  const mime = mimeOf(bytes);
  if (mime === null)
    throw new AppError(
      'not-image',
      '签批单的扫描件要是图片（PNG、JPG、GIF、BMP）或 PDF，没有登记。请另选一个文件。',
    );
  return { name: name.slice(0, 200), sha256: sha256(bytes), mime, bytes };
}

function mimeOf(bytes: Uint8Array): string | null {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  if (isPdf) return 'application/pdf';
  const facts = imageFacts(bytes);
  return facts && IMAGE_KINDS[facts.kind].mime;
}
