import type { Block } from '../document/types.ts';
import { inlinesOf, isOrdinal } from '../document/guards.ts';
import { markedBlocks } from '../document/marked-blocks.ts';
import { headingLabels } from '../document/numbering.ts';
import { formName } from '../review/collect.ts';
import { tableLooks } from './table-looks.ts';
import { withThreadsBack } from '../review/threads-back.ts';
import { formOf, itemsOnlyInBody, resolve, sameForm, withForm } from '../document/resolve.ts';
import { blocksOfTokens, changeOf, withChange, type Token } from '../review/tokens.ts';
import type {
  Comment,
  Conflict,
  Decision,
  MergeLists,
  Revision,
  RevisionKind,
  Thread,
} from '../review/types.ts';
import { minuteOf } from './anchors.ts';
import { sentMarks } from './break-marks.ts';
import { inheritSecrecy } from './inherit-secrecy.ts';
import { layLines } from './lay-lines.ts';
import { MaskedValues } from './masked-values.ts';
import { MovedCells } from './moved-cells.ts';
import { withMoved } from './moved-items.ts';
import { changedInGone, movedByNobody, movedTwice, reshapedTables } from './moved-twice.ts';
import { withMoves } from './moves.ts';
import { withNames } from './named-items.ts';
import { Objects } from './objects.ts';
import { onlyTracked, onlyTrackedLines } from './only-tracked.ts';
import { Origins } from './origins.ts';
import { Reviving } from './revive.ts';
import { sentFields, sentLines } from './sent-lines.ts';
import { takenOut } from './taken-out.ts';
import { reopenLines } from './reopen-lines.ts';
import { restyle } from './restyle.ts';
import { withLines } from './their-lines.ts';
import { withTables } from './changed-tables.ts';
import { returnedCells, sentCells } from './cells.ts';
import type { ThreadChange } from './comments.ts';
import { findConflicts } from './conflicts.ts';
import { flatten, unflatten } from './flatten.ts';
import { withFreshIds } from './fresh-ids.ts';
import {
  blockAt,
  groundOf,
  sentGround,
  stretchFor,
  type Ground,
  type MergeContext,
  type MergeSource,
  type MergeTarget,
  type SentGround,
} from './ground.ts';
import { groupChanges, isWordId, keyOf, type Deletion, type Reshaping } from './groups.ts';
import { keptHidden, keptMasked } from './kept-notes.ts';
import { leftOutNotes, lostImages } from './left-out.ts';
import { layComments } from './lay-comments.ts';
import { maskedNotes } from './masked-notes.ts';
import { matchCopies } from './match.ts';
import { matchSame } from './match-same.ts';
import { isReasonThread, revisionOfReason } from '../review/said-in-word.ts';
import { homeOf, Placing } from './placing.ts';
import { withMoreThreads } from './threads-on.ts';
import type { Theirs } from './their-items.ts';
import { changedMasks, partlyDecided, standing } from './told-notes.ts';
import { readTheirs } from './theirs.ts';
import { applyVerdicts, untold } from './verdicts.ts';
import { planTables, type TablePlan } from './word-tables.ts';
import type { WordChange, WordCopy } from './word-copy.ts';

/** What a copy brings: the report with it, the rows to store, and what somebody should look at. */
export type Merged = MergeLists & {
  blocks: Block[];
  revisions: Revision[];
  threads: Thread[];
  replies: Comment[];
  states: ThreadChange[];
  decisions: Decision[];
  /** Changes that came with another copy and turn out to be halves of a move. */
  moves: { revision: string; move: string }[];
};

/**
 * Brings back a copy that was marked in Word: what it changed of the version that was sent is done to the report as it
 * is now. Nothing is taken away: what goes is marked as deleted. Merging a copy twice adds nothing, and several copies
 * of one version give the same report in whichever order they come.
 */
