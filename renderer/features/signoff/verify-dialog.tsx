import { FileSearch } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeysButton } from '../keys/keys-opener.tsx';
import { TakeCardDialog } from '../keys/take-card-dialog.tsx';
import { useVerify } from './use-verify.ts';
import { VerifyAnswerView, type CardWish } from './verify-answer.tsx';

import './verify.css';

type Props = {
  /** The report to begin with; null: files only. */
  report: string | null;
  /** Files that were chosen before. */
  files?: readonly File[];
  onClose: () => void;
};

const ACCEPT = '.docx,.pdf,.nsv,.csv,.nskey';

/** Proves that a report, or files that came, are what was signed; says what was compared, and names what differs. */
export function VerifyDialog({ report, files, onClose }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const { answers, at, check, again } = useVerify(report, files);
  const [taking, setTaking] = useState<CardWish | null>(null);
  const [isOver, setIsOver] = useState(false);
  const top = useRef<HTMLDivElement>(null);

  // What was answered before may be scrolled down: the new answer begins at the top.
  useEffect(() => {
    if (answers.length === 1) top.current?.scrollIntoView({ block: 'start' });
  }, [answers]);

  return (
    <Dialog
      open
      width={760}
      title={report === null ? '核验' : '核验签发稿'}
      about="看文件是不是签发的那一稿。年述导出的文件旁边有一个同名的核验文件（.nsv），两个一起选。"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <KeysButton />
          <span className="grow" />
          <Button onClick={onClose}>关闭</Button>
          <Button variant="primary" icon={FileSearch} onClick={() => picker.current?.click()}>
            选文件核验
          </Button>
        </>
      }
    >
      {/* What is dropped here is verified, and taken in nowhere: not by the window behind either. */}
      <div
        ref={top}
        className={isOver ? 'verify over' : 'verify'}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          event.stopPropagation();
          setIsOver(true);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setIsOver(false);
          const dropped = [...event.dataTransfer.files];
          if (dropped.length > 0) check(dropped);
        }}
      >
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          multiple
          accept={ACCEPT}
          aria-label="选择要核验的文件"
          tabIndex={-1}
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])];
            event.target.value = '';
            if (chosen.length > 0) check(chosen);
          }}
        />
        <div className="verify-answers" aria-live="polite">
          {answers.map((answer) => (
            <VerifyAnswerView key={answer.at} answer={answer} onTake={setTaking} />
          ))}
          {at !== null && <p className="verify-busy">正在核验：{at}…</p>}
        </div>
        {answers.length === 0 && at === null && (
          <div className="ui-empty verify-empty">
            <FileSearch size={32} strokeWidth={1.5} aria-hidden />
            <p>把 Word 或 PDF 文件和它的核验文件拖到这里，或点“选文件核验”。可以一次选几份。</p>
            <p>导出的办理记录（.csv）也能在这里核验。</p>
          </div>
        )}
      </div>
      {taking && <TakeCardDialog {...taking} onTaken={again} onClose={() => setTaking(null)} />}
    </Dialog>
  );
}
