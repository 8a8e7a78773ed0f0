import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { BackupResults } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';

/** Looks at everything in the data folder, and says what was looked at, what is wrong, and what to do. */
export function DoctorDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const [found, setFound] = useState<BackupResults['backup.doctor'] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let live = true;
    client
      .call('backup.doctor', {})
      .then((result) => live && setFound(result))
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="体检"
      about="看一遍数据文件、每份报告、记录、检索索引、原文件和备份；不改动任何内容。"
      width={560}
      footer={<Button onClick={onClose}>关闭</Button>}
    >
      {found === null && failed === null && <Progress label="正在检查" value={null} />}
      {failed && (
        <p className="ui-error" role="alert">
          {failed}
        </p>
      )}
      {found && (
        <div className="backups-doctor">
          {found.problems.length === 0 ? (
            <p className="good">
              <CircleCheck size={16} aria-hidden />
              没有发现问题。
            </p>
          ) : (
            <ul>
              {found.problems.map(({ what, todo }) => (
                <li key={what}>
                  <TriangleAlert size={16} aria-hidden />
                  <div>
                    <strong>{what}</strong>
                    <p>{todo}</p>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {found.checked.length > 0 && <p className="ui-hint">查过：{found.checked.join('；')}。</p>}
        </div>
      )}
    </Dialog>
  );
}