export function mergeCopy(
  sent: MergeSource,
  ours: MergeTarget,
  copy: WordCopy,
  context: MergeContext,
): Merged {
  const { spell } = sent;
  const known = knownChanges(sent, 'insert');
  const tables = planTables(sent.blocks, ours.blocks, copy, known, spell, ours.review.decisions);
  const plan = context.onlyTracked ? onlyTrackedLines(tables) : tables;
  const base = flatten(sent.blocks, plan.sent, plan.places);
  const mine = sentCells(base, headingLabels(sent.blocks), spell, (tokens) => new Objects(tokens, spell));
  const { tokens, objects } = mine;
  const marks = sentMarks(sent.blocks, spell);
  const knownCut = knownChanges(sent, 'delete');
  const back = returnedCells(copy, { ins: known, del: knownCut }, plan, marks.breakOf, objects);
  const steps = context.onlyTracked ? matchSame(mine, back) : matchCopies(mine, back, knownCut);
  const states = [...plan.byCell.values()].flatMap(({ lines }) => lines.states);
  const moves = new Map(sent.review.revisions.map(({ id, move }) => [id, move]));
  const moveOf = (id: string): string | undefined => moves.get(id);
  const all = readTheirs(mine, back, steps, sent.variables, marks.silent, objects, states, moveOf);
  const read = context.onlyTracked ? onlyTracked(all, tokens) : all;
  const { reviving, values, cells } = revivers(sent, ours, plan, read, tokens, objects);
  const moved = withNames(withMoved(read.items, reviving, values), tokens);
  const ground = sentGround(tokens, sent.blocks, spell);
  const items = withMoves(moved, tokens, ground.textOf);
  const changedTables = withTables({ ...read, items }, tokens, spell, plan, objects, cells);
  const changed = context.onlyTracked ? onlyTracked(changedTables, tokens) : changedTables;
  const theirs = withLines(changed, tokens, plan, objects, cells);
  return merge(sent, ours, copy, context, theirs, ground, plan);
}

/** What knows the words of the copy again that stand elsewhere now. */
function revivers(
  { blocks, variables, spell }: MergeSource,
  ours: MergeTarget,
  plan: TablePlan,
  { items }: Pick<Theirs, 'items'>,
  tokens: readonly Token[],
  objects: Objects,
): { reviving: Reviving; values: MaskedValues; cells: MovedCells } {
  const gone = takenOut(items, tokens, plan);
  const lines = sentLines(blocks, ours.blocks, spell, objects);
  const reviving = new Reviving(new Origins(lines, gone), objects, variables);
  const values = new MaskedValues(sentFields(blocks, ours.blocks), gone.isField);
  return { reviving, values, cells: new MovedCells(lines, reviving, values) };
}

/** A change by somebody who had made one of that kind at that minute when the copy was sent. */
function knownChanges({ review, people }: MergeSource, kind: RevisionKind): (change: WordChange) => boolean {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const known = new Set(
    review.revisions.flatMap(({ kind: is, author, at }) =>
      is === kind ? [`${names.get(author) ?? ''} ${minuteOf(at)}`] : [],
    ),
  );
  return ({ author, at }) => at === null || known.has(`${author} ${minuteOf(at)}`);
}

