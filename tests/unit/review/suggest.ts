import type { Backend } from '../../../electron/backend/service/registry.ts';
import { newId } from '../../../shared/document/ids.ts';
import { operationsTo } from '../../../shared/review/operations-to.ts';
import { blocksOfTokens, tokensOf, withChange, type Token } from '../../../shared/review/tokens.ts';
import type { Revision } from '../../../shared/review/types.ts';

/** One tracked change: words put in behind others, or words taken out. */
export type Suggestion = { put: string; after: string } | { cut: string };

/** Tracked changes by one person in a stored report, as somebody would make them in the window. */
export async function suggest(
  backend: Backend,
  report: string,
  author: string,
  at: string,
  list: readonly Suggestion[],
): Promise<void> {
  const { document, revision } = await backend.call('report.open', { id: report });
  const tokens = tokensOf(document.blocks);
  const revisions = list.map((one, index): Revision => {
    const id = `${author}${index}`;
    const words = 'put' in one ? one.after : one.cut;
    const from = placeOf(tokens, words);
    const to = from + words.length;
    if ('put' in one) {
      const put = Array.from(one.put, (text): Token => ({ is: 'char', text, marks: { ins: id } }));
      tokens.splice(to, 0, ...put);
      return { id, author, at, kind: 'insert' };
    }
    for (let n = from; n < to; n += 1) tokens[n] = withChange(tokens[n] as Token, { del: id });
    return { id, author, at, kind: 'delete' };
  });
  const ops = operationsTo(document.blocks, blocksOfTokens(tokens));
  await backend.call('report.apply', {
    id: report,
    batch: newId(),
    base: revision,
    session: 'test',
    ops,
    author,
    review: { revisions },
  });
}

function placeOf(tokens: readonly Token[], words: string): number {
  // Whatever is no character counts as one that no words hold.
  const at = tokens
    .map((token) => (token.is === 'char' ? token.text : '\u0000'))
    .join('')
    .indexOf(words);
  if (at < 0) throw new Error(`no “${words}”`);
  return at;
}
