import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { Saved } from './save-file.ts';
import type { Export, Made } from './use-export.ts';

import './export.css';

const SAVED_WORDS: Record<Saved, string> = {
  saved: '已保存',
  downloaded: '已下载',
  printed: '已交给打印机',
  shown: '已打开打印窗口',
  dismissed: '文件已生成，没有保存',
};

type Props<T extends Made> = {
  title: string;
  about?: string;
  width?: number;
  exporting: Export<T>;
  /** What stands behind 已保存. */
  done: (made: T) => ReactNode;
  /** What there is to say of the file beside that. */
  notes?: (made: T, saved: Saved) => ReactNode;
  /** Stands at the left of the buttons. */
  aside?: ReactNode;
  /** What the main button says and does, and whether it may. */
  action: { label?: string; disabled?: boolean; run: () => void };
  /** What it is called that is done here: 导出, unless it is another thing. */
  verb?: '导出' | '打印';
  onClose: () => void;
  children: ReactNode;
};

/** What all exports have in common: choices, progress that can be stopped, where the file went or why it did not. */
export function ExportFrame<T extends Made>(props: Props<T>) {
  const { title, about, width, exporting, done, notes, aside, action, onClose, children } = props;
  const { verb = '导出' } = props;
  const { stage, busy } = exporting;
  return (
    <Dialog
      open
      title={title}
      {...(about === undefined ? {} : { about })}
      {...(width === undefined ? {} : { width })}
      busy={busy}
      onOpenChange={(open) => !open && onClose()}
      footer={
        busy ? (
          <Button onClick={exporting.cancel}>取消{verb}</Button>
        ) : (
          <>
            {aside}
            {aside && <span className="grow" />}
            <Button onClick={onClose}>{stage.at === 'done' ? '完成' : '取消'}</Button>
            <Button variant="primary" disabled={action.disabled ?? false} onClick={action.run}>
              {action.label ?? (stage.at === 'done' ? `再次${verb}` : verb)}
            </Button>
          </>
        )
      }
    >
      <div className="ui-form">
        {children}
        <div aria-live="polite">
          {stage.at === 'working' && (
            <div className="export-progress">
              <p>{stage.text}</p>
              <Progress label={`${verb}进度`} value={stage.share} />
            </div>
          )}
          {stage.at === 'done' && (
            <div className="export-done">
              <p>
                <CircleCheck size={16} aria-hidden />
                <span className="tabular">
                  {verb === '打印' && stage.saved === 'dismissed' ? '没有打印' : SAVED_WORDS[stage.saved]}
                  {done(stage.made)}
                </span>
              </p>
              {notes?.(stage.made, stage.saved)}
            </div>
          )}
        </div>
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
