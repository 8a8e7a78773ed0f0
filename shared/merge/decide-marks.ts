import { changeOf, formatOf, type Token } from '../review/tokens.ts';
import type { SentMarks } from './break-marks.ts';
import type { LineState } from './table-lines.ts';
import type { Kept, State, Theirs, Verdict } from './their-items.ts';
import type { By } from './word-copy.ts';

/** The move that a change is one end of. */
export type MoveOf = (revision: string) => string | undefined;

/** What the copy says of one token, or one line of a table, that carried a change. */
type Vote = 'accepted' | 'rejected' | 'mixed' | 'open';

type Tally = {
  votes: Vote[];
  /** Of paragraph breaks that are there still. */
  breaks: Vote[];
  /** Insertions that are gone. */
  gone: { cut?: By }[];
};

/**
 * What was open when it was sent and is whole or gone now.
 * @param states of the tokens that carried a change
 * @param lines the same of rows and columns
 * @param moveOf both ends of a move are decided together
 */
export function decide(
  states: readonly { item: Kept; state: State }[],
  tokens: readonly Token[],
  silent: SentMarks['silent'],
  lines: readonly LineState[],
  moveOf: MoveOf,
): Pick<Theirs, 'verdicts' | 'partly'> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (id: string): Tally => {
    let tally = tallies.get(id);
    if (!tally) tallies.set(id, (tally = { votes: [], breaks: [], gone: [] }));
    return tally;
  };
  const all = states.map(({ item, state }) => {
    const token = tokens[item.token] as Token;
    const isSilent = (slot: 'ins' | 'del'): boolean =>
      token.is === 'start' && silent[slot].has(token.block.id);
    const { fmt, was } = formatOf(token);
    if (fmt !== undefined && state.present && state.look !== undefined) {
      const isKept = state.format === undefined;
      tallyOf(fmt).votes.push(state.look === was ? 'rejected' : isKept ? 'accepted' : 'open');
    }
    return { item, state, ...changeOf(token), isSilent, isBreak: token.is === 'start' && state.present };
  });
  const ofLines = lines.map((line) => ({ ...line, isSilent: () => false, isBreak: false }));
  for (const { item, state, ins, del, isSilent, isBreak } of [...all, ...ofLines]) {
    const kind = isBreak ? 'breaks' : 'votes';
    if (del !== undefined && !isSilent('del')) {
      const isBack = !state.del && item.cut === undefined;
      const vote = !state.present ? 'accepted' : isBack ? 'rejected' : 'open';
      tallyOf(del)[kind].push(isMixed(state, 'del') ? 'mixed' : vote);
    }
    // A token that went for good because its deletion was accepted says nothing about its insertion.
    if (ins === undefined || isSilent('ins') || (del !== undefined && !state.present)) continue;
    const tally = tallyOf(ins);
    if (!state.present) tally.gone.push(item);
    const vote = !state.present ? 'rejected' : state.ins ? 'open' : 'accepted';
    tally[kind].push(isMixed(state, 'ins') ? 'mixed' : vote);
  }
  const verdicts = new Map<string, boolean>();
  const partly: string[] = [];
  for (const [revision, { votes, breaks, gone }] of tallies) {
    // Some programs lose the mark of a paragraph: where the words of the change are open, so is the break.
    const isOpen = votes.length > 0 && votes.every((vote) => vote === 'open');
    const said = isOpen ? votes : [...votes, ...breaks];
    if (said.every((vote) => vote === 'accepted')) verdicts.set(revision, true);
    else if (said.every((vote) => vote === 'rejected')) verdicts.set(revision, false);
    else if (said.some((vote) => vote !== 'open')) {
      partly.push(revision);
      for (const item of gone) item.cut ??= null;
    }
  }
  return ofMoves(verdicts, partly, [...tallies.keys()], moveOf);
}

/** Some of its characters were decided, and the others not. */
const isMixed = (state: Pick<State, 'mixed'> | object, slot: 'ins' | 'del'): boolean =>
  'mixed' in state && state.mixed?.[slot] === true;

/**
 * A move of which one end was decided is decided. One of which an end was accepted and the other one rejected would be
 * there twice, or nowhere: it stays open.
 */
function ofMoves(
  verdicts: ReadonlyMap<string, boolean>,
  partly: readonly string[],
  open: readonly string[],
  moveOf: MoveOf,
): Pick<Theirs, 'verdicts' | 'partly'> {
  const moves = new Map<string, string[]>();
  for (const id of open) {
    const move = moveOf(id);
    if (move !== undefined) moves.set(move, [...(moves.get(move) ?? []), id]);
  }
  const said = new Map(verdicts);
  const undecided = new Set(partly);
  for (const ends of moves.values()) {
    const told = ends.flatMap((id) => (verdicts.has(id) ? [verdicts.get(id) === true] : []));
    const [first] = told;
    if (first === undefined) continue;
    const isContested = told.includes(!first) || ends.some((id) => undecided.has(id));
    for (const id of ends) {
      if (!isContested) said.set(id, first);
      else if (said.delete(id)) undecided.add(id);
    }
  }
  return {
    verdicts: [...said].map(([revision, accepted]): Verdict => ({ revision, accepted })),
    partly: [...undecided],
  };
}
