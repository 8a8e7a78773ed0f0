import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import { changesOfCopy, lostChanges } from '../../../shared/merge/changes-of-copy.ts';
import { linesOfCopy } from '../../../shared/merge/lines-of-copy.ts';
import { mergeCopy } from '../../../shared/merge/merge.ts';
import { PeopleByName, UNKNOWN } from '../../../shared/merge/people-by-name.ts';
import { recogniseInserted } from '../../../shared/merge/recognise-inserted.ts';
import { FORMAT_KINDS, runsOf, type WordCopy, type WordRun } from '../../../shared/merge/word-copy.ts';
import { bare, firstDifference } from '../../../shared/proof/first-difference.ts';
import { quoted } from '../../../shared/text/quoted.ts';
import { EMPTY_REVIEW, type Person, type Revision, type Thread } from '../../../shared/review/types.ts';

/** The tracked changes and comments of a Word file, laid on the report that was recognised in it. */
export type FileMarks = {
  blocks: Block[];
  revisions: Revision[];
  threads: Thread[];
  /** Whoever is named in them. */
  people: Person[];
  /** Tracked changes and comments that the file has, answers among them; a move is one change. */
  changes: number;
  comments: number;
  /** A sentence for each kind that could not be kept. */
  notKept: string[];
};

/** A reading of the file: with all of its changes rejected, or accepted. */
type ReadAs = { blocks: readonly Block[]; variables: Variables };

type Given = {
  copy: WordCopy & { apart?: number };
  /** The report recognised in the file with all of its changes rejected. */
  original: ReadAs;
  /** The same with all of them accepted. */
  final: ReadAs;
  /** A name for the file by which the ids of its changes are made. */
  version: string;
  /** For what has no date of its own, where the file has none either. ISO 8601 UTC. */
  noDate: string;
};

/**
 * Lays the marks of a file on the text as it was before them. The one engine that brings reviewers' copies back does it:
 * the file is a copy of its own text. What was put in is recognised, too.
 */
export function marksOfFile({ copy, original, final, version, noDate }: Given): FileMarks {
  const { variables } = original;
  const policy = editionPolicy(undefined);
  const byName = new PeopleByName([]);
  const at = copy.savedAt ?? noDate;
  const sent = [...original.blocks];
  const merged = mergeCopy(
    {
      version,
      at,
      blocks: sent,
      variables,
      review: EMPTY_REVIEW,
      people: [],
      spell: spellerOf(sent, variables, policy),
      say: sayerOf(sent, variables, policy),
    },
    { blocks: sent, variables, review: EMPTY_REVIEW },
    { ...copy, blocks: linesOfCopy(copy.blocks) },
    {
      authorOf: (who) => byName.idOf(who),
      unknown: byName.take(UNKNOWN),
      at,
      onlyTracked: true,
    },
  );
  const blocks = recogniseInserted(merged.blocks, final.blocks, variables);
  const threads = withAnswers(merged.threads, merged.replies);
  const lost = lostWords(copy, blocks, original, final);
  const formats =
    (copy.leftOut?.filter(({ kind, by }) => by !== undefined && FORMAT_KINDS.has(kind)).length ?? 0) +
    stretchesOf(copy, ({ looksBy }) => looksBy !== undefined).length;
  const struck = stretchesOf(copy, ({ looks, del }) => looks?.includes('strike') === true && !del);
  const { apart = 0 } = copy;
  return {
    blocks,
    revisions: merged.revisions,
    threads,
    people: byName.added().filter(({ id }) => usedIn(merged.revisions, threads).has(id)),
    changes: countedOnce(merged.revisions) + lost.count + formats + apart,
    comments: copy.comments.length,
    notKept: [
      ...lost.told,
      ...(apart > 0 ? [`文本框、页眉页脚或表中表里的 ${apart} 处修订没有收入，文字按改好的`] : []),
      ...(formats > 0 ? [`有 ${formats} 处格式修订没有收入：报告里只有加粗、上标和标题级别`] : []),
      ...(struck.length > 0
        ? [`有 ${struck.length} 处文字划了删除线，按没有划的收入：${firstOf(struck)}`]
        : []),
      ...commentsNotKept(copy, threads, merged.unplaced),
    ],
  };
}

