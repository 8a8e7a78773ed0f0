import { CircleAlert, CircleCheck, FileSearch } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { Verification } from '../../../shared/signoff/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { readBase64 } from '../start/read-file.ts';

import './signoff.css';

/** The contract carries base64 of at most 64 MiB. */
const MAX_BYTES = 64 * 1024 * 1024;

type Props = {
  /** The report to begin with; null: files only. */
  report: string | null;
  onClose: () => void;
};

type Shown = { title: string; result: Verification } | { title: string; failed: string } | null;

/** Proves that a report, or a file that came back, is what was signed; names what differs if it is not. */
export function VerifyDialog({ report, onClose }: Props) {
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<Shown>(null);

  useEffect(() => {
    let live = true;
    if (report !== null) {
      const title = '本报告';
      client
        .call('signoff.verify', { id: report })
        .then((result) => live && setShown({ title, result }))
        .catch((error: unknown) => live && setShown({ title, failed: messageOf(error) }));
    }
    return () => {
      live = false;
    };
  }, [client, report]);

  const check = async (file: File) => {
    try {
      if (file.size > MAX_BYTES) {
        setShown({ title: file.name, failed: '文件超过 64 MB，没有核验。请选年述导出的文件。' });
        return;
      }
      const bytes = await readBase64(file, new AbortController().signal);
      const result = await client.call('signoff.verifyFile', { name: file.name, bytes });
      setShown({ title: file.name, result });
    } catch (error) {
      setShown({ title: file.name, failed: messageOf(error) });
    }
  };

  return (
    <Dialog
      open
      width={560}
      title="核验签发稿"
      about="签发后导出的 Word 和 PDF 带有签发标记。选一个文件，核对它是不是签发的那一稿。"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button variant="primary" icon={FileSearch} onClick={() => picker.current?.click()}>
            选文件核验
          </Button>
        </>
      }
    >
      <input
        ref={picker}
        className="visually-hidden"
        type="file"
        accept=".docx,.pdf"
        aria-label="选择要核验的文件"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void check(file);
        }}
      />
      <div aria-live="polite">
        {shown && 'failed' in shown && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {shown.failed}
          </p>
        )}
        {shown && 'result' in shown && <Outcome title={shown.title} result={shown.result} />}
      </div>
    </Dialog>
  );
}

function Outcome({ title, result }: { title: string; result: Verification }) {
  const { ok, findings, differences } = result;
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <section className="verified" aria-label={title}>
      <h3 className={ok ? 'good' : 'bad'}>
        <Icon size={16} aria-hidden />
        {ok ? '核验无误' : '没有通过核验'}
        <span>{title}</span>
      </h3>
      {findings.map((finding) => (
        <p key={finding}>{finding}</p>
      ))}
      {differences.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">签发稿</th>
              <th scope="col">现在</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ signed, found }, at) => (
              // Differences have no name of their own; their order is that of the text.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at}>
                <td>{signed ? <del>{signed}</del> : '（无）'}</td>
                <td>{found ? <ins>{found}</ins> : '（删去）'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
