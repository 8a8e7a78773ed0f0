import { useEffect, useId, useState } from 'react';

import type { BackupPlace } from '../../../shared/contract/backups.ts';
import { useClient } from '../../client/client-context.ts';
import { sizeText } from './backup-texts.ts';

type Props = { label: string; value: string; onChange: (path: string) => void };

/** A folder: one of the sticks and disks that are plugged in, or a path that is typed. */
export function PlacePicker({ label, value, onChange }: Props) {
  const client = useClient();
  const id = useId();
  const [places, setPlaces] = useState<BackupPlace[]>([]);
  useEffect(() => {
    let live = true;
    client
      .call('backup.places', {})
      .then((found) => live && setPlaces(found))
      .catch(() => {});
    return () => {
      live = false;
    };
  }, [client]);
  return (
    <div className="ui-label">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="ui-input"
        value={value}
        placeholder="文件夹的完整路径"
        onChange={(event) => onChange(event.target.value)}
      />
      {places.length > 0 && (
        <ul className="backups-picks">
          {places.map(({ path, free, sameDisk }) => (
            <li key={path}>
              <button type="button" aria-pressed={path === value} onClick={() => onChange(path)}>
                {path}
                <small>
                  {free === null ? '' : `剩 ${sizeText(free)}`}
                  {sameDisk && '，与数据同一块盘'}
                </small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {places.length === 0 && (
        <p className="ui-hint">没有看到插着的U盘或别的盘。插上后重新打开这里，或写明文件夹。</p>
      )}
    </div>
  );
}
