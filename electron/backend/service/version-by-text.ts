import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { VersionGuess } from '../../../shared/contract/merge.ts';
import { readCopy } from '../../../shared/proof/read-simply.ts';
import { bigramsOf, similarity } from '../../../shared/text/similarity.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import type { Deps } from './deps.ts';

/** So many of a report's versions are looked at, the newest first: each has to be read from the store. */
const MOST = 40;

/**
 * The versions of a report by how much of their text a file has that doesn't say which of them it is a copy of, the most
 * alike first; of two that are as much alike, one that was sent, and the newer one. Texts are compared with all changes
 * accepted and with all rejected: a version with changes that the file does not have is less alike.
 */
export function versionsByText(
  { store }: Pick<Deps, 'store'>,
  report: string,
  copy: Pick<WordCopy, 'blocks'>,
): VersionGuess[] {
  const theirs = [pairsOf(readCopy(copy.blocks)), pairsOf(readCopy(copy.blocks, () => false))];
  const guesses = store.versions
    .list(report)
    .slice(0, MOST)
    .map(({ id, number, name, kind }): VersionGuess & { isSent: boolean } => {
      const { document, variables } = store.versions.open(report, id);
      const ours = [finalView(document.blocks), originalView(document.blocks)].map((blocks) =>
        pairsOf(plainText(blocks, { variables })),
      );
      const alike = theirs.map((text, at) => similarity(text, ours[at] ?? new Map<string, number>()));
      const likeness = alike.reduce((sum, one) => sum + one, 0) / alike.length;
      return { id, number, name, likeness, isSent: kind === 'sent' };
    });
  return guesses
    .toSorted((a, b) => b.likeness - a.likeness || Number(b.isSent) - Number(a.isSent) || b.number - a.number)
    .map(({ id, number, name, likeness }) => ({ id, number, name, likeness }));
}

const FIGURES = '零壹贰叁肆伍陆柒捌玖';

/** With figures, which often are all that two versions differ in: pairs of characters leave them out. */
const pairsOf = (text: string): Map<string, number> =>
  bigramsOf(text.replaceAll(/\d/g, (figure) => FIGURES[Number(figure)] ?? ''));
