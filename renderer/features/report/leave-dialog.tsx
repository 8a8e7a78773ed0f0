import { useState } from 'react';

import { AppError } from '../../../shared/errors/app-error.ts';
import { messageOf } from '../../client/client-context.ts';
import { finishComment, NEW_COMMENT } from '../review/review-actions.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

import './leave-dialog.css';

type Props = {
  session: ReportSession;
  /** The window closes, or goes elsewhere in the program. */
  closing: boolean;
  onDone: (leave: boolean) => void;
};

/** What a writer decides when something here is on no disk: each way out says what it keeps and what it loses. */
export function LeaveDialog({ session, closing, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const [nowhere, setNowhere] = useState(false);
  const unfinished = session.unfinished.all();
  const { unsaved } = session;
  const leave = closing ? '关闭' : '离开';

  const run = (work: () => Promise<boolean>) => {
    setBusy(true);
    setFailed('');
    work()
      .then((done) => done && onDone(true))
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };
  const saveAndGo = () =>
    run(async () => {
      if (!finishComment(session)) throw unfinishedReply();
      await session.flush();
      return true;
    });
  const copyAndGo = () =>
    run(async () => {
      finishComment(session);
      await session.saveAsCopy();
      return true;
    });
  const keepAndGo = () =>
    run(async () => {
      if ((await session.keepDraft()) !== null) return true;
      setNowhere(true);
      setFailed('没能留作草稿：磁盘已满，或数据文件夹不能写入。内容还在窗口里。');
      return false;
    });

  return (
    <Dialog
      open
      busy
      width={560}
      title="还有内容没有保存"
      about={unsaved ? whyUnsaved(session) : '批注或回复还没有写完。'}
      onOpenChange={(open) => {
        if (!open) onDone(false);
      }}
      footer={
        <Button variant="primary" disabled={busy} onClick={() => onDone(false)}>
          留下，接着写
        </Button>
      }
    >
      {unfinished.length > 0 && (
        <p className="leave-unfinished">
          没写完的：
          {unfinished.map((text) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`).join('、')}
        </p>
      )}
      <ul className="leave-choices">
        {unsaved ? (
          <>
            {session.save().state !== 'conflict' && (
              <Choice
                label={`再保存一次，存好就${leave}`}
                about="全部保留。存不进去就留在这里。"
                disabled={busy}
                onClick={saveAndGo}
              />
            )}
            <Choice
              label={`另存为副本，然后${leave}`}
              about="这里的全部内容成为一份新报告；原报告保持已经保存的样子，什么也不丢。"
              disabled={busy}
              onClick={copyAndGo}
            />
            <Choice
              label={`留作草稿，然后${leave}`}
              about={`没保存的内容留作草稿，下次打开这份报告或首页时可以放回、另存或丢弃${unfinished.length > 0 ? '；没写完的批注不留' : ''}。`}
              disabled={busy}
              onClick={keepAndGo}
            />
          </>
        ) : (
          <>
            {session.unfinished.get(NEW_COMMENT) !== '' && (
              <Choice
                label={`存入批注，然后${leave}`}
                about="把写到这里的批注存进报告，什么也不丢。"
                disabled={busy}
                onClick={saveAndGo}
              />
            )}
            <Choice
              label={`不要没写完的，${leave}`}
              about="丢掉上面没写完的批注或回复；报告已经保存。"
              disabled={busy}
              onClick={() => onDone(true)}
            />
          </>
        )}
        {nowhere && (
          <Choice
            label={`不保存，${leave}`}
            about="丢掉没保存的内容，找不回来；已保存的不受影响。"
            disabled={busy}
            onClick={() => onDone(true)}
          />
        )}
      </ul>
      {failed && (
        <p className="leave-failed" role="alert">
          {failed}
        </p>
      )}
    </Dialog>
  );
}

const unfinishedReply = (): AppError =>
  new AppError('bad-request', '还有回复没有写完，没有离开。请先发出或取消它。');

function Choice(props: { label: string; about: string; disabled: boolean; onClick: () => void }) {
  return (
    <li>
      <Button disabled={props.disabled} onClick={props.onClick}>
        {props.label}
      </Button>
      <p>{props.about}</p>
    </li>
  );
}

function whyUnsaved(session: ReportSession): string {
  const { state, reason, message } = session.save();
  if (reason === 'removed') return '这份报告已在别处移入回收站，这里新写的没有存入。';
  if (reason === 'signed') return '这份报告已在别处签发，这里新写的没有存入。';
  if (reason === 'changed') return '这份报告在别的窗口改过了，这里新写的没有存入。';
  if (state === 'offline') return '与程序后台的连接断了，这里新写的还没有存入。';
  return message ?? '这里新写的还没有存入。';
}
