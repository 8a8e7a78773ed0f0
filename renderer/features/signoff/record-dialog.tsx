import { CircleAlert, Shield, ShieldCheck } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';

import { recordCsv } from '../../../shared/signoff/record-csv.ts';
import { actionLabel, type RecordPage } from '../../../shared/signoff/record.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { saveText } from '../export/save-text.ts';
import { partsOf, PROTECTED_BY } from './record-parts.ts';
import { RecordTable } from './record-table.tsx';
import { whenWords } from './record-text.ts';

import './record.css';

type Props = { report: string; title: string; onClose: () => void };

const ALL = '';

/** Who did what and when. Read only: the record can't be changed from the program. */
export function RecordDialog({ report, title, onClose }: Props) {
  const client = useClient();
  const [page, setPage] = useState<RecordPage | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [person, setPerson] = useState(ALL);
  const [action, setAction] = useState(ALL);

  useEffect(() => {
    let live = true;
    client
      .call('record.list', { id: report })
      .then((found) => live && setPage(found))
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client, report]);

  const entries = useMemo(() => page?.entries ?? [], [page]);
  const people = [...new Set(entries.map(({ name }) => name).filter(Boolean))];
  const actions = [...new Set(entries.map((entry) => entry.action))];
  const shown = entries.filter(
    (entry) => (person === ALL || entry.name === person) && (action === ALL || entry.action === action),
  );

  const exportFile = async () => {
    try {
      const written = await client.call('record.list', { id: report, forFile: true });
      const csv = recordCsv(report, written.entries, written.seals);
      await saveText(`${title}办理记录.csv`, `\uFEFF${csv}`);
    } catch (error) {
      setFailed(messageOf(error));
    }
  };

  return (
    <Dialog
      open
      width={760}
      title="办理记录"
      about="谁在什么时候做了什么。只能看，不能改。"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button disabled={entries.length === 0} onClick={() => void exportFile()}>
            导出整份记录
          </Button>
        </>
      }
    >
      {page && (page.trouble !== '' || !page.intact) && (
        <p className="ui-error record-trouble" role="alert">
          <CircleAlert size={14} aria-hidden />
          {page.trouble || '记录前后接不上：有人绕过年述改动过数据文件。请与备份核对。'}
        </p>
      )}
      {page?.intact && page.trouble === '' && <ProtectionNote page={page} />}
      {failed && (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          {failed}
        </p>
      )}
      <div className="record-filters">
        <label className="ui-label">
          <span>人员</span>
          <select className="ui-select" value={person} onChange={(event) => setPerson(event.target.value)}>
            <option value={ALL}>全部</option>
            {people.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label className="ui-label">
          <span>事项</span>
          <select className="ui-select" value={action} onChange={(event) => setAction(event.target.value)}>
            <option value={ALL}>全部</option>
            {actions.map((one) => (
              <option key={one} value={one}>
                {actionLabel(one)}
              </option>
            ))}
          </select>
        </label>
        <span className="grow" />
        <span className="record-count tabular">{shown.length} 条</span>
      </div>
      {/* Scrolls by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="record-table" tabIndex={0} aria-label="办理记录">
        <RecordTable entries={shown} protection={page?.protected ?? null} />
        {page && shown.length === 0 && <p className="record-empty">没有符合条件的记录。</p>}
      </section>
    </Dialog>
  );
}

/** Up to where the record can't lose anything unseen, and what that does not hold for yet. */
function ProtectionNote({ page: { entries, protected: protection } }: { page: RecordPage }) {
  if (!protection) {
    return (
      <p className="record-protection">
        <Shield size={16} aria-hidden />
        这份报告还没有签发，记录还不受保护。签发以后、导出签发稿以后，少一条、改一个字都查得出来。
      </p>
    );
  }
  const young = partsOf(entries, protection).young.length;
  return (
    <p className="record-protection">
      <ShieldCheck size={16} aria-hidden />
      <span>
        截至 {whenWords(protection.at)} 的{PROTECTED_BY[protection.by]}
        ，记录受保护：少一条、改一个字都查得出来。
        {young > 0 && `之后的 ${young} 条还不受保护，下次签发或导出签发稿后才受。`}
      </span>
    </p>
  );
}
