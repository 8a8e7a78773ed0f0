import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';

import type { PurgeLook, PurgeResult } from '../../../shared/contract/purge.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { usePeople } from '../people/people-context.ts';
import { goesOf, isSameTitle, staysOf } from './purge-words.ts';

import './secrecy.css';

type Stage =
  | { at: 'looking' }
  | { at: 'asking'; look: PurgeLook; failed: string }
  | { at: 'working'; look: PurgeLook; text: string; share: number | null; canCancel: boolean }
  | { at: 'done'; look: PurgeLook; result: PurgeResult }
  | { at: 'failed'; message: string };

const FORM = 'purge-form';

/** 彻底清除: what goes, what can't be reached, the title typed as a yes, and the proof at the end. */
export function PurgeDialog({ report, onClose }: { report: string; onClose: () => void }) {
  const client = useClient();
  const { person, open: choosePerson } = usePeople();
  const [stage, setStage] = useState<Stage>({ at: 'looking' });
  const [typed, setTyped] = useState('');
  const [deleteClosed, setDeleteClosed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController | null>(null);

  useEffect(() => {
    let live = true;
    client
      .call('purge.look', { id: report })
      .then((look) => live && setStage({ at: 'asking', look, failed: '' }))
      .catch((error: unknown) => live && setStage({ at: 'failed', message: messageOf(error) }));
    return () => {
      live = false;
    };
  }, [client, report]);

  const asking = stage.at === 'asking';
  useEffect(() => {
    if (asking) field.current?.focus();
  }, [asking]);

  const run = async (look: PurgeLook, by: string) => {
    const controller = new AbortController();
    abort.current = controller;
    setStage({ at: 'working', look, text: '正在找出要清除的内容…', share: null, canCancel: true });
    try {
      const result = await client.call(
        'purge.run',
        { id: report, title: typed, person: by, deleteClosed },
        {
          signal: controller.signal,
          // From the second word on there is no way back.
          onProgress: ({ done, total, text }) =>
            setStage({
              at: 'working',
              look,
              text,
              share: total > 1 ? done / total : null,
              canCancel: total <= 1,
            }),
        },
      );
      setStage({ at: 'done', look, result });
    } catch (error) {
      setStage({
        at: 'asking',
        look,
        failed: isCancelled(error) ? '已取消，什么也没有清除。' : messageOf(error),
      });
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (stage.at !== 'asking' || !isSameTitle(typed, stage.look.title)) return;
    if (person) void run(stage.look, person.id);
    else choosePerson();
  };

  const busy = stage.at === 'working';
  return (
    <Dialog
      open
      width={560}
      busy={busy}
      title="彻底清除"
      about={
        'look' in stage ? `《${stage.look.title}》，${stage.look.year}年，${stage.look.unit}` : '正在查看…'
      }
      onOpenChange={(shown) => {
        if (!shown && !busy) onClose();
      }}
      footer={
        stage.at === 'asking' ? (
          <>
            <Button onClick={onClose}>取消</Button>
            <Button
              variant="primary"
              type="submit"
              form={FORM}
              disabled={!isSameTitle(typed, stage.look.title)}
            >
              彻底清除
            </Button>
          </>
        ) : busy ? (
          <Button disabled={!stage.canCancel} onClick={() => abort.current?.abort()}>
            取消
          </Button>
        ) : (
          <Button variant="primary" onClick={onClose}>
            关闭
          </Button>
        )
      }
    >
      {stage.at === 'failed' && (
        <p className="secrecy-failed" role="alert">
          {stage.message}
        </p>
      )}
      {stage.at === 'asking' && (
        <form id={FORM} className="purge" onSubmit={submit}>
          <p className="purge-lead">从年述在这台电脑上保存的一切里清除，不能撤销，也不能从备份恢复。</p>
          <section>
            <h3>会清掉</h3>
            <ul>
              {goesOf(stage.look).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
          <section>
            <h3>清不到，请自行处理</h3>
            <ul>
              {staysOf(stage.look).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
          {stage.look.closed > 0 && (
            <label className="purge-check">
              <input
                type="checkbox"
                checked={deleteClosed}
                onChange={(event) => setDeleteClosed(event.target.checked)}
              />
              <span>把打不开的 {stage.look.closed} 份加密备份一并删除（里面的其他报告也会没有）</span>
            </label>
          )}
          <label className="ui-label">
            <span>照写标题以确认：{stage.look.title}</span>
            <input
              ref={field}
              className="ui-input"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          {stage.failed && (
            <p className="secrecy-failed" role="alert">
              {stage.failed}
            </p>
          )}
        </form>
      )}
      {busy && (
        <div className="purge-progress">
          <p aria-live="polite">{stage.text}</p>
          <Progress label="清除进度" value={stage.share} />
        </div>
      )}
      {stage.at === 'done' && <Outcome result={stage.result} />}
    </Dialog>
  );
}

function Outcome({ result }: { result: PurgeResult }) {
  const { files, found, closed, rewritten, deleted, removed, secondAway, clean } = result;
  const isGone = found.length === 0;
  return (
    <div className="purge" aria-live="polite">
      <p className={`purge-proof ${isGone ? 'ok' : 'bad'}`}>
        {isGone ? <CircleCheck size={18} aria-hidden /> : <CircleAlert size={18} aria-hidden />}
        <span>
          {isGone
            ? `已清除。已在 ${files} 个文件中逐个查找，没有找到。`
            : `已清除，但在 ${files} 个文件中逐个查找，下面这些里还有：`}
        </span>
      </p>
      {!isGone && <Files names={found} />}
      <ul>
        {rewritten > 0 && <li>重写了 {rewritten} 份备份，其他报告都在。</li>}
        {deleted > 0 && <li>删除了 {deleted} 份备份（损坏的或打不开的）。</li>}
        {removed > 0 && <li>删除了 {removed} 个移到一旁的或临时的文件。</li>}
        {secondAway && <li>备份盘不在，那里的备份还没有清；插上后，下一次备份时自动清。</li>}
        {!clean && <li>另一个年述开着，日志没有清空。请都关闭，重新打开年述。</li>}
        <li>办理记录里只留下谁在什么时候清除过一份报告，不留内容。</li>
      </ul>
      {closed.length > 0 && (
        <>
          <p>这些加密备份打不开，没有查：</p>
          <Files names={closed} />
        </>
      )}
    </div>
  );
}

function Files({ names }: { names: readonly string[] }) {
  return (
    <ul className="purge-files">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
