import { useEffect, useState } from 'react';

import type { BackupItem, BackupResults } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { whenText } from '../../base/when.ts';
import { contentText, titlesText } from './backup-texts.ts';

type Props = { item: BackupItem; onClose: () => void };

/** Says what putting a backup in takes away and brings back, and does it. */
export function RestoreDialog({ item, onClose }: Props) {
  const client = useClient();
  const [now] = useState(() => new Date());
  const [passphrase, setPassphrase] = useState('');
  const [difference, setDifference] = useState<BackupResults['backup.difference'] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { file, encrypted } = item;

  useEffect(() => {
    if (encrypted) return;
    let live = true;
    client
      .call('backup.difference', { file })
      .then((found) => live && setDifference(found))
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client, file, encrypted]);

  /** What an encrypted one holds is shown before it is put in. */
  const work = async () => {
    if (difference === null) {
      setDifference(await client.call('backup.difference', { file, passphrase }));
      return;
    }
    // Original files that are nowhere are told by a notice: the page is made anew.
    await client.call('backup.restore', { file, passphrase });
    onClose();
  };
  const go = () => {
    setBusy(true);
    setFailed(null);
    work()
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };

  return (
    <Dialog
      open
      busy={busy}
      onOpenChange={(open) => !open && !busy && onClose()}
      title="恢复到这份备份"
      about={`${whenText(item.madeAt, now)} 的备份：${contentText(item)}`}
      width={560}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            不恢复
          </Button>
          <Button variant="primary" disabled={busy || (!encrypted && difference === null)} onClick={go}>
            {busy ? '请稍候…' : difference === null ? '看看里面' : '恢复'}
          </Button>
        </>
      }
    >
      <div className="backups-restore">
        {encrypted && (
          <label className="ui-label">
            <span>口令</span>
            <input
              className="ui-input"
              type="password"
              autoComplete="off"
              value={passphrase}
              placeholder="这台电脑设的口令可以不填"
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </label>
        )}
        {difference && <Changes difference={difference} />}
        <p className="ui-hint">恢复前，先把现在的全部内容另存为一份“恢复前”的备份，随时可以换回来。</p>
        {failed && (
          <p className="ui-error" role="alert">
            {failed}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Changes({ difference }: { difference: BackupResults['backup.difference'] }) {
  const { onlyNow, changed, onlyInBackup } = difference;
  if (onlyNow.count + changed.count + onlyInBackup.count === 0)
    return <p>报告和现在的一样，恢复后不会有变化。</p>;
  return (
    <ul className="backups-changes">
      {onlyNow.count > 0 && (
        <li className="bad">
          <strong>{onlyNow.count} 份报告会没有</strong>：{titlesText(onlyNow)}
        </li>
      )}
      {changed.count > 0 && (
        <li>
          <strong>{changed.count} 份报告变回备份时的样子</strong>：{titlesText(changed)}
        </li>
      )}
      {onlyInBackup.count > 0 && (
        <li>
          <strong>{onlyInBackup.count} 份报告回来</strong>：{titlesText(onlyInBackup)}
        </li>
      )}
    </ul>
  );
}
