import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';

import type { ReviewSheetResult } from '../../../shared/contract/review-sheet.ts';
import { CONCLUSIONS } from '../../../shared/signoff/review-sheet.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { ReviewSheetDialog } from './review-sheet-dialog.tsx';
import type { ReviewSheetState } from './use-review-sheet.ts';

import './review-sheet.css';

type Props = {
  session: ReportSession;
  review: ReviewSheetState;
  /** The unit wants one before a signed version is public. */
  required: boolean;
  disabled: boolean;
};

/** Where the report stands with its review before it is public (公开审查单), and the way to the sheet. */
export function ReviewSheetRow({ session, review, required, disabled }: Props) {
  const [open, setOpen] = useState(false);
  const { found } = review;
  const { words, bad } = stateWords(found, required);
  return (
    <div className="ui-label">
      <span>公开审查单</span>
      <div className="review-row">
        <output className={bad ? 'bad' : ''}>{words}</output>
        <Button
          size="small"
          icon={ClipboardCheck}
          disabled={disabled || !found}
          onClick={() => setOpen(true)}
        >
          {found?.state === 'none' ? '填写' : found?.state === 'outdated' ? '重新审查' : '查看'}
        </Button>
      </div>
      {open && found && (
        <ReviewSheetDialog
          session={session}
          found={found}
          onSave={review.save}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function stateWords(found: ReviewSheetResult | null, required: boolean): { words: string; bad: boolean } {
  const { sheet, state } = found ?? { sheet: null, state: null };
  // Whatever was changed since: it says no until there is another one.
  switch (sheet?.conclusion === 'closed' ? 'closed' : state) {
    case null:
      return { words: '正在核对…', bad: false };
    case 'none':
      return required
        ? { words: '没有填写，签发稿公开前要先填', bad: true }
        : { words: '没有填写', bad: false };
    case 'outdated':
      return { words: '填写后公开版又有改动，要重新审查', bad: true };
    case 'closed':
      return { words: `${sheet?.reviewer}，${sheet?.date}：不公开，不能导出公开版`, bad: true };
    case 'valid':
      return {
        words: `${sheet?.reviewer}，${sheet?.date}：${sheet ? CONCLUSIONS[sheet.conclusion] : ''}`,
        bad: false,
      };
  }
}