function merge(
  sent: MergeSource,
  ours: MergeTarget,
  copy: WordCopy,
  context: MergeContext,
  theirs: Theirs,
  base: SentGround,
  planned: TablePlan,
): Merged {
  const { version } = sent;
  const { tokens: before, textOf, keyOf: textOfKey, numberOf, numberOfGap } = base;
  const rows = new Map(ours.review.revisions.map((row) => [row.id, row]));
  const isNew = ({ id }: Revision): boolean => !rows.has(id);
  const groups = groupChanges(theirs, before, {
    version,
    ...context,
    textOf: textOfKey,
    numberOf,
    numberOfGap,
  });
  const insertions = groups.insertions.filter(({ revisions }) => revisions.some((row) => isNew(row)));
  const deletions = groups.deletions.filter(({ revision }) => isNew(revision));
  const reshapings = groups.reshapings.filter(({ revision }) => isNew(revision));
  const restylings = groups.restylings.filter(({ revision }) => isNew(revision));
  const verdictsLeft = untold(theirs.verdicts, ours, context);
  const reopened = reopenLines({
    sent: sent.blocks,
    ours: ours.blocks,
    review: ours.review,
    plan: planned,
    verdicts: verdictsLeft,
    written: new Set(insertions.map(({ gap }) => homeOf(before, gap))),
    numberOf: (id) => numberOf(before.findIndex((token) => token.is === 'table' && token.block.id === id)),
  });
  const plan = { ...planned, ours: reopened.ours };
  const ground = groundOf(base, reopened.blocks, plan);
  const { now } = ground;
  const came = groups.insertions.flatMap(({ revisions: own }) => own);
  const all = new Map([...rows, ...came.map((row) => [row.id, row] as const)]);
  const reshaped = reshapedTables(
    [...now, ...groups.insertions.flatMap(({ tokens: own }) => own.map(({ token }) => token))],
    all,
  );
  const twice = movedTwice(deletions, ground, rows, reshaped, context.unknown);
  const conflicts = findConflicts({
    sent: before,
    now,
    map: ground.map,
    from: ground.from,
    insertions,
    deletions,
    told: new Set(twice.keys()),
    textOf,
    blocks: ours.blocks,
    isOwn: (token) => {
      const { ins } = changeOf(token);
      return ins !== undefined && groups.insertions.some(({ key }) => keyOf(ins) === key);
    },
  });
  conflicts.push(...maskedNotes(theirs, insertions, ground, sent.spell));
  // Threads lie on tokens as they were found; changes come after, so that they take them along.
  const inserted = new Set<unknown>([
    ...groups.insertions.flatMap(({ tokens }) => tokens.map(({ item }) => item)),
    ...theirs.items.filter((item) => item.is === 'come' && item.apart),
  ]);
  const laid = layComments({ sent, ours, comments: copy.comments, theirs, ground, context, inserted });
  /** Tokens of the report as it is now that are changed, by place. */
  const marked = new Map<number, Token>();
  const tokenAt = (at: number): Token => marked.get(at) ?? (now[at] as Token);
  conflicts.push(
    ...twice.values(),
    ...movedByNobody(insertions, ground, rows, reshaped),
    ...changedInGone({ insertions, deletions }, ground, rows, reshaped, context.unknown),
  );
  for (const deletion of deletions) strike(deletion, ground, marked);
  for (const reshaping of reshapings) {
    const conflict = reshape(reshaping, ground, marked);
    if (conflict) conflicts.push(conflict);
  }
  for (const restyling of restylings) conflicts.push(...restyle(restyling, ground, marked));
  const placing = new Placing(ground, rows);
  for (const insertion of groups.insertions) {
    if (insertions.includes(insertion)) placing.insert(insertion, laid.come, laid.kept);
    else placing.comment(insertion, laid.come, laid.kept);
  }
  const verdicts = applyVerdicts(verdictsLeft, ground, ours, context, marked, placing, reopened.held);
  for (const [at, threads] of laid.kept) marked.set(at, withMoreThreads(tokenAt(at), threads));
  const flat = blocksOfTokens(placing.row(tokenAt));
  const fresh = [
    ...deletions.map(({ revision }) => revision),
    ...insertions.flatMap(({ revisions }) => revisions.filter((row) => isNew(row))),
  ];
  const lines = layLines(unflatten(flat, plan.ours), theirs.lines, {
    version,
    ground,
    plan,
    context,
    rows,
    fresh: new Map(fresh.map((row) => [row.id, row])),
    come: laid.come,
  });
  const blocks = inheritSecrecy(
    itemsOnlyInBody(withFreshIds(lines.blocks, version)),
    (id) => !rows.has(id),
    publicParagraphs(sent),
  );
  const { decided, decisions } = verdicts;
  const revisions = [
    ...deletions.map(({ revision }) => revision),
    ...reshapings.map(({ revision }) => revision),
    ...restylings.map(({ revision }) => revision),
    ...lines.revisions,
    ...insertions.flatMap(({ revisions: own }) => own.filter((row) => isNew(row))),
  ];
  const halves = [...groups.deletions.map(({ revision }) => revision), ...came];
  const moves = halves.flatMap(({ id, move }) =>
    move !== undefined && rows.has(id) && rows.get(id)?.move === undefined ? [{ revision: id, move }] : [],
  );
  const left = decided.size > 0 ? resolved(blocks, decided, rows) : blocks;
  return {
    moves,
    blocks: left,
    revisions,
    hidden: keptHidden(blocks, revisions),
    masked: keptMasked(theirs, blocks, revisions),
    threads: laid.threads,
    replies: laid.replies,
    states: laid.states,
    decisions,
    conflicts: [
      ...conflicts,
      ...lines.conflicts,
      ...verdicts.conflicts,
      ...changedMasks(theirs, ground, context),
    ],
    missing: laid.missing.filter(({ id }) => !isDecidedReason(id, decisions)),
    partly: standing(partlyDecided(theirs.partly, ground, sent), blocks, left),
    unplaced: laid.unplaced,
    overruled: laid.overruled,
    guessed: laid.guessed,
    leftOut: leftOutNotes(
      {
        ...copy,
        leftOut: [
          ...(copy.leftOut ?? []),
          ...lostImages(theirs.lost, before),
          ...tableLooks(sent.blocks, planned, sent.spell),
        ],
      },
      sent.blocks,
      sent.review.revisions.some(({ kind }) => kind === 'format')
        ? knownChanges(sent, 'format')
        : () => false,
      context.authorOf,
    ),
  };
}

