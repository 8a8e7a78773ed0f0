import { CircleCheck, Undo2 } from 'lucide-react';

import { stepName, STEP_KINDS, type ApprovalStep, type StepKind } from '../../../shared/settings/approval.ts';
import type { Scan, StepOutcome } from '../../../shared/signoff/approval.ts';
import type { Obstacle } from '../../../shared/signoff/types.ts';
import { ApprovalChain } from './approval-chain.tsx';
import { ApprovalHistory } from './approval-history.tsx';
import { barring, standingOf } from './approval-words.ts';
import { ObstacleList } from './obstacle-list.tsx';
import { StepDetails } from './step-details.tsx';
import { StepForm, type TakenStep } from './step-form.tsx';
import type { ApprovalFound } from './use-approval.ts';

type Props = {
  found: ApprovalFound;
  steps: readonly ApprovalStep[];
  open: readonly ApprovalStep[];
  outcome: StepOutcome;
  onTake: (taken: TakenStep) => Promise<void>;
  onGo: (obstacle: Obstacle) => void;
  onScan: (scan: Scan) => void;
  onFile: (scan: File) => void;
};

/** The steps, what was sent back, and what comes next: what bars it, or the form that takes it. */
export function ApprovalPanel({ found, steps, open, outcome, onTake, onGo, onScan, onFile }: Props) {
  const { state, obstacles, revision } = found;
  const standing = standingOf(state);
  const kind = open[0]?.kind;
  const bars = barring(obstacles, kind);
  const later = obstacles.length - bars.length;
  // A unit of one step sees its form and nothing else, until something was signed.
  const showsChain = steps.length > 1 || standing.at === 'complete';
  const isReturned = standing.at === 'returned';
  return (
    <div className={`approval ${showsChain && kind ? 'split' : ''}`}>
      {(showsChain || isReturned || state.history.length > 0) && (
        <div className="approval-state">
          {isReturned && (
            <section className="approval-returned" aria-label="退回">
              <Undo2 size={16} aria-hidden />
              <StepDetails line={standing.line} onScan={onScan} />
            </section>
          )}
          {showsChain && <ApprovalChain slots={state.slots} voided={state.voided} onScan={onScan} />}
          <ApprovalHistory state={state} onScan={onScan} />
        </div>
      )}
      {kind && (
        <section className="approval-next" aria-label="下一步">
          {steps.length > 1 && (
            <h3>
              {outcome === 'returned'
                ? '退回'
                : `下一步：${open.length > 1 ? STEP_KINDS[kind] : nextText(open)}`}
            </h3>
          )}
          {bars.length > 0 && kind && (
            <>
              <p className="signoff-note">
                {kind === 'sign'
                  ? `还有 ${bars.length} 处没有办完，办完才能签发。`
                  : `还有 ${bars.length} 处修订没有定，定了才能${STEP_KINDS[kind]}。`}
                点一处就到那里。
              </p>
              <ObstacleList obstacles={bars} onGo={onGo} />
            </>
          )}
          {bars.length === 0 && outcome === 'approved' && (
            <p className={`signoff-note ${later === 0 ? 'good' : ''}`}>
              {later === 0 && <CircleCheck size={16} aria-hidden />}
              {readyText(kind, later)}
            </p>
          )}
          {outcome === 'returned' && (
            <p className="signoff-note">退回后已签的步骤作废，改好了从头审签；理由记入办理记录。</p>
          )}
          {bars.length === 0 && (
            <StepForm
              key={`${outcome} ${revision} ${nextText(open)}`}
              steps={steps}
              open={open}
              outcome={outcome}
              onTake={onTake}
              onScan={onFile}
            />
          )}
        </section>
      )}
    </div>
  );
}

/** Nothing bars the step: what follows from taking it, and what is left for the last one. */
function readyText(kind: StepKind, later: number): string {
  if (kind === 'sign') return '修订、批注、校对、必写小节和数据都已办完。签发后正文不能再改。';
  return later === 0
    ? '可以签了。签过以后再改正文，要从头审签。'
    : `还有 ${later} 处（批注、校对、数据等）签发前要办完；办时改了正文，要从头审签。`;
}

const nextText = (open: readonly ApprovalStep[]): string => open.map(stepName).join('、');
