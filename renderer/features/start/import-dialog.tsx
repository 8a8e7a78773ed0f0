import { Check, CircleAlert, CircleMinus, CircleX } from 'lucide-react';
import { useState } from 'react';

import type { Template } from '../../../shared/template/schema.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { headingCount, isOpen, missing, remarkOf, type ImportRow } from './import-model.ts';
import { ImportReview } from './import-review.tsx';
import type { Import, ImportRun } from './use-import.ts';

import './import.css';

type Props = {
  run: ImportRun;
  actions: Import;
  templates: readonly Template[];
  /** Units that are known, to choose from. */
  units: readonly string[];
  onOpen: (id: string) => void;
  /** Start this year's report from the newest of those taken in; left out where it can't be done from here. */
  onContinue?: (id: string) => void;
  /** Opens the report that a file is a review copy of, to take its changes back. */
  onTakeBack: (row: ImportRow, report: string) => void;
};

const TITLES = { reading: '正在读取', review: '核对后收入', taking: '正在导入', done: '导入结果' } as const;

export function ImportDialog({ run, actions, templates, units, onOpen, onContinue, onTakeBack }: Props) {
  const busy = run.stage === 'reading' || run.stage === 'taking';
  const newest = newestOf(run.rows);
  const open = run.rows.filter((row) => isOpen(row));
  const lacking = open.filter((row) => missing(row) !== null).length;
  const wanted = open.filter((row) => row.choice === 'take' || row.choice === 'version').length;
  const close = () => (busy ? actions.cancel() : actions.clear());
  return (
    <Dialog
      open
      width={run.stage === 'review' ? 1120 : 640}
      busy={busy || run.stage === 'review'}
      onOpenChange={(shown) => !shown && close()}
      title={TITLES[run.stage]}
      footer={
        busy ? (
          <Button onClick={actions.cancel}>停止导入</Button>
        ) : run.stage === 'review' ? (
          <>
            <span className="grow import-lacking" aria-live="polite">
              {lacking > 0 && `还有 ${lacking} 份要填年度或选怎么收`}
            </span>
            <Button onClick={actions.clear}>全部不收</Button>
            <Button
              variant="primary"
              disabled={lacking > 0 || wanted === 0}
              onClick={actions.take}
            >{`收入 ${wanted} 份`}</Button>
          </>
        ) : (
          <>
            <Button onClick={actions.clear}>完成</Button>
            {newest && onContinue && (
              <Button variant="primary" onClick={() => onContinue(newest.id)}>
                从{newest.year}年接着写
              </Button>
            )}
          </>
        )
      }
    >
      {busy && (
        <div className="import-progress">
          <p>
            第 {Math.min(run.done + 1, run.total)} 份，共 {run.total} 份：{run.current}
          </p>
          <Progress label="导入进度" value={run.total > 0 ? run.done / run.total : null} />
        </div>
      )}
      {run.stage === 'review' && (
        <>
          <ReviewLead run={run} actions={actions} />
          <datalist id="import-units">
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </datalist>
          <ImportReview
            rows={run.rows}
            templates={templates}
            onChange={actions.change}
            onTakeBack={onTakeBack}
          />
          <Others rows={run.rows} />
        </>
      )}
      {run.stage === 'done' && <Outcome run={run} onOpen={onOpen} />}
    </Dialog>
  );
}

function newestOf(rows: readonly ImportRow[]): { id: string; year: number } | null {
  const taken = rows.flatMap(({ taken: done, year }) =>
    done && !done.asVersion ? [{ id: done.id, year: Number(year) }] : [],
  );
  return taken.sort((a, b) => b.year - a.year)[0] ?? null;
}

/** What the table is about, and one unit for all that don't say theirs. */
function ReviewLead({ run, actions }: { run: ImportRun; actions: Import }) {
  const [unit, setUnit] = useState('');
  const nameless = run.rows.filter((row) => isOpen(row) && row.choice === 'take' && row.unit.trim() === '');
  return (
    <div className="import-lead">
      <p>
        还没有收入。年度、单位、类型是从文件里认出来的，可以直接改；存疑的写在文件下面。
        {run.cancelled && '已停止读取，下面是读过的。'}
      </p>
      {nameless.length > 1 && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            for (const row of nameless) actions.change(row.key, { unit: unit.trim() });
          }}
        >
          <input
            className="ui-input"
            aria-label="没写单位的都填成"
            placeholder={`${nameless.length} 份没写单位，都填成…`}
            list="import-units"
            value={unit}
            onChange={(event) => setUnit(event.target.value)}
          />
          <Button type="submit" disabled={unit.trim() === ''}>
            填入
          </Button>
        </form>
      )}
    </div>
  );
}

