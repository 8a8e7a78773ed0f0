import { go } from '../../base/use-route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useBackupStatus } from './use-backup-status.ts';

/** On the start screen: the second folder has been away for too long. */
export function BackupReminder() {
  const second = useBackupStatus().status?.second;
  if (!second || second.overdueDays === null) return null;
  const where = second.there ? '' : '，盘没有插上';
  return (
    <Banner
      tone="warn"
      text={`已 ${second.overdueDays} 天没有备份到备份盘${where}。插上盘，程序会自动补上。`}
    >
      <Button size="small" onClick={() => go({ at: 'backups' })}>
        去看看
      </Button>
    </Banner>
  );
}
