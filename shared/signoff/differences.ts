import { diffText } from '../text/difference.ts';
import { signedText } from './canonical.ts';
import type { TextDifference } from './types.ts';

/** Differences that are named; more than that is another text. */
const MOST = 20;

/** Where a text differs from the signed one, at the level of words. White space does not count. */
export function textDifferences(signed: string, found: string): TextDifference[] {
  const differences: TextDifference[] = [];
  let open: TextDifference | null = null;
  for (const { kind, text } of diffText(signedText(signed), signedText(found))) {
    if (kind === 'same') {
      open = null;
      continue;
    }
    if (!open) {
      open = { signed: '', found: '' };
      differences.push(open);
    }
    if (kind === 'delete') open.signed += text;
    else open.found += text;
  }
  return differences.slice(0, MOST);
}
