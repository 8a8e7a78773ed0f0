import { stepName } from '../../../shared/settings/approval.ts';
import { STEP_STATES, type ApprovalState, type Scan } from '../../../shared/signoff/approval.ts';
import { StepDetails } from './step-details.tsx';

type Props = { state: ApprovalState; onScan: (scan: Scan) => void };

/** Steps that were taken before and don't count any more, newest first; folded, as they are rarely asked for. */
export function ApprovalHistory({ state, onScan }: Props) {
  const counting = new Set(state.slots.map(({ done }) => done?.sha256));
  const past = state.history.filter((line) => !counting.has(line.sha256)).toReversed();
  if (past.length === 0) return null;
  return (
    <details className="approval-history">
      <summary>以前办过的 {past.length} 步</summary>
      <ol>
        {past.map((line) => (
          <li key={line.sha256}>
            <p className="step-title">
              <span>{stepName(line.step)}</span>
              {line.outcome === 'approved' && <span className="step-word">{STEP_STATES[line.state]}</span>}
            </p>
            <StepDetails line={line} onScan={onScan} />
          </li>
        ))}
      </ol>
    </details>
  );
}
