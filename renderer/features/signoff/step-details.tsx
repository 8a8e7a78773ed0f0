import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { fullDate } from '../../../shared/text/local-time.ts';
import { CircleAlert, FileImage } from 'lucide-react';

import { OUTCOMES_OF_STEP, type Scan, type StepLine } from '../../../shared/signoff/approval.ts';
import { Button } from '../../ui/button.tsx';
import { howText, shortFingerprint } from './approval-words.ts';

type Props = {
  line: StepLine;
  /** Opens the scan of the sheet; left out where it is not at hand. */
  onScan?: (scan: Scan) => void;
};

/** Who took a step, when, in which way and with which words. */
export function StepDetails({ line, onScan }: Props) {
  const { person, date, how, opinion, fingerprint, trouble, outcome } = line;
  return (
    <div className="step-details">
      <p>
        <strong>{nameAndUnit(person)}</strong>
        <span className="tabular">{fullDate(date)}</span>
        <span>{howText(how)}</span>
        {fingerprint && (
          <span className="step-fingerprint tabular" title={`密钥的指纹：${fingerprint}`}>
            指纹 {shortFingerprint(fingerprint)}…
          </span>
        )}
      </p>
      <p className="step-opinion">
        {outcome === 'returned' && `${OUTCOMES_OF_STEP.returned}：`}
        {opinion}
      </p>
      {how.kind === 'paper' && onScan && (
        <Button size="small" icon={FileImage} onClick={() => onScan(how.scan)}>
          看签批单
        </Button>
      )}
      {trouble && (
        <p className="ui-error">
          <CircleAlert size={14} aria-hidden />
          {trouble}
        </p>
      )}
    </div>
  );
}
