import { MessageSquareText, MessageSquareX } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';

import { MAX_REASON } from '../../../shared/contract/review.ts';
import type { Change } from '../../../shared/review/collect.ts';
import type { ReportSession } from '../../editor/session.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { CommentForm } from './comment-form.tsx';
import { decideChanges, saveReason } from './review-actions.ts';

type Props = { session: ReportSession; change: Change; own: boolean };

/** Whether the form in which a reason is written is open: by its button, or asked for by key. */
export function useReasonForm(session: ReportSession, change: Change, own: boolean) {
  const { review } = session;
  const asked = useSyncExternalStore(review.subscribe, review.asked);
  const isAsked = own && asked?.form === 'reason' && change.revisions.includes(asked.id);
  const [pressed, setPressed] = useState(() => session.unfinished.get(keyOf(change)) !== '');
  const setOpen = (open: boolean) => {
    setPressed(open);
    if (!open && isAsked) review.ask(null);
  };
  return [pressed || isAsked, setOpen] as const;
}

const keyOf = (change: Change): string => `reason ${change.id}`;

/** Opens the form in which somebody says why another's change is not taken. */
export function RefuseButton({ onPress }: { onPress: () => void }) {
  return <IconButton icon={MessageSquareX} label="拒绝并写理由" size="small" onClick={onPress} />;
}

/** Why another's change is not taken. */
export function RefuseForm({ session, change, onClose }: Omit<Props, 'own'> & { onClose: () => void }) {
  return (
    <CommentForm
      texts={session.unfinished}
      textKey={`refuse ${change.id}`}
      label="为什么不采纳"
      submit="拒绝"
      headings={[]}
      most={MAX_REASON}
      onCancel={onClose}
      onSubmit={(reason) => {
        onClose();
        decideChanges(session, change.revisions, false, reason);
        return Promise.resolve();
      }}
    />
  );
}

/** Opens the form; only for one's own change. */
export function ReasonButton({ change, onPress }: { change: Change; onPress: () => void }) {
  return (
    <IconButton
      icon={MessageSquareText}
      label={change.reason === undefined ? '写理由' : '改理由'}
      size="small"
      onClick={onPress}
    />
  );
}

/** Why a change was made: its author's words, or the form for them. */
export function Reason({
  session,
  change,
  own,
  open,
  onOpen,
}: Props & { open: boolean; onOpen: (open: boolean) => void }) {
  if (open && own)
    return (
      <CommentForm
        texts={session.unfinished}
        textKey={keyOf(change)}
        label="为什么这样改"
        submit="保存"
        initial={change.reason ?? ''}
        headings={[]}
        most={MAX_REASON}
        mayBeEmpty
        onCancel={() => onOpen(false)}
        onSubmit={async (reason) => {
          await saveReason(session, change, reason);
          onOpen(false);
        }}
      />
    );
  return change.reason === undefined ? null : <p className="review-reason">理由：{change.reason}</p>;
}