/** Files that are not in the table: refused ones by name, others of the folder by number. */
function Others({ rows }: { rows: readonly ImportRow[] }) {
  const refused = rows.filter((row) => row.refused !== undefined);
  const aside = rows.filter((row) => row.aside !== undefined);
  if (refused.length + aside.length === 0) return null;
  return (
    <div className="import-others">
      <ul className="import-results">
        {refused.map((row) => (
          <RefusedRow key={row.key} row={row} />
        ))}
      </ul>
      <Aside rows={aside} />
    </div>
  );
}

function Aside({ rows }: { rows: readonly ImportRow[] }) {
  if (rows.length === 0) return null;
  return (
    <details className="import-aside">
      <summary>{rows.length} 个其他文件没有读</summary>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            {row.folder}/{row.name}：{row.aside}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Outcome({ run, onOpen }: { run: ImportRun; onOpen: (id: string) => void }) {
  const { rows } = run;
  const taken = rows.filter((row) => row.taken);
  const refused = rows.filter((row) => row.refused !== undefined);
  const left = rows.filter((row) => isOpen(row));
  const doubtful = taken.filter((row) => remarkOf(row, []).length > 0).length;
  const parts = [
    `导入 ${taken.length} 份`,
    ...(doubtful > 0 ? [`其中 ${doubtful} 份有存疑处`] : []),
    ...(left.length > 0 ? [`没有收 ${left.length} 份`] : []),
    ...(refused.length > 0 ? [`未能导入 ${refused.length} 份`] : []),
  ];
  return (
    <>
      <p className="import-summary" aria-live="polite">
        {parts.join('，')}
        {run.cancelled ? '。已停止，其余文件没有收。' : '。'}
      </p>
      <ul className="import-results">
        {taken.map((row) => (
          <TakenRow key={row.key} row={row} onOpen={onOpen} />
        ))}
        {refused.map((row) => (
          <RefusedRow key={row.key} row={row} />
        ))}
        {left.map((row) => (
          <li key={row.key} className="left">
            <CircleMinus size={16} aria-label="没有收" />
            <div>
              <strong>{row.name}</strong>
              <p>{remarkOf(row, rows)[0]?.text ?? '没有选。'}</p>
            </div>
          </li>
        ))}
      </ul>
      <Aside rows={rows.filter((row) => row.aside !== undefined)} />
    </>
  );
}

function RefusedRow({ row }: { row: ImportRow }) {
  return (
    <li className="refused">
      <CircleX size={16} aria-label="未导入" />
      <div>
        <strong>{row.name}</strong>
        <p>{row.refused}</p>
      </div>
    </li>
  );
}

function TakenRow({ row, onOpen }: { row: ImportRow; onOpen: (id: string) => void }) {
  const { found, taken } = row;
  if (!found || !taken) return null;
  const { id, asVersion } = taken;
  const { counts, doubtful } = found;
  const remarks = remarkOf(row, []);
  return (
    <li>
      {remarks.length > 0 ? (
        <CircleAlert className="doubt" size={16} aria-label="有存疑处" />
      ) : (
        <Check className="ok" size={16} aria-label="已导入" />
      )}
      <div>
        <strong>{found.title || row.name}</strong>
        <p className="facts tabular">
          {row.year}年 · {row.unit || UNKNOWN_UNIT} · 标题 {headingCount(counts)} · 事项 {counts.items} · 字段{' '}
          {counts.fields}
          {asVersion && ' · 已存为版本'}
        </p>
        {found.title && <p className="file">{row.name}</p>}
        {doubtful.length > 0 && (
          <details>
            <summary>{doubtful.length} 处没有把握，打开后可以逐处核对</summary>
            <ul>
              {doubtful.map((doubt) => (
                <li key={`${doubt.block} ${doubt.why}`}>
                  第 {doubt.block + 1} 段：{doubt.why}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Button size="small" onClick={() => onOpen(id)}>
        打开
      </Button>
    </li>
  );
}
