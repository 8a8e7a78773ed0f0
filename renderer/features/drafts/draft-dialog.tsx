import { useEffect, useMemo, useState, type ReactNode } from 'react';

import type { DraftContent, DraftSummary } from '../../../shared/contract/drafts.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { draftLine } from './draft-words.ts';

import './drafts.css';

type Props = {
  draft: DraftSummary;
  /** What the report reads now; null where it is not open, then it is read. */
  now: { blocks: readonly Block[]; variables: Variables } | null;
  footer: ReactNode;
  onClose: () => void;
};

/** What a draft holds, to be read: lines that the report has not are marked. */
export function DraftDialog({ draft, now, footer, onClose }: Props) {
  const client = useClient();
  const [content, setContent] = useState<DraftContent | null>(null);
  const [current, setCurrent] = useState(now);
  const [failed, setFailed] = useState('');

  useEffect(() => {
    let live = true;
    const load = async () => {
      const opened = await client.call('draft.open', { draft: draft.id });
      if (live) setContent(opened);
      if (now) return;
      // A report that is gone has nothing to compare with.
      const report = await client.call('report.open', { id: draft.report }).catch(() => null);
      if (live && report) setCurrent({ blocks: report.document.blocks, variables: report.variables });
    };
    load().catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client, draft.id, draft.report, now]);

  const lines = useMemo(() => {
    if (!content) return [];
    const there = new Set(current ? linesOf(current.blocks, current.variables) : []);
    return linesOf(content.document.blocks, content.variables).map((text) => ({
      text,
      isNew: current !== null && !there.has(text),
    }));
  }, [content, current]);
  const differing = lines.filter(({ isNew }) => isNew).length;

  return (
    <Dialog
      open
      width={820}
      title={`草稿：${draft.title}`}
      about={draftLine(draft)}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={footer}
    >
      {failed && <p role="alert">{failed}</p>}
      {content && current && (
        <p className="draft-legend">
          {differing > 0
            ? `${differing} 段与报告现在的内容不同，左边有竖线。`
            : '文字与报告现在的内容相同；不同的可能只是格式、批注或修订的痕迹。'}
        </p>
      )}
      <div className="draft-text">
        {lines.map(({ text, isNew }, at) => (
          // Lines never change places: the text is only read.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at} className={isNew ? 'differs' : undefined}>
            {text}
          </p>
        ))}
      </div>
    </Dialog>
  );
}

function linesOf(blocks: readonly Block[], variables: Variables): string[] {
  return plainText(finalView(blocks), { variables })
    .split('\n')
    .filter((line) => line.trim() !== '');
}
