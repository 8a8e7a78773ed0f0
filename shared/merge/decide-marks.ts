import { changeOf, formatOf, type Token } from '../review/tokens.ts';
import type { SentMarks } from './break-marks.ts';
import type { LineState } from './table-lines.ts';
import type { Kept, State, Theirs, Verdict } from './their-items.ts';
import type { By } from './word-copy.ts';

/**
 * What was open when it was sent and is whole or gone now.
 * @param states of the tokens that carried a change
 * @param lines the same of rows and columns
 */
export function decide(
  states: readonly { item: Kept; state: State }[],
  tokens: readonly Token[],
  silent: SentMarks['silent'],
  lines: readonly LineState[],
): Pick<Theirs, 'verdicts' | 'partly'> {
  type Tally = { total: number; accepted: number; rejected: number; gone: { cut?: By }[] };
  const tallies = new Map<string, Tally>();
  const tallyOf = (id: string): Tally => {
    let tally = tallies.get(id);
    if (!tally) tallies.set(id, (tally = { total: 0, accepted: 0, rejected: 0, gone: [] }));
    return tally;
  };
  const all = states.map(({ item, state }) => {
    const token = tokens[item.token] as Token;
    const isSilent = (slot: 'ins' | 'del'): boolean =>
      token.is === 'start' && silent[slot].has(token.block.id);
    const { fmt, was } = formatOf(token);
    if (fmt !== undefined && state.present && state.look !== undefined) {
      const tally = tallyOf(fmt);
      tally.total += 1;
      if (state.look === was) tally.rejected += 1;
      else if (state.format === undefined) tally.accepted += 1;
    }
    return { item, state, ...changeOf(token), isSilent };
  });
  const ofLines = lines.map((line) => ({ ...line, isSilent: () => false }));
  for (const { item, state, ins, del, isSilent } of [...all, ...ofLines]) {
    if (del !== undefined && !isSilent('del')) {
      const tally = tallyOf(del);
      tally.total += 1;
      if (!state.present) tally.accepted += 1;
      else if (!state.del && item.cut === undefined) tally.rejected += 1;
    }
    // A token that went for good because its deletion was accepted says nothing about its insertion.
    if (ins === undefined || isSilent('ins') || (del !== undefined && !state.present)) continue;
    const tally = tallyOf(ins);
    tally.total += 1;
    if (!state.present) {
      tally.rejected += 1;
      tally.gone.push(item);
    } else if (!state.ins) tally.accepted += 1;
  }
  const verdicts: Verdict[] = [];
  const partly: string[] = [];
  for (const [revision, { total, accepted, rejected, gone }] of tallies) {
    if (accepted === total) verdicts.push({ revision, accepted: true });
    else if (rejected === total) verdicts.push({ revision, accepted: false });
    else if (accepted + rejected > 0) {
      partly.push(revision);
      for (const item of gone) item.cut ??= null;
    }
  }
  return { verdicts, partly };
}
