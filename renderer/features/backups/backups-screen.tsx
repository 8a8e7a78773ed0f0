import { HardDriveDownload, MonitorSmartphone, Stethoscope } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { BackupItem } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { useCommands } from '../../commands/registry.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { NoticeBanners } from '../recovery/notice-banners.tsx';
import { useBackupStatus } from '../recovery/use-backup-status.ts';
import { MainHead } from '../start/main-head.tsx';
import { BackupList } from './backup-list.tsx';
import { DoctorDialog } from './doctor-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { PlaceCards } from './place-cards.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SecondFolderDialog } from './second-folder-dialog.tsx';
import { useBackupList } from './use-backup-list.ts';

import './backups.css';

type Open = 'second' | 'move' | 'doctor' | { restore: BackupItem } | null;

/** Backups: where they are, what is in each, and what can be done with them. */
export function BackupsScreen() {
  const client = useClient();
  const toast = useToast();
  const { status, failed, refresh } = useBackupStatus();
  const items = useBackupList();
  const [open, setOpen] = useState<Open>(null);
  const [making, setMaking] = useState(false);

  useEffect(() => {
    document.title = '备份与恢复 - 年述';
    return () => {
      document.title = '年述';
    };
  }, []);

  const make = () => {
    setMaking(true);
    client
      .call('backup.make', {})
      .then(() => toast({ text: '已备份，并检查过。' }))
      .catch((error: unknown) => toast({ text: messageOf(error) }))
      .finally(() => setMaking(false));
  };
  useCommands([
    { id: 'backups.make', title: '现在备份', group: '备份', enabled: () => !making, run: make },
    { id: 'backups.second', title: '设置备份盘', group: '备份', words: 'U盘', run: () => setOpen('second') },
    { id: 'backups.move', title: '换电脑', group: '备份', words: '搬家 迁移', run: () => setOpen('move') },
    { id: 'backups.doctor', title: '体检', group: '备份', words: '检查 损坏', run: () => setOpen('doctor') },
  ]);
  const close = () => setOpen(null);

  return (
    <div className="backups">
      <MainHead at="backups" />
      <NoticeBanners />
      {failed && (
        <Banner tone="bad" text={failed}>
          <Button size="small" onClick={refresh}>
            重试
          </Button>
        </Banner>
      )}
      <main className="backups-main">
        <div className="backups-bar">
          <h1>备份与恢复</h1>
          <span className="grow" />
          <Button variant="plain" icon={Stethoscope} onClick={() => setOpen('doctor')}>
            体检
          </Button>
          <Button icon={MonitorSmartphone} onClick={() => setOpen('move')}>
            换电脑
          </Button>
          <Button variant="primary" icon={HardDriveDownload} disabled={making} onClick={make}>
            {making ? '正在备份…' : '现在备份'}
          </Button>
        </div>
        {status && <PlaceCards status={status} onSetUp={() => setOpen('second')} />}
        <BackupList items={items} onRestore={(restore) => setOpen({ restore })} />
      </main>
      {open === 'second' && <SecondFolderDialog current={status?.second ?? null} onClose={close} />}
      {open === 'move' && <MoveDialog onClose={close} onTake={(restore) => setOpen({ restore })} />}
      {open === 'doctor' && <DoctorDialog onClose={close} />}
      {open !== null && typeof open === 'object' && <RestoreDialog item={open.restore} onClose={close} />}
    </div>
  );
}
