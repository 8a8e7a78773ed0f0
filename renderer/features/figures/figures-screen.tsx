import { FIELD_KINDS } from '../../../shared/document/field-kinds.ts';
import { ChartLine, Share, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import type { Series } from '../../../shared/indicators/types.ts';
import { go } from '../../base/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { isOneOf, useStored } from '../../base/use-stored.ts';
import { useCommands } from '../../commands/registry.ts';
import { MainHead } from '../start/main-head.tsx';
import { Chart } from './chart.tsx';
import { FiguresExport } from './figures-export.tsx';
import { useFigures } from './use-figures.ts';

import './figures.css';

const VIEWS = ['table', 'charts'] as const;
type View = (typeof VIEWS)[number];
const VIEW_OPTIONS: readonly { value: View; label: string }[] = [
  { value: 'table', label: '表格' },
  { value: 'charts', label: '图表' },
];
const isView = isOneOf(VIEWS);

/** The figures of a unit over the years: a table, one indicator's chart beside it, or all of them at a glance. */
export function FiguresScreen() {
  const [unit, setUnit] = useState<string | null>(null);
  const { table, failed } = useFigures(unit);
  const [view, setView] = useStored<View>('figures.view', 'table', isView);
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [exporting, setExporting] = useState(false);

  useEffect(() => {
    document.title = '年度数据 - 年述';
    return () => {
      document.title = '年述';
    };
  }, []);
  useCommands([
    { id: 'figures.export', title: '导出年度数据', group: '数据表', run: () => setExporting(true) },
    {
      id: 'figures.view',
      title: view === 'table' ? '一览图表' : '看表格',
      group: '视图',
      run: () => setView(view === 'table' ? 'charts' : 'table'),
    },
  ]);

  const all = table?.series ?? [];
  const series = all.filter(({ label }) => label.includes(filter.trim()));
  const current = series.find(({ key }) => key === chosen) ?? series[0] ?? null;
  const years = table?.years ?? [];
  const warned = all.filter(({ warnings }) => warnings.some(({ kind }) => kind !== 'missing')).length;

  return (
    <div className="figures">
      <MainHead at="figures" />
      {table && all.length === 0 && (
        <div className="ui-empty">
          <ChartLine size={24} strokeWidth={1.5} aria-hidden />
          <p>
            还没有可以逐年比较的数据。
            <br />
            导入往年材料，或者在报告里把数字设为字段并填上名称。
          </p>
          <Button onClick={() => go({ at: 'start' })}>回首页</Button>
        </div>
      )}
      {failed && (
        <p className="ui-error figures-failed" role="alert">
          {failed}
        </p>
      )}
      {table && all.length > 0 && (
        <>
          <div className="figures-bar">
            <h1>年度数据</h1>
            {table.units.length > 1 ? (
              <select
                className="ui-select"
                aria-label="单位"
                value={table.unit}
                onChange={(event) => setUnit(event.target.value)}
              >
                {table.units.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            ) : (
              <span className="figures-unit">{table.unit}</span>
            )}
            <Segmented label="显示方式" value={view} options={VIEW_OPTIONS} onChange={setView} />
            <input
              className="ui-input"
              type="search"
              placeholder="筛选指标"
              aria-label="筛选指标"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
            <span className="grow" />
            <span className="figures-sum tabular">
              {series.length} 项指标{warned > 0 && `，${warned} 项需要核对`}
            </span>
            <Button variant="primary" icon={Share} onClick={() => setExporting(true)}>
              导出
            </Button>
          </div>
          <div className={`figures-body ${view}`}>
            {view === 'table' ? (
              <>
                <div className="figures-scroll">
                  <FigureGrid series={series} years={years} current={current} onChoose={setChosen} />
                </div>
                {current && <Detail series={current} years={years} />}
              </>
            ) : (
              <div className="figures-scroll">
                <ul className="figures-glance">
                  {series.map((one) => (
                    <li key={one.key}>
                      <button
                        type="button"
                        onClick={() => {
                          setChosen(one.key);
                          setView('table');
                        }}
                      >
                        <span className="name">{one.label}</span>
                        <Chart series={one} years={years} size="small" />
                        <LastValue series={one} />
                      </button>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
        </>
      )}
      {exporting && table && (
        <FiguresExport
          unit={table.unit}
          selected={current?.key ?? null}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}

type GridProps = {
  series: readonly Series[];
  years: readonly number[];
  current: Series | null;
  onChoose: (key: string) => void;
};

/** ↑ ↓ choose the indicator whose chart stands beside the table. */
function FigureGrid({ series, years, current, onChoose }: GridProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: series.length - 1 }[event.key];
    const next = to === undefined ? undefined : series[to];
    if (!next || to === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    body.current?.querySelectorAll<HTMLElement>('tr')[to]?.focus();
  };
  return (
    // Rows that take the focus and the arrow keys: a grid, in a table's clothes.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table className="figures-table tabular" role="grid" aria-label="年度数据">
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col">单位</th>
          {years.map((year) => (
            <th key={year} scope="col" className="num">
              {year}
            </th>
          ))}
          <th scope="col" className="num">
            比上年
          </th>
          <th scope="col">
            <span className="visually-hidden">核对</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {series.map((one, index) => {
          const alarms = one.warnings.filter(({ kind }) => kind !== 'missing');
          return (
            <tr
              key={one.key}
              tabIndex={one.key === current?.key ? 0 : -1}
              aria-selected={one.key === current?.key}
              onClick={() => onChoose(one.key)}
              onKeyDown={(event) => onKeyDown(event, index)}
            >
              <th scope="row">{one.label}</th>
              <td className="unit">{one.unit}</td>
              {years.map((year) => {
                const point = one.points.find((found) => found.year === year);
                return (
                  <td key={year} className={point ? 'num' : 'num none'}>
                    {point ? point.text : '—'}
                    {point && point.unit !== one.unit && <small>{point.unit}</small>}
                  </td>
                );
              })}
              <td className="num">
                <Change series={one} newest={years.at(-1)} />
              </td>
              <td className="mark">
                {alarms.length > 0 && (
                  <span title={alarms.map(({ year, text }) => `${year}年：${text}`).join('\n')}>
                    <TriangleAlert size={14} aria-label="需要核对" />
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The newest change: `+25%`, of a share `+0.8 个百分点`; that of an earlier year stands back and names its year. */
function Change({ series, newest }: { series: Series; newest?: number | undefined }) {
  const last = series.changes.at(-1);
  if (!last || last.change === null) return <span className="none">—</span>;
  const earlier = newest !== undefined && last.year !== newest;
  return (
    <span
      className={earlier ? 'none' : last.change < 0 ? 'down' : ''}
      title={`${last.year}年比${last.year - 1}年`}
    >
      {earlier && <small>{last.year}年</small>}
      {changeText(last.change, series)}
    </span>
  );
}

function changeText(change: number, series: Series): string {
  const sign = change > 0 ? '+' : '';
  return FIELD_KINDS[series.kind].change === 'points' ? `${sign}${change} 个百分点` : `${sign}${change}%`;
}

function LastValue({ series }: { series: Series }) {
  const last = series.points.at(-1);
  return (
    <span className="last tabular">
      <strong>
        {last?.text}
        {last?.unit}
      </strong>
      <Change series={series} />
    </span>
  );
}

function Detail({ series, years }: { series: Series; years: readonly number[] }) {
  return (
    <aside className="figures-detail" aria-label={series.label}>
      <h2>
        {series.label}
        {series.unit && <span>（{series.unit}）</span>}
      </h2>
      <Chart series={series} years={years} size="large" />
      <ol className="figures-years tabular">
        {series.points.map((point, at) => {
          const change = series.changes[at]?.change ?? null;
          return (
            <li key={point.year}>
              <button
                type="button"
                title="打开报告里的这一处"
                onClick={() => go({ at: 'report', id: point.report, block: point.block })}
              >
                <span>{point.year}年</span>
                <strong>
                  {point.text}
                  {point.unit}
                </strong>
                <span className={change !== null && change < 0 ? 'change down' : 'change'}>
                  {change === null ? '' : changeText(change, series)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {series.warnings.length > 0 && (
        <ul className="figures-warnings">
          {series.warnings.map(({ kind, year, text }) => (
            <li key={`${kind}${year}`} className={kind}>
              <TriangleAlert size={14} aria-hidden />
              {kind === 'missing' ? text : `${year}年：${text}`}
            </li>
          ))}
        </ul>
      )}
      {series.guessed && <p className="ui-hint">有的年份没有标明指标，是按名称和单位归到一起的，请核对。</p>}
    </aside>
  );
}
