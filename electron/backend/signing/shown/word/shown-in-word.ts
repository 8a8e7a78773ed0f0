import { createHash } from 'node:crypto';

import { signedText } from '../../../../../shared/signoff/canonical.ts';
import { textDifferences } from '../../../../../shared/signoff/differences.ts';
import type { Oddity } from '../../../../../shared/signoff/oddities.ts';
import { unzipImages } from '../../../docx/read/unzip.ts';
import { shortened } from './found.ts';
import { inspectWord } from './word-oddities.ts';

/**
 * What a Word file shows beside the words that were read from it: the oddities of the file, with those of the reading
 * itself where it has other words than a program shows, and the hashes of its pictures in order.
 * @param lines as they were read
 */
export async function shownInWord(
  name: string,
  source: Uint8Array | string,
  lines: readonly string[],
): Promise<{ oddities: Oddity[]; pictures: string[] }> {
  const { oddities, words, pictures } = await inspectWord(name, source);
  const read = signedText(lines.join(''));
  const shown = signedText(words);
  const images = await unzipImages(name, source, new Set(pictures));
  const hashes: string[] = [];
  for (const part of pictures) {
    const bytes = images.get(part);
    if (bytes instanceof Uint8Array) hashes.push(createHash('sha256').update(bytes).digest('hex'));
    else oddities.push({ kind: 'picture', text: `${part}（读不出）`, place: '文件' });
  }
  // Where the inspection names what isn't ours, the words differ by that.
  if (read !== shown && oddities.length === 0)
    for (const { signed, found } of textDifferences(read, shown))
      oddities.push({ kind: 'unread', text: shortened(`${signed} ≠ ${found}`), place: '文件' });
  return { oddities, pictures: hashes };
}
