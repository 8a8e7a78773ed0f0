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
 * alike first; of two that are as much alike, the newer one. Texts are compared with all changes accepted and with all
 * rejected, and the better of both counts.
 */
export function versionsByText(
  { store }: Pick<Deps, 'store'>,
  report: string,
  copy: Pick<WordCopy, 'blocks'>,
): VersionGuess[] {
  const theirs = [bigramsOf(readCopy(copy.blocks)), bigramsOf(readCopy(copy.blocks, () => false))];
  const guesses = store.versions
    .list(report)
    .slice(0, MOST)
    .map(({ id, number, name }): VersionGuess => {
      const { document, variables } = store.versions.open(report, id);
      const ours = [finalView(document.blocks), originalView(document.blocks)].map((blocks) =>
        bigramsOf(plainText(blocks, { variables })),
      );
      const likeness = Math.max(
        ...theirs.map((text, at) => similarity(text, ours[at] ?? new Map<string, number>())),
      );
      return { id, number, name, likeness };
    });
  return guesses.toSorted((a, b) => b.likeness - a.likeness || b.number - a.number);
}
