import { Check, CircleAlert, CircleX } from 'lucide-react';

import type { ImportResult } from '../../../shared/contract/methods.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { ImportRun } from './use-import.ts';

type Props = {
  run: ImportRun;
  onCancel: () => void;
  onClose: () => void;
  onOpen: (id: string) => void;
  /** Start this year's report from the newest of those taken in. */
  onContinue: (id: string) => void;
};

export function ImportDialog({ run, onCancel, onClose, onOpen, onContinue }: Props) {
  const busy = run.current !== null;
  const taken = run.done.filter((result) => result.id !== undefined);
  const refused = run.done.length - taken.length;
  const newest = [...taken].sort((a, b) => (b.year ?? 0) - (a.year ?? 0))[0];
  return (
    <Dialog
      open
      width={640}
      busy={busy}
      onOpenChange={(open) => !open && (busy ? onCancel() : onClose())}
      title={busy ? '正在导入' : '导入结果'}
      footer={
        busy ? (
          <Button onClick={onCancel}>停止导入</Button>
        ) : (
          <>
            <Button onClick={onClose}>完成</Button>
            {newest?.id && (
              <Button variant="primary" onClick={() => newest.id && onContinue(newest.id)}>
                从{newest.year}年接着写
              </Button>
            )}
          </>
        )
      }
    >
      {busy && (
        <div className="import-progress">
          <p>
            第 {run.done.length + 1} 份，共 {run.total} 份：{run.current}
          </p>
          <Progress label="导入进度" value={run.done.length / run.total} />
        </div>
      )}
      {!busy && (
        <p className="import-summary" aria-live="polite">
          导入 {taken.length} 份{refused > 0 ? `，未能导入 ${refused} 份` : ''}
          {run.cancelled ? '。已停止，其余文件没有读。' : '。'}
        </p>
      )}
      <ul className="import-results">
        {run.done.map((result, index) => (
          // Two files of one name may come from two folders, and the list only grows.
          // oxlint-disable-next-line react/no-array-index-key
          <ResultRow key={`${index} ${result.file}`} result={result} busy={busy} onOpen={onOpen} />
        ))}
      </ul>
    </Dialog>
  );
}

type RowProps = { result: ImportResult; busy: boolean; onOpen: (id: string) => void };

function ResultRow({ result, busy, onOpen }: RowProps) {
  const { refused, counts, doubtful = [] } = result;
  const headings = Object.values(counts?.headings ?? {}).reduce((a, b) => a + b, 0);
  const id = result.id;
  if (refused || id === undefined) {
    return (
      <li className="refused">
        <CircleX size={16} aria-label="未导入" />
        <div>
          <strong>{result.file}</strong>
          <p>{refused?.message ?? '没有读到内容。'}</p>
        </div>
      </li>
    );
  }
  return (
    <li>
      {doubtful.length > 0 ? (
        <CircleAlert className="doubt" size={16} aria-label="有存疑处" />
      ) : (
        <Check className="ok" size={16} aria-label="已导入" />
      )}
      <div>
        <strong>{result.title || result.file}</strong>
        <p className="facts tabular">
          {result.year}年 · {result.unit} · 标题 {headings} · 事项 {counts?.items ?? 0} · 字段{' '}
          {counts?.fields ?? 0}
        </p>
        {result.title && <p className="file">{result.file}</p>}
        {doubtful.length > 0 && (
          <details>
            <summary>{doubtful.length} 处没有把握，已按普通段落保留</summary>
            <ul>
              {doubtful.map((doubt) => (
                <li key={`${doubt.block} ${doubt.why}`}>
                  第 {doubt.block + 1} 段：{doubt.why}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Button size="small" disabled={busy} onClick={() => onOpen(id)}>
        打开
      </Button>
    </li>
  );
}
