import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { SideRoute } from '../../app/route.ts';
import { isCancelled, messageOf, useClient } from '../../app/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { saveFile, type Saved } from '../export/save-file.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { UndecidedLeftover } from '../../../shared/contract/export.ts';
import { EDITION_OPTIONS, type Edition } from '../../../shared/edition/edition.ts';
import { LEFTOVER_NAMES } from '../../../shared/edition/leftovers.ts';

import '../export/export.css';

const FORMATS = [
  { value: 'docx', label: 'Word（修订）' },
  { value: 'pdf', label: 'PDF' },
] as const;
const SAVED: Record<Saved, string> = { saved: '已保存', downloaded: '已下载', dismissed: '没有保存' };

type Stage =
  | { at: 'asking' }
  | { at: 'working'; text: string; share: number | null }
  | { at: 'done'; name: string; saved: Saved }
  | { at: 'undecided'; leftovers: readonly UndecidedLeftover[] }
  | { at: 'failed'; message: string };

/** The comparison as a file: Word with tracked changes, or PDF; of the edition that is chosen here. */
export function CompareExport({ a, b, onClose }: { a: SideRoute; b: SideRoute; onClose: () => void }) {
  const client = useClient();
  const [format, setFormat] = useState<'docx' | 'pdf'>('docx');
  const [edition, setEdition] = useState<Edition>('internal');
  const [stage, setStage] = useState<Stage>({ at: 'asking' });
  const abort = useRef<AbortController | null>(null);
  const busy = stage.at === 'working';

  useEffect(() => () => abort.current?.abort(), []);

  const run = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setStage({ at: 'working', text: '正在对比…', share: null });
    try {
      const made = await client.call(
        'compare.export',
        { a, b, edition, format },
        {
          signal: controller.signal,
          onProgress: ({ done, total, text }) =>
            setStage({ at: 'working', text, share: total > 0 ? done / total : null }),
        },
      );
      if (controller.signal.aborted) return;
      setStage({ at: 'done', name: made.name, saved: await saveFile(made.name, made.bytes) });
    } catch (error) {
      if (isCancelled(error) || controller.signal.aborted) setStage({ at: 'asking' });
      else if (error instanceof AppError && error.code === 'leftovers')
        setStage({
          at: 'undecided',
          leftovers: (error.details?.['leftovers'] ?? []) as UndecidedLeftover[],
        });
      else setStage({ at: 'failed', message: messageOf(error) });
    }
  };
  /** Remembers with each report that its words may go out, as its own export does, and goes on. */
  const allow = async (leftovers: readonly UndecidedLeftover[]) => {
    setStage({ at: 'working', text: '正在记下决定…', share: null });
    try {
      for (const [id, found] of Map.groupBy(leftovers, ({ report }) => report)) {
        const decisions = found.map(({ kind, text }) => ({ kind, text, allowed: true }));
        await client.call('edition.decide', { id, decisions });
      }
    } catch (error) {
      setStage({ at: 'failed', message: messageOf(error) });
      return;
    }
    await run();
  };
  const cancel = () => {
    abort.current?.abort();
    setStage({ at: 'asking' });
  };
  const change = () => setStage({ at: 'asking' });

  return (
    <Dialog
      open
      title="导出对照"
      about="增加的文字作下划线，删去的作删除线；Word 里可以逐处接受或拒绝。"
      busy={busy}
      onOpenChange={(open) => !open && onClose()}
      footer={
        busy ? (
          <Button onClick={cancel}>取消导出</Button>
        ) : (
          <>
            <Button onClick={onClose}>{stage.at === 'done' ? '完成' : '取消'}</Button>
            {stage.at === 'undecided' ? (
              <Button variant="primary" onClick={() => void allow(stage.leftovers)}>
                都照登，导出
              </Button>
            ) : (
              <Button variant="primary" onClick={() => void run()}>
                {stage.at === 'done' ? '再次导出' : '导出'}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="ui-form">
        <div className="ui-label">
          <span>格式</span>
          <Segmented
            label="格式"
            wide
            value={format}
            options={FORMATS}
            disabled={busy}
            onChange={(value) => {
              setFormat(value);
              change();
            }}
          />
        </div>
        <div className="ui-label">
          <span>版本</span>
          <Segmented
            label="版本"
            wide
            value={edition}
            options={EDITION_OPTIONS}
            disabled={busy}
            onChange={(value) => {
              setEdition(value);
              change();
            }}
          />
          <span className="ui-hint">
            {edition === 'public'
              ? '两边标为“内部”的数据和名称都换成 *。'
              : '所有数据和名称照登，只供内部报送和存档。'}
          </span>
        </div>
        <div aria-live="polite">
          {stage.at === 'working' && (
            <div className="export-progress">
              <p>{stage.text}</p>
              <Progress label="导出进度" value={stage.share} />
            </div>
          )}
          {stage.at === 'done' && (
            <div className="export-done">
              <p>
                <CircleCheck size={16} aria-hidden />
                <span>
                  {SAVED[stage.saved]}：{stage.name}
                </span>
              </p>
            </div>
          )}
        </div>
        {stage.at === 'undecided' && <Undecided leftovers={stage.leftovers} />}
        {stage.at === 'failed' && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {stage.message}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** What stops a public comparison, report by report: to be masked there, or let out. */
function Undecided({ leftovers }: { leftovers: readonly UndecidedLeftover[] }) {
  return (
    <div className="leftovers" role="alert">
      {[...Map.groupBy(leftovers, ({ report }) => report)].map(([id, found]) => (
        <section key={id} aria-label="像是不该公开的">
          <h3>
            像是不该公开的
            <span>
              {found[0]?.title}，{found.length} 处
            </span>
          </h3>
          <ul>
            {found.map(({ kind, block, at, before, text, after }) => (
              <li key={`${block} ${at} ${text}`}>
                <p className="where">
                  <span className="kind">{LEFTOVER_NAMES[kind]}</span>
                  <span className="words">
                    {before}
                    <mark>{text}</mark>
                    {after}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="ui-hint">
        要隐去的，请打开那份报告，在它的公开版导出里选“隐去”；都可以公开的，点“都照登，导出”。
      </p>
    </div>
  );
}
