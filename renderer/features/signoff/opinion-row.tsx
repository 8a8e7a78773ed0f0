import { useState } from 'react';

import { MAX_REASON } from '../../../shared/contract/review.ts';
import {
  OPINION_KINDS,
  OUTCOME_NAMES,
  OUTCOMES,
  roundName,
  type Opinion,
  type OpinionOutcome,
} from '../../../shared/signoff/opinions.ts';

type Props = {
  opinion: Opinion;
  number: number;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onAnswer: (given: Pick<Opinion, 'outcome' | 'reason'>) => void;
};

/** An opinion of the table. What became of a change its decisions say; of a comment it is said here. */
export function OpinionRow({ opinion, number, isChosen, onChoose, onAnswer }: Props) {
  const { name, unit, round, section, quote, words, kind, outcome, reason } = opinion;
  const [typed, setTyped] = useState(reason);
  // What came from elsewhere stands in the place of what nobody has begun to change.
  const [stored, setStored] = useState(reason);
  if (stored !== reason) {
    setStored(reason);
    setTyped(reason);
  }
  const isOpenChange = kind === 'change' && outcome === 'open';
  const label = `第 ${number} 条，${name || '未署名'}`;
  return (
    <tr className={isChosen ? '' : 'left-out'}>
      <td>
        <label>
          <input
            type="checkbox"
            aria-label={`${label}，列入表中`}
            checked={isChosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
          <span className="tabular">{number}</span>
        </label>
      </td>
      <td>
        {unit && <span className="opinion-unit">{unit}</span>}
        <span>{name || '未署名'}</span>
        <span className="opinion-round">{roundName(round)}</span>
      </td>
      <td>{section || '标题及开头'}</td>
      <td className="opinion-words">
        {quote && <span className="opinion-quote">“{quote}”</span>}
        <span>{words}</span>
      </td>
      <td>{OPINION_KINDS[kind]}</td>
      <td>
        {kind === 'change' ? (
          <span className={`opinion-outcome ${outcome}`}>{OUTCOMES[outcome]}</span>
        ) : (
          <select
            className="ui-select"
            aria-label={`${label}，采纳情况`}
            value={outcome}
            onChange={(event) =>
              onAnswer({ outcome: event.target.value as OpinionOutcome, reason: typed.trim() })
            }
          >
            {OUTCOME_NAMES.map((one) => (
              <option key={one} value={one}>
                {OUTCOMES[one]}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        <textarea
          className="ui-input"
          rows={2}
          aria-label={`${label}，理由`}
          maxLength={MAX_REASON}
          disabled={isOpenChange}
          placeholder={isOpenChange ? '接受或拒绝后再写' : ''}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => {
            if (typed.trim() !== reason) onAnswer({ outcome, reason: typed.trim() });
          }}
        />
      </td>
    </tr>
  );
}
