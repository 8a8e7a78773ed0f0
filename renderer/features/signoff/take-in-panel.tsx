import type { ReadApproval } from './approval-files.ts';
import { ApprovalFileSheet } from './approval-file-view.tsx';
import { DialogNotice } from './dialog-notice.tsx';
import { takeInText } from './take-in-text.ts';

type Props = {
  read: ReadApproval | null;
  /** The report that it must be of; null: whichever it is of. */
  report: string | null;
  /** A key card was taken in: the file is to be read anew. */
  onKnown: () => void;
};

/** What came back, before it is taken in. */
export function TakeInPanel({ read, report, onKnown }: Props) {
  if (read === null) {
    return <p className="signoff-note">选对方交回的审签文件（.nsa）。收入之前先看看带回了什么。</p>;
  }
  const { refusal, text } = takeInText(read.view, report);
  return (
    <>
      <DialogNotice tone={refusal === null ? 'good' : 'bad'} text={refusal ?? text} />
      <ApprovalFileSheet view={read.view} onKnown={onKnown} />
    </>
  );
}
