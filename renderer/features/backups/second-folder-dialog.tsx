import { useState } from 'react';

import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { passphraseOf, PassphraseFields } from './passphrase-fields.tsx';
import { PlacePicker } from './place-picker.tsx';

type Props = { current: BackupStatus['second']; onClose: () => void };

/** Chooses where second copies go. */
export function SecondFolderDialog({ current, onClose }: Props) {
  const client = useClient();
  const toast = useToast();
  const [folder, setFolder] = useState('');
  const [days, setDays] = useState(String(current?.remindDays ?? 7));
  const [typed, setTyped] = useState({ first: '', again: '' });
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const passphrase = passphraseOf(typed);
  const remindDays = Number(days);
  const daysFit = Number.isInteger(remindDays) && remindDays >= 1 && remindDays <= 365;

  const run = (work: () => Promise<string>) => {
    setBusy(true);
    setFailed(null);
    work()
      .then((text) => [toast({ text }), onClose()])
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };
  const set = async () => {
    if (folder.trim() === '') {
      await client.call('backup.setRemindDays', { remindDays });
      return '已改。';
    }
    await client.call('backup.setSecond', {
      folder: folder.trim(),
      remindDays,
      passphrase: passphrase ?? null,
    });
    await client.call('backup.make', {});
    return '备份盘已设好，第一份备份已存好，并检查过。';
  };
  const stop = async () => {
    await client.call('backup.setSecond', { folder: null, remindDays: 7, passphrase: null });
    return '不再备份到备份盘。已有的备份都还在盘上。';
  };

  return (
    <Dialog
      open
      busy={busy}
      onOpenChange={(open) => !open && !busy && onClose()}
      title="备份盘"
      about="每次备份都在这里多存一份。盘不在时不耽误工作，插上后自动补上。"
      width={520}
      footer={
        <>
          {current && (
            <Button variant="plain" disabled={busy} onClick={() => run(stop)}>
              停用
            </Button>
          )}
          <span className="grow" />
          <Button disabled={busy} onClick={onClose}>
            取消
          </Button>
          <Button
            variant="primary"
            disabled={busy || !daysFit || passphrase === undefined || (folder.trim() === '' && !current)}
            onClick={() => run(set)}
          >
            {busy ? '正在备份…' : '设好并备份'}
          </Button>
        </>
      }
    >
      <div className="ui-form">
        <PlacePicker label={current ? '换到（不换就空着）' : '放在'} value={folder} onChange={setFolder} />
        {folder.trim() !== '' && <PassphraseFields typed={typed} onChange={setTyped} />}
        <label className="ui-label">
          <span>几天没有备份到这里就提醒</span>
          <input
            className="ui-input"
            inputMode="numeric"
            value={days}
            aria-invalid={!daysFit}
            onChange={(event) => setDays(event.target.value)}
          />
        </label>
        {failed && (
          <p className="ui-error" role="alert">
            {failed}
          </p>
        )}
      </div>
    </Dialog>
  );
}
