import { CircleAlert, KeyRound, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';

import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';
import { Fingerprint } from '../keys/fingerprint.tsx';
import { ApprovalChain } from './approval-chain.tsx';
import { whoText } from './approval-words.ts';
import { StepDetails } from './step-details.tsx';

type Props = {
  view: ApprovalFileView;
  /** What can be done with it, beside its words. */
  children?: ReactNode;
};

/** What an approval file holds: whose report, its words, the steps taken, and the keys that are not known here. */
export function ApprovalFileSheet({ view, children }: Props) {
  const { title, unit, year, lines, slots, returned, unknownKeys } = view;
  return (
    <div className="approval-file">
      <header>
        <h3>{title}</h3>
        <p className="ui-hint">
          {unit} · {year}年
        </p>
      </header>
      <div className="approval-file-columns">
        {/* Scrolls by keyboard too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="approval-words" tabIndex={0} aria-label="审签的正文">
          {lines.map((line, at) => (
            // Lines have no name of their own; their order is that of the text.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={at}>{line}</p>
          ))}
        </section>
        <div className="approval-state">
          {returned && (
            <section className="approval-returned" aria-label="退回">
              <Undo2 size={16} aria-hidden />
              <StepDetails line={returned} />
            </section>
          )}
          <ApprovalChain slots={slots} />
          {unknownKeys.length > 0 && (
            <section className="unknown-keys" aria-label="本机不认识的密钥">
              <p>
                <CircleAlert size={14} aria-hidden />
                下面签名的密钥本机不认识，请打电话与本人核对指纹；对不上的，不要往下办。
              </p>
              <ul>
                {unknownKeys.map((key) => (
                  <li key={key.fingerprint}>
                    <KeyRound size={14} aria-hidden />
                    <span>{whoText(key)}</span>
                    <Fingerprint value={key.fingerprint} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          {children}
        </div>
      </div>
    </div>
  );
}
