import { isSameStep } from '../../../shared/settings/approval.ts';
import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';

import { stepName } from '../../../shared/settings/approval.ts';
import {
  STEP_STATES,
  type ApprovalSlot,
  type Scan,
  type StepLine,
} from '../../../shared/signoff/approval.ts';
import { fullDate } from '../../../shared/text/local-time.ts';
import { StepDetails } from './step-details.tsx';

type Props = {
  slots: readonly ApprovalSlot[];
  /** Steps that held until the text was changed: each is told of where it is asked for again. */
  voided?: readonly StepLine[];
  onScan?: (scan: Scan) => void;
};

const LOOKS = {
  done: { icon: CircleCheck, word: '已签' },
  open: { icon: CircleDot, word: '待签' },
  waiting: { icon: CircleDashed, word: '未到' },
} as const;

/** The steps of an approval from top to bottom: what is done, what is to be done now, what comes after it. */
export function ApprovalChain({ slots, voided, onScan }: Props) {
  const scan = onScan ? { onScan } : {};
  return (
    <ol className="approval-chain" aria-label="审签的各步">
      {slots.map(({ step, done, isOpen }) => {
        const at = done ? 'done' : isOpen ? 'open' : 'waiting';
        const { icon: Icon, word } = LOOKS[at];
        const name = stepName(step);
        const before = done ? undefined : voided?.findLast((line) => isSameStep(line.step, step));
        return (
          <li key={name} data-step={at} aria-current={isOpen ? 'step' : undefined}>
            <Icon size={16} aria-hidden />
            <div>
              <p className="step-title">
                <span>{name}</span>
                <span className="step-word">{word}</span>
              </p>
              {done && <StepDetails line={done} {...scan} />}
              {before && (
                <p className="step-void">
                  {before.person.name}
                  {fullDate(before.date)}签过，{STEP_STATES[before.state]}。
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
