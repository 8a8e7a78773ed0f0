import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import { MAX_COMMENT } from '../../../shared/contract/review.ts';
import { mentionOf } from '../../../shared/review/mentions.ts';
import { messageOf } from '../../client/client-context.ts';
import type { UnfinishedTexts } from '../../editor/unfinished-texts.ts';
import { Button } from '../../ui/button.tsx';

type Props = {
  /** Where what is being written is noted until it is stored: it outlives the form, and leaving asks about it. */
  texts: UnfinishedTexts;
  textKey: string;
  label: string;
  submit: string;
  initial?: string;
  headings: readonly { id: string; text: string }[];
  /** Longest text; a comment's where it is left out. */
  most?: number;
  /** What was written may be taken away again. */
  mayBeEmpty?: boolean;
  /** More to fill in, between the words and the buttons. */
  children?: ReactNode;
  onSubmit: (body: string) => Promise<unknown>;
  onCancel: () => void;
};

/** Where a comment, a reply or a correction is written. Ctrl+Enter stores it, Esc drops it. */
export function CommentForm(props: Props) {
  const { texts, textKey, label, submit, initial = '', headings, onSubmit } = props;
  const { most = MAX_COMMENT, mayBeEmpty = false, children } = props;
  const canSend = (body: string) => body.trim() !== '' || (mayBeEmpty && initial !== '');
  const [body, setOwnBody] = useState(() => texts.get(textKey) || initial);
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    // At once: what is typed next is the comment.
    area.current?.focus();
  }, []);

  const setBody = (next: string) => {
    setOwnBody(next);
    texts.note(textKey, next === initial ? '' : next);
  };
  const onCancel = () => {
    texts.note(textKey, '');
    props.onCancel();
  };
  const send = () => {
    if (!canSend(body) || busy) return;
    setBusy(true);
    onSubmit(body.trim())
      .then(() => texts.note(textKey, ''))
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const mention = (id: string) => {
    const heading = headings.find((one) => one.id === id);
    const box = area.current;
    if (!heading || !box) return;
    const words = mentionOf(heading.id, heading.text);
    setBody(body.slice(0, box.selectionStart) + words + body.slice(box.selectionEnd));
    box.focus();
  };
  return (
    <div className="comment-form">
      <textarea
        ref={area}
        className="ui-input"
        aria-label={label}
        placeholder={label}
        rows={3}
        maxLength={most}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {failed && (
        <p className="person-problem" role="alert">
          {failed}
        </p>
      )}
      {children}
      <div className="comment-buttons">
        {headings.length > 0 && (
          <select
            className="ui-select mention"
            aria-label="提到某一节"
            value=""
            onChange={(event) => mention(event.target.value)}
          >
            <option value="">提到…</option>
            {headings.map((heading) => (
              <option key={heading.id} value={heading.id}>
                {heading.text}
              </option>
            ))}
          </select>
        )}
        <span className="grow" />
        <Button size="small" variant="plain" onClick={onCancel}>
          取消
        </Button>
        <Button size="small" variant="primary" disabled={!canSend(body) || busy} onClick={send}>
          {submit}
        </Button>
      </div>
    </div>
  );
}
