import {
  holdsSomething,
  type WordBlock,
  type WordMark,
  type WordParagraph,
  type WordRun,
} from './word-copy.ts';

/**
 * A file's paragraphs as recognition reads them: a break in a paragraph ends it, and those in which nothing stands are
 * none. Comments on such a one go to the paragraph before.
 */
export function linesOfCopy(blocks: readonly WordBlock[]): WordBlock[] {
  const out: WordBlock[] = [];
  /** Comments of paragraphs before the first that holds something. */
  let early: WordRun[] = [];
  const lines = blocks.flatMap((one): WordBlock[] => (one.is === 'paragraph' ? splitAtBreaks(one) : [one]));
  for (const block of lines) {
    if (block.is === 'table' || block.runs.some((run) => holdsSomething(run))) {
      out.push(
        early.length > 0 && block.is === 'paragraph' ? { ...block, runs: [...early, ...block.runs] } : block,
      );
      if (block.is === 'paragraph') early = [];
      continue;
    }
    const at = out.length - 1;
    const last = out[at];
    if (last?.is === 'paragraph')
      out[at] = { ...last, runs: [...last.runs, ...block.runs], mark: markOfBoth(last, block.mark) };
    else early.push(...block.runs);
  }
  return out;
}

function splitAtBreaks(paragraph: WordParagraph): WordParagraph[] {
  if (!paragraph.runs.some(({ text }) => text.includes('\n'))) return [paragraph];
  const parts: WordParagraph[] = [];
  let runs: WordRun[] = [];
  const end = (mark: WordMark): void => {
    const { pageBreak: _, ...later } = paragraph;
    parts.push({ ...(parts.length === 0 ? paragraph : { ...later, anchors: [] }), runs, mark });
    runs = [];
  };
  for (const run of paragraph.runs) {
    run.text.split('\n').forEach((text, at) => {
      const { ins, del } = run;
      if (at > 0) end({ ...(ins ? { ins } : {}), ...(del ? { del } : {}) });
      if (at === 0 || text !== '') runs.push({ ...run, text });
    });
  }
  end(paragraph.mark);
  return parts;
}

/**
 * The mark of a paragraph behind which an empty one stood. Its own, where all of its words came or went with it; else there
 * is a break in the text before, and after, wherever one of the two is there.
 */
function markOfBoth({ runs, mark }: WordParagraph, behind: WordMark): WordMark {
  const words = runs.filter((run) => holdsSomething(run));
  const both = (slot: 'ins' | 'del'): WordMark => {
    const own = mark[slot];
    const isWhole = words.every((run) => run[slot] !== undefined);
    return own && (isWhole || behind[slot]) ? { [slot]: own } : {};
  };
  return { ...both('ins'), ...both('del') };
}
