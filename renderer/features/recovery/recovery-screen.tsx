import { LifeBuoy } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { RecoveryChoice, RecoveryState } from '../../../shared/contract/recovery.ts';
import { localTime } from '../../../shared/text/local-time.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Lines } from './notice-banners.tsx';

import './recovery.css';

const keyOf = (choice: RecoveryChoice): string =>
  choice.kind === 'backup' ? `backup ${choice.name}` : choice.kind;

/** Opens everything anew: what any window has loaded may not be in the data any more. */
function startAnew(): void {
  go({ at: 'start' });
  window.location.reload();
}

/**
 * What the data can be brought back to, with dates and contents, the best first. Nothing is changed before somebody
 * has chosen, and what is there is kept in any case.
 * @param closed there is no database that can be opened: there is no way back from here
 */
export function RecoveryScreen({ closed }: { closed: boolean }) {
  const [round, setRound] = useState(0);
  return <Recovery key={round} closed={closed} onAgain={() => setRound(round + 1)} />;
}

function Recovery({ closed, onAgain }: { closed: boolean; onAgain: () => void }) {
  const client = useClient();
  const [state, setState] = useState<RecoveryState | null>(null);
  const [chosen, setChosen] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [sure, setSure] = useState(false);

  useEffect(() => {
    let live = true;
    const show = (found: RecoveryState) => {
      const [best] = found.choices;
      setState(found);
      setChosen(best && best.kind !== 'empty' ? keyOf(best) : '');
      setFailed(null);
    };
    client
      .call('recovery.look', {})
      .then((found) => live && show(found))
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client]);

  const choice = state?.choices.find((one) => keyOf(one) === chosen);
  const recover = () => {
    if (!choice) return;
    setWorking(true);
    setFailed(null);
    const wanted =
      choice.kind === 'backup' ? { kind: choice.kind, name: choice.name } : { kind: choice.kind };
    client
      .call('recovery.choose', { choice: wanted })
      .then(startAnew)
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setWorking(false));
  };

  return (
    <main className="recovery">
      <div className="recovery-sheet">
        <LifeBuoy size={28} strokeWidth={1.5} aria-hidden />
        <h1>恢复数据</h1>
        {state && (
          <p className="recovery-about">
            {state.text ||
              '下面是现有数据和各份备份里能救回的内容。请选择恢复到哪一份；现在的数据文件会移到 damaged 文件夹保留，不会删除。'}
          </p>
        )}
        {failed && (
          <Banner tone="bad" text={failed}>
            <Button size="small" onClick={onAgain}>
              再看一次
            </Button>
          </Banner>
        )}
        {!state && !failed && (
          <div className="recovery-wait" aria-busy="true">
            <p>正在逐份检查数据文件和备份，没有改动任何内容…</p>
            <Progress label="正在检查" value={null} />
          </div>
        )}
        {state && (
          <fieldset className="recovery-choices" disabled={working}>
            <legend className="visually-hidden">恢复到哪一份</legend>
            {state.choices.map((one, at) => (
              <Choice
                key={keyOf(one)}
                choice={one}
                best={at === 0 && one.kind !== 'empty'}
                checked={keyOf(one) === chosen}
                onChoose={() => {
                  setChosen(keyOf(one));
                  setSure(false);
                }}
              />
            ))}
          </fieldset>
        )}
        {choice?.kind === 'empty' && (
          <label className="recovery-sure">
            <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
            我知道恢复以后列表是空的，以前的报告只在保留的文件和备份里
          </label>
        )}
      </div>
      <footer className="recovery-foot">
        {working && <Progress label="正在恢复" value={null} />}
        <span className="grow" />
        {!closed && (
          <Button disabled={working} onClick={() => go({ at: 'start' })}>
            先不恢复，回首页
          </Button>
        )}
        <Button
          variant="primary"
          disabled={!choice || working || (choice.kind === 'empty' && !sure)}
          onClick={recover}
        >
          {working ? '正在恢复…' : '恢复到这一份'}
        </Button>
      </footer>
    </main>
  );
}

function Choice({
  choice,
  best,
  checked,
  onChoose,
}: {
  choice: RecoveryChoice;
  best: boolean;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="recovery-choice">
      <input type="radio" name="recovery" checked={checked} onChange={onChoose} />
      <span className="recovery-choice-text">
        <strong>
          {titleOf(choice)}
          {best && <em>推荐</em>}
        </strong>
        <span className="tabular">{holdingOf(choice)}</span>
        {choice.kind === 'salvage' && choice.losses.length > 0 && <Lines lines={choice.losses} />}
        {choice.kind === 'backup' && <code>{choice.name}</code>}
      </span>
    </label>
  );
}

function titleOf(choice: RecoveryChoice): string {
  if (choice.kind === 'salvage') return '逐份救回：从数据文件和各份备份里取每份报告最新的内容';
  return choice.kind === 'backup' ? `${localTime(choice.madeAt)} 的备份` : '从空白开始';
}

function holdingOf(choice: RecoveryChoice): string {
  if (choice.kind === 'empty') return '不恢复任何报告；原来的文件和备份都保留，以后还可以恢复';
  const { reports, inBin, newestChange } = choice;
  const bin = inBin > 0 ? `，回收站 ${inBin} 份` : '';
  const when = newestChange === null ? '' : ` · 最近的改动：${localTime(newestChange)}`;
  const whole = choice.kind === 'salvage' && choice.losses.length === 0 ? ' · 没有缺少内容' : '';
  return `${reports} 份报告${bin}${when}${whole}`;
}
