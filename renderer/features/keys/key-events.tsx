import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { KeysResults } from '../../../shared/contract/keys.ts';
import { actionLabel } from '../../../shared/signoff/record.ts';
import { localTime } from '../../../shared/text/local-time.ts';
import { messageOf, useClient } from '../../client/client-context.ts';

import './keys.css';

/** What happened to keys, newest first, and whether nothing is missing in it. */
export function KeyEvents() {
  const client = useClient();
  const [found, setFound] = useState<KeysResults['keys.events'] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    client
      .call('keys.events', {})
      .then(setFound)
      .catch((error: unknown) => setFailed(messageOf(error)));
  }, [client]);

  const trouble =
    failed ?? (found?.intact === false ? '记录前后接不上：有人绕过年述改动过数据文件。请与备份核对。' : null);
  return (
    <>
      {trouble && (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          {trouble}
        </p>
      )}
      {found && found.events.length === 0 && <p className="key-none">还没有设过密钥，也没有收入过密钥卡。</p>}
      {found && found.events.length > 0 && (
        <table className="key-events">
          <thead>
            <tr>
              <th scope="col">时间</th>
              <th scope="col">人员</th>
              <th scope="col">事项</th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {found.events.map(({ at, name, action, details }) => (
              <tr key={`${at} ${action} ${details}`}>
                <td className="tabular">{localTime(at)}</td>
                <td>{name || '未署名'}</td>
                <td>{actionLabel(action)}</td>
                <td>{details}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
