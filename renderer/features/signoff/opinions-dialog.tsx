import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';

import type { ExportResult } from '../../../shared/contract/export.ts';
import type { OpinionFormat } from '../../../shared/contract/opinions.ts';
import { outcomeCounts, roundName, type Opinion } from '../../../shared/signoff/opinions.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useExport } from '../export/use-export.ts';
import { OpinionRow } from './opinion-row.tsx';
import { useOpinions } from './use-opinions.ts';

import './opinions.css';

type Props = { session: ReportSession; onClose: () => void };

const ALL = '';

/** 征求意见采纳情况表: what was asked for, by whom, and what became of it; to be filled in, chosen from and exported. */
export function OpinionsDialog({ session, onClose }: Props) {
  const { opinions, failed, answer } = useOpinions(session);
  const [round, setRound] = useState(ALL);
  const [person, setPerson] = useState(ALL);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const exporting = useExport<ExportResult>();
  const { stage } = exporting;
  const all = opinions ?? [];
  const rounds = [...new Set(all.map((one) => one.round))];
  const people = [...new Set(all.map(({ name }) => name))];
  const shown = all.filter(
    (one) => (round === ALL || one.round === Number(round)) && (person === ALL || one.name === person),
  );
  const chosen = shown.filter(({ id }) => !left.has(id));

  const choose = (listed: readonly Opinion[], isChosen: boolean) => {
    const next = new Set(left);
    for (const { id } of listed)
      if (isChosen) next.delete(id);
      else next.add(id);
    setLeft(next);
    exporting.change();
  };
  const make = (format: OpinionFormat) =>
    void exporting.run((options) =>
      session.client.call(
        'opinions.export',
        { id: session.id, format, chosen: chosen.map(({ id }) => id) },
        options,
      ),
    );

  return (
    <Dialog
      open
      width={1120}
      title="征求意见采纳情况表"
      about="修改的采纳情况看接受还是拒绝；批注的在这里选定。表里引用内部文字，只供内部；始终隐去的内容不会写进文件。"
      busy={exporting.busy}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <output className="opinions-state">
            {stage.at === 'working' && stage.text}
            {stage.at === 'done' && stage.saved !== 'dismissed' && (
              <>
                <CircleCheck size={14} aria-hidden />
                已导出 {stage.made.name}
              </>
            )}
          </output>
          <span className="grow" />
          <Button onClick={onClose}>关闭</Button>
          <Button disabled={chosen.length === 0 || exporting.busy} onClick={() => make('xlsx')}>
            导出表格（.xlsx）
          </Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0 || exporting.busy}
            onClick={() => make('docx')}
          >
            导出 Word
          </Button>
        </>
      }
    >
      <div className="opinions-filters">
        <label className="ui-label">
          <span>轮次</span>
          <select className="ui-select" value={round} onChange={(event) => setRound(event.target.value)}>
            <option value={ALL}>全部</option>
            {rounds.map((one) => (
              <option key={one} value={one}>
                {roundName(one)}
              </option>
            ))}
          </select>
        </label>
        <label className="ui-label">
          <span>提出人</span>
          <select className="ui-select" value={person} onChange={(event) => setPerson(event.target.value)}>
            <option value={ALL}>全部</option>
            {people.map((name) => (
              <option key={name} value={name}>
                {name || '未署名'}
              </option>
            ))}
          </select>
        </label>
        <span className="opinions-count tabular">
          选中 {chosen.length} 条{chosen.length > 0 && `：${outcomeCounts(chosen)}`}
        </span>
      </div>
      {[failed, stage.at === 'failed' ? stage.message : null].map(
        (message) =>
          message !== null && (
            <p key={message} className="ui-error" role="alert">
              <CircleAlert size={14} aria-hidden />
              {message}
            </p>
          ),
      )}
      {/* Scrolls by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="opinions-table" tabIndex={0} aria-label="意见">
        {shown.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <input
                    type="checkbox"
                    aria-label="选中全部"
                    checked={chosen.length === shown.length}
                    onChange={(event) => choose(shown, event.target.checked)}
                  />
                </th>
                <th scope="col">提出单位/人</th>
                <th scope="col">位置</th>
                <th scope="col">原文及意见</th>
                <th scope="col">类型</th>
                <th scope="col">采纳情况</th>
                <th scope="col">理由</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((opinion, at) => (
                <OpinionRow
                  key={opinion.id}
                  opinion={opinion}
                  number={at + 1}
                  isChosen={!left.has(opinion.id)}
                  onChoose={(isChosen) => choose([opinion], isChosen)}
                  onAnswer={(given) => answer(opinion, given)}
                />
              ))}
            </tbody>
          </table>
        )}
        {opinions && shown.length === 0 && (
          <p className="opinions-empty">
            {all.length === 0
              ? '还没有意见：没有修订，也没有批注。送审、收回以后再看。'
              : '没有符合条件的意见。'}
          </p>
        )}
      </section>
    </Dialog>
  );
}
