import { CircleCheck, TriangleAlert, Usb } from 'lucide-react';
import { useState } from 'react';

import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { Button } from '../../ui/button.tsx';
import { whenText } from '../../base/when.ts';
import { sizeText } from './backup-texts.ts';

/** The two places in which backups lie: this computer, and another disk. */
export function PlaceCards({ status, onSetUp }: { status: BackupStatus; onSetUp: () => void }) {
  const [now] = useState(() => new Date());
  return (
    <div className="backups-places">
      <Here status={status} now={now} />
      <Second second={status.second} now={now} onSetUp={onSetUp} />
    </div>
  );
}

function Here({ status, now }: { status: BackupStatus; now: Date }) {
  const { lastAt, upToDate, count, bytes, working } = status;
  return (
    <section className="backups-place" aria-label="这台电脑上的备份">
      <h2>这台电脑</h2>
      <p className={`state ${upToDate ? 'good' : ''}`}>
        {upToDate && <CircleCheck size={16} aria-hidden />}
        {working
          ? '正在备份…'
          : lastAt === null
            ? '还没有备份。程序打开后会自动做一份。'
            : `最近一份：${whenText(lastAt, now)}，${upToDate ? '现在的内容都在里面' : '之后又有改动'}`}
      </p>
      <p className="ui-hint tabular">
        {count} 份，共 {sizeText(bytes)}
        。每天一份，写得多时一小时一份；升级、恢复前各一份。旧的逐渐减少，近的多留。
      </p>
      <p className="ui-hint">
        备份里有全部报告、记录、设置和签发密钥。超过 16 MB 的原文件不重复存，仍在数据文件夹的 originals 里。
      </p>
    </section>
  );
}

type SecondProps = { second: BackupStatus['second']; now: Date; onSetUp: () => void };

function Second({ second, now, onSetUp }: SecondProps) {
  if (!second)
    return (
      <section className="backups-place" aria-label="备份盘">
        <h2>备份盘</h2>
        <p className="state">还没有设。</p>
        <p className="ui-hint">
          电脑坏了、丢了，这台电脑上的备份也跟着没了。插一个U盘，或用另一块硬盘，每次备份都会多存一份。
        </p>
        <Button icon={Usb} onClick={onSetUp}>
          设置备份盘
        </Button>
      </section>
    );
  const { folder, there, lastAt, overdueDays, encrypted, count, bytes, free, sameDisk } = second;
  return (
    <section className="backups-place" aria-label="备份盘">
      <h2>备份盘</h2>
      <p className={`state ${overdueDays === null && there ? 'good' : 'warn'}`}>
        {there && overdueDays === null ? (
          <CircleCheck size={16} aria-hidden />
        ) : (
          <TriangleAlert size={16} aria-hidden />
        )}
        {lastAt === null ? '还没有备份到这里' : `最近一份：${whenText(lastAt, now)}`}
        {!there && '，盘没有插上，插上后自动接着备份'}
        {overdueDays !== null && `（已 ${overdueDays} 天没有备份到这里）`}
      </p>
      <p className="ui-hint backups-path">{folder}</p>
      <p className="ui-hint tabular">
        {encrypted ? '有口令' : '没有口令'}
        {there && `，${count} 份，共 ${sizeText(bytes)}${free === null ? '' : `，还剩 ${sizeText(free)}`}`}
        。原文件也在里面。
      </p>
      {sameDisk && <p className="ui-error">这个文件夹和数据在同一块盘上，盘坏了会一起坏。</p>}
      <Button size="small" onClick={onSetUp}>
        更改
      </Button>
    </section>
  );
}