function withAnswers(threads: readonly Thread[], replies: readonly Thread['comments'][number][]): Thread[] {
  const answers = Map.groupBy(replies, ({ thread }) => thread);
  return threads.map((thread) => ({
    ...thread,
    comments: [...thread.comments, ...(answers.get(thread.id) ?? [])],
  }));
}

function usedIn(revisions: readonly Revision[], threads: readonly Thread[]): ReadonlySet<string | undefined> {
  return new Set([
    ...revisions.map(({ author }) => author),
    ...threads.flatMap(({ author, resolvedBy, comments }) => [
      author,
      resolvedBy,
      ...comments.map((comment) => comment.author),
    ]),
  ]);
}

/** The two halves of a move are one. */
function countedOnce(revisions: readonly Revision[]): number {
  const moves = new Set(revisions.flatMap(({ move }) => move ?? []));
  return revisions.filter(({ move }) => move === undefined).length + moves.size;
}

/**
 * Words whose change could not be kept. Where accepting all gives what the file says, and rejecting all what it said
 * before, there are none: a number that somebody typed anew is counted here.
 */
function lostWords(
  copy: WordCopy,
  blocks: readonly Block[],
  original: ReadAs,
  final: ReadAs,
): { count: number; told: string[] } {
  const { variables } = original;
  const accepted = wordsOf({ blocks: finalView(blocks), variables });
  const wanted = wordsOf(final);
  const before = wordsOf({ blocks: originalView(blocks), variables });
  const was = wordsOf(original);
  if (accepted === wanted && before === was) return { count: 0, told: [] };
  const lost = lostChanges(
    changesOfCopy(copy),
    blocks,
    spellerOf(blocks, variables, editionPolicy(undefined)),
  );
  const [first] = lost;
  if (first === undefined) {
    const isAfter = accepted !== wanted;
    const place = isAfter ? firstDifference(wanted, accepted) : firstDifference(was, before);
    const how = isAfter ? '全部接受' : '全部拒绝';
    return {
      count: 0,
      told: [`${how}修订后的文字与文件里的不完全一样，请对照“${place?.before}${place?.expected}”一处`],
    };
  }
  const told = `有 ${lost.length} 处修订没有收入：${firstOf(lost.map(({ text }) => text))}`;
  return { count: lost.length, told: [told] };
}

/** The first few of these words. */
function firstOf(all: readonly string[]): string {
  const places = all.slice(0, PLACES).map((text) => quoted(text, PLACE));
  return `${places.join('、')}${all.length > PLACES ? '等' : ''}`;
}

/** The words of neighbouring runs of which something holds. */
function stretchesOf({ blocks }: WordCopy, holds: (run: WordRun) => boolean): string[] {
  const out: string[] = [];
  for (const runs of blocks.flatMap((block) => runsOf(block))) {
    let isOpen = false;
    for (const run of runs) {
      if (run.text === '') continue;
      const isOne = holds(run);
      if (isOne && isOpen) out[out.length - 1] += run.text;
      else if (isOne) out.push(run.text);
      isOpen = isOne;
    }
  }
  return out;
}

/** Without what is no word: white space, where lines end, images, and numbers that are counted here. */
const wordsOf = ({ blocks, variables }: ReadAs): string =>
  bare(plainText([...blocks], { variables })).replaceAll(/[\n\uFFFC]/g, '');

function commentsNotKept(
  { comments }: WordCopy,
  threads: readonly Thread[],
  unplaced: readonly { text: string }[],
): string[] {
  const empty = comments.filter(({ body }) => body.trim() === '').length;
  const kept = threads.reduce((sum, { comments: said }) => sum + said.length, 0);
  const lost = comments.length - empty - kept;
  return [
    ...(empty > 0 ? [`有 ${empty} 条批注里没有文字，没有收入`] : []),
    ...(lost > 0 ? [`有 ${lost} 条批注没有收入`] : []),
    ...unplaced.map(({ text }) => `批注“${text.slice(0, PLACE)}”没有批在文字上，收在批注列表最后`),
  ];
}

/** Changes that are named, and characters of each. */
const PLACES = 3;
const PLACE = 12;
