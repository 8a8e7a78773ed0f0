import { useMemo, useState } from 'react';

import type { Block } from '../../../shared/document/types.ts';
import { lockableSections, type CopyFence } from '../../../shared/review/copy-fence.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';

const CHOICES = [
  { value: 'all', label: '不限', about: '可以批注，也可以改；打开就是修订状态，改动都留痕。' },
  { value: 'comments', label: '只许批注', about: '正文不能改，只能写批注和回复。' },
  { value: 'tracked', label: '只许修订', about: '改动一定留痕，修订不能关，也不能替您接受或拒绝。' },
  { value: 'sections', label: '锁定章节', about: '选中的章节不能改，也不能写批注；其余的可以改。' },
] as const;
type Choice = (typeof CHOICES)[number]['value'];

type Props = {
  blocks: readonly Block[];
  busy: boolean;
  onSend: (fence: CopyFence | undefined) => void;
  onClose: () => void;
};

/** Asks what reviewers may do in Word, before a review copy is written. */
export function SendCopyDialog({ blocks, busy, onSend, onClose }: Props) {
  const [choice, setChoice] = useState<Choice>('all');
  const [locked, setLocked] = useState<ReadonlySet<string>>(new Set());
  const sections = useMemo(() => lockableSections(blocks), [blocks]);
  const chosen = sections.filter(({ id }) => locked.has(id)).map(({ id }) => id);
  const isReady = choice !== 'sections' || chosen.length > 0;
  const toggle = (id: string) =>
    setLocked((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const send = () => {
    if (choice === 'all') onSend(undefined);
    else if (choice === 'sections') onSend({ allow: choice, locked: chosen });
    else onSend({ allow: choice });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="导出送审稿"
      width={520}
      busy={busy}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" disabled={!isReady || busy} onClick={send}>
            导出 Word
          </Button>
        </>
      }
    >
      <div className="send-copy">
        <Segmented
          label="审阅人可以做什么"
          wide
          value={choice}
          options={CHOICES.map(({ value, label }) => ({ value, label }))}
          onChange={setChoice}
        />
        <p aria-live="polite">{CHOICES.find(({ value }) => value === choice)?.about}</p>
        {choice === 'sections' && (
          <fieldset className="send-copy-sections">
            <legend>锁定哪些章节</legend>
            {sections.map(({ id, name }) => (
              <label key={id}>
                <input type="checkbox" checked={locked.has(id)} onChange={() => toggle(id)} />
                <span>{name}</span>
              </label>
            ))}
            {sections.length === 0 && <p>这份报告还没有一级标题，没有可以锁定的章节。</p>}
          </fieldset>
        )}
        {choice !== 'all' && (
          <p className="send-copy-note">
            这是提醒，不是锁：没有密码，在 Word 里点“停止保护”就能去掉；WPS 和 LibreOffice
            不一定照办。越过的修改收回时照样逐处列出，由您决定。
          </p>
        )}
      </div>
    </Dialog>
  );
}
