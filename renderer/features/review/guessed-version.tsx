import { CircleAlert } from 'lucide-react';

import type { MergeReport, VersionGuess } from '../../../shared/contract/merge.ts';

type Props = {
  guess: NonNullable<MergeReport['files'][number]['guess']>;
  /** Null where it is settled. */
  onAgainst: ((version: string) => void) | null;
};

const nameOf = ({ number, name, likeness }: VersionGuess): string =>
  `第 ${number} 版“${name}”，${Math.floor(likeness * 100)}% 相同`;

/** Below this much of the same text somebody should look twice. */
const ENOUGH = 0.8;

/** Of which version a file is that doesn't say so: by its text, to be put right. */
export function GuessedVersion({ guess, onAgainst }: Props) {
  const all = [guess.against, ...guess.others].toSorted((a, b) => b.likeness - a.likeness);
  return (
    <span className="take-back-guess">
      没有送审标识，按文字对照
      {onAgainst && all.length > 1 ? (
        <select
          className="ui-select"
          aria-label="按哪一版对照"
          value={guess.against.id}
          onChange={(event) => onAgainst(event.target.value)}
        >
          {all.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      ) : (
        nameOf(guess.against)
      )}
      {onAgainst && guess.against.likeness < ENOUGH && (
        <span className="take-back-unlike" role="alert">
          <CircleAlert size={13} aria-hidden />
          相同的文字不到八成，可能不是这份报告的，看清楚再收
        </span>
      )}
    </span>
  );
}