/** The reason of a change that was accepted or rejected in Word went with it. */
function isDecidedReason(id: string, decisions: readonly Decision[]): boolean {
  return isReasonThread(id) && decisions.some(({ revision }) => revision === revisionOfReason(id));
}

/** The report with what Word decided; comments on what was not moved after all go back to where it stands. */
function resolved(
  blocks: readonly Block[],
  decided: ReadonlyMap<string, boolean>,
  rows: ReadonlyMap<string, Revision>,
): Block[] {
  const rejected = new Set([...decided].flatMap(([id, accepted]) => (accepted ? [] : [id])));
  return resolve(withThreadsBack(blocks, rejected, rows), (id) => decided.get(id));
}

/** Marks as deleted what was taken out in the copy. */
function strike({ tokens, revision }: Deletion, { map, now }: Ground, marked: Map<number, Token>): void {
  for (const token of tokens) {
    const at = map[token] ?? -1;
    if (at < 0) continue;
    const here = marked.get(at) ?? now[at];
    if (!here) continue;
    const { ins, del } = changeOf(here);
    // Two people took out the same word: the one whose change comes first in the copy has it.
    if (del !== undefined && !(isWordId(del) && revision.id < del)) continue;
    marked.set(at, withChange(here, { ins, del: revision.id }));
  }
}

/** Gives a block the form that it has in the copy; a conflict where it has another one here by now, or is gone. */
function reshape(
  { token, to, revision }: Reshaping,
  ground: Ground,
  marked: Map<number, Token>,
): Conflict | null {
  const { map, now, tokens } = ground;
  const at = map[token] ?? -1;
  const was = tokens[token];
  const here = marked.get(at) ?? now[at];
  if (was?.is !== 'start') return null;
  const before = formOf(was.block);
  const block = here?.is === 'start' ? here.block : null;
  const { pFmt, pWas = null } = block ?? {};
  // Two copies gave it another form: the one whose change comes first has it, whichever copy came first.
  const contested = pFmt !== undefined && isWordId(pFmt) && pWas !== null && sameForm(pWas, before);
  const form = block && formOf(block);
  const fits = to.type === 'paragraph' || !hasOrdinal(now, at);
  if (
    block &&
    form &&
    fits &&
    (contested ? revision.id < pFmt : pFmt === undefined && sameForm(form, before))
  ) {
    const old = contested ? pWas : form;
    const { pageBreak: _page, ...kept } = old;
    const next = withForm(block, { ...(old.type === to.type ? kept : {}), ...to });
    marked.set(at, { is: 'start', block: { ...next, pFmt: revision.id, pWas: old } });
    if (!contested) return null;
  }
  if (form && formName(form) === formName(to)) return null;
  return {
    block: blockAt(now, block ? at : stretchFor(ground, token).from - 1) ?? '',
    author: revision.author,
    base: formName(before),
    theirs: formName(to),
    ours: form ? formName(form) : '',
  };
}

/** Whether a paragraph has items: then it can't be a heading. */
function hasOrdinal(now: readonly Token[], start: number): boolean {
  for (let at = start + 1; at < now.length; at += 1) {
    const token = now[at];
    if (token?.is === 'start' || token?.is === 'table') return false;
    if (token?.is === 'void' && isOrdinal(token.node)) return true;
  }
  return false;
}

/** Whether a paragraph says what a public one said when the copy was sent: it was moved or copied. */
function publicParagraphs({ blocks, spell }: MergeSource): (block: Block) => boolean {
  const hidden = markedBlocks(blocks);
  const textOf = (block: Block): string =>
    inlinesOf(block)
      .flatMap((node) => (isOrdinal(node) ? [] : spell(node).map(({ text }) => text)))
      .join('');
  const known = new Set(blocks.flatMap((block) => (hidden.has(block.id) ? [] : textOf(block))));
  return (block) => {
    const text = textOf(block);
    return text !== '' && known.has(text);
  };
}
