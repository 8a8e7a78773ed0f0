import { useState } from 'react';

import type { BackupItem } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { whenText } from '../../base/when.ts';
import { contentText, KIND_NAMES, sizeText } from './backup-texts.ts';

type Props = { items: readonly BackupItem[] | null; onRestore: (item: BackupItem) => void };

/** All backups, the best to go on with first. */
export function BackupList({ items, onRestore }: Props) {
  const client = useClient();
  const toast = useToast();
  const [now] = useState(() => new Date());
  const [checking, setChecking] = useState<string | null>(null);
  /** The one of which was asked whether it is to go. */
  const [asked, setAsked] = useState<string | null>(null);

  const check = ({ file }: BackupItem) => {
    setChecking(file);
    void client
      .call('backup.check', { file })
      .then(({ reports, originals, missingOriginals }) => {
        const what =
          reports === null
            ? '加密完好，读得到头。'
            : `${reports} 份报告、${originals ?? 0} 个原文件都读得出来。`;
        const lost = missingOriginals > 0 ? `有 ${missingOriginals} 个原文件不在里面，也不在旁边。` : '';
        return `这份备份是好的：${what}${lost}`;
      })
      .catch(messageOf)
      .then((text) => toast({ text }))
      .finally(() => setChecking(null));
  };
  const remove = ({ file }: BackupItem) => {
    client
      .call('backup.remove', { file })
      .then(() => toast({ text: '已删去这份备份。' }))
      .catch((error: unknown) => toast({ text: messageOf(error) }));
  };

  if (items === null) return null;
  if (items.length === 0) return <p className="backups-none">还没有备份。</p>;
  return (
    <div className="backups-scroll">
      <table className="backups-table">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">来由</th>
            <th scope="col">内容</th>
            <th scope="col">最近的改动</th>
            <th scope="col" className="num">
              大小
            </th>
            <th scope="col">位置</th>
            <th scope="col">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const usable = item.readable && !item.newer;
            return (
              <tr key={item.file} className={usable ? '' : 'unusable'} title={item.file}>
                <th scope="row">{whenText(item.madeAt, now)}</th>
                <td>{KIND_NAMES[item.kind]}</td>
                <td>{contentText(item)}</td>
                <td>{item.newestChange === null ? '—' : whenText(item.newestChange, now)}</td>
                <td className="num tabular">{sizeText(item.bytes)}</td>
                <td>
                  {item.where === 'here' ? '这台电脑' : '备份盘'}
                  {item.encrypted && '（有口令）'}
                </td>
                <td className="actions">
                  <Button
                    size="small"
                    variant="plain"
                    disabled={checking !== null || !usable}
                    onClick={() => check(item)}
                  >
                    {checking === item.file ? '正在检查…' : '检查'}
                  </Button>
                  <Button
                    size="small"
                    variant="plain"
                    onBlur={() => setAsked(null)}
                    onClick={() => (asked === item.file ? remove(item) : setAsked(item.file))}
                  >
                    {asked === item.file ? '确定删去' : '删去'}
                  </Button>
                  <Button size="small" disabled={!usable} onClick={() => onRestore(item)}>
                    恢复…
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
