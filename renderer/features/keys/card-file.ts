import { AppError } from '../../../shared/errors/app-error.ts';

/** Ending of a key card's name. */
export const CARD_ENDING = '.nskey';

/** A card is a page of text; the contract takes no more. */
const MOST = 20_000;

/** The text of a key card. Throws AppError where it can't be one. */
export async function readCardFile(file: File): Promise<string> {
  if (file.size === 0) throw new AppError('empty-file', `${file.name} 是空的。请让对方重新导出密钥卡。`);
  if (file.size > MOST) {
    throw new AppError('too-large', `${file.name} 不是密钥卡。密钥卡的文件名以 ${CARD_ENDING} 结尾。`);
  }
  return file.text();
}
