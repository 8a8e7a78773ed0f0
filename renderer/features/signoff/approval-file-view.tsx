import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';

import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';
import { ApprovalChain } from './approval-chain.tsx';
import { StepDetails } from './step-details.tsx';
import { UnknownKeys } from './unknown-keys.tsx';

type Props = {
  view: ApprovalFileView;
  /** A key card was taken in. */
  onKnown: () => void;
  /** What can be done with it, beside its words. */
  children?: ReactNode;
};

/** What an approval file holds: whose report, its words, the steps taken, and the keys that are not known here. */
export function ApprovalFileSheet({ view, onKnown, children }: Props) {
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
          <UnknownKeys keys={unknownKeys} onKnown={onKnown} />
          {children}
        </div>
      </div>
    </div>
  );
}
