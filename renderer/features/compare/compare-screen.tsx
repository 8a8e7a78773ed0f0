import { ArrowDown, ArrowLeft, ArrowLeftRight, ArrowUp, CircleHelp, GitCompare, Share } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import type { SideRoute } from '../../base/route.ts';
import { go } from '../../base/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Phrase } from '../../ui/phrase.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { isBoolean, isOneOf, useStored } from '../../base/use-stored.ts';
import { useCommands } from '../../commands/registry.ts';
import { useHelp } from '../help/help-context.ts';
import { BrandMark } from '../start/brand.tsx';
import { sourceName } from '../start/source-name.ts';
import { useReports } from '../start/use-reports.ts';
import { CompareExport } from './compare-export.tsx';
import {
  countDifferent,
  defaultSides,
  nameOf,
  percentText,
  sideName,
  VIEWS,
  type CompareView,
  hasOneSide,
} from './compare-model.ts';
import { CompareSections } from './compare-sections.tsx';
import { useComparison } from './use-comparison.ts';
import { useVersions } from './use-versions.ts';
import { useDifferences } from './use-differences.ts';

import './compare.css';

const VIEW_OPTIONS: readonly { value: CompareView; label: string }[] = [
  { value: 'both', label: '并排' },
  { value: 'a', label: '只看左' },
  { value: 'b', label: '只看右' },
  { value: 'merged', label: '合并' },
];

/** Back to where one came from: a report, the list. */
const leave = () => (window.history.length > 1 ? window.history.back() : go({ at: 'start' }));

const isView = isOneOf(VIEWS);

type Props = { a: SideRoute | null; b: SideRoute | null };

export function CompareScreen({ a: askedA, b: askedB }: Props) {
  const { reports } = useReports();
  const help = useHelp();
  const suggested = useMemo(
    () => (reports ? defaultSides(reports, askedB?.report ?? askedA?.report) : null),
    [reports, askedA?.report, askedB?.report],
  );
  const a = askedA && askedB ? askedA : (suggested?.a ?? null);
  const b = askedB ?? suggested?.b ?? null;
  const { comparison, failed, share } = useComparison(a, b);
  const [view, setView] = useStored<CompareView>('compare.view', 'both', isView);
  const [onlyChanges, setOnlyChanges] = useStored('compare.changes', false, isBoolean);
  const [exporting, setExporting] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => ({ count: comparison ? countDifferent(comparison, view, onlyChanges) : 0 }),
    [comparison, view, onlyChanges],
  );
  const differences = useDifferences(scroller, shown);
  const { count } = shown;

  useEffect(() => {
    document.title = '对比 - 年述';
    return () => {
      document.title = '年述';
    };
  }, []);

  const choose = (side: 'a' | 'b', next: SideRoute) => {
    go({ at: 'compare', a: side === 'a' ? next : a, b: side === 'b' ? next : b });
  };
  const swap = () => go({ at: 'compare', a: b, b: a });

  useCommands([
    {
      id: 'compare.next',
      title: '下一处差异',
      group: '查找',
      keys: 'F7 N',
      run: () => differences.step(1),
    },
    {
      id: 'compare.previous',
      title: '上一处差异',
      group: '查找',
      keys: 'Shift+F7 P',
      run: () => differences.step(-1),
    },
    {
      id: 'compare.changes',
      title: onlyChanges ? '显示全文' : '只看变化',
      group: '视图',
      run: () => setOnlyChanges(!onlyChanges),
    },
    { id: 'compare.swap', title: '左右对调', group: '视图', run: swap },
    { id: 'compare.export', title: '导出对照', group: '报告', run: () => setExporting(true) },
  ]);

  const goTo = (key: string) =>
    scroller.current
      ?.querySelector(`[data-section="${CSS.escape(key)}"]`)
      ?.scrollIntoView({ block: 'start' });

  const none = reports !== null && hasOneSide(reports, a, b);
  return (
    <div className="compare">
      <header className="report-head compare-head">
        <IconButton icon={ArrowLeft} label="返回" onClick={leave} />
        <BrandMark size={18} />
        <h1>对比</h1>
        <SideSelect label="左边（旧）" reports={reports} side={a} onChange={(next) => choose('a', next)} />
        <IconButton icon={ArrowLeftRight} label="左右对调" size="small" onClick={swap} />
        <SideSelect label="右边（新）" reports={reports} side={b} onChange={(next) => choose('b', next)} />
        <span className="grow" />
        <Button
          size="small"
          variant="primary"
          icon={Share}
          disabled={!comparison}
          onClick={() => setExporting(true)}
        >
          导出对照
        </Button>
        <IconButton icon={CircleHelp} label="使用说明" keys="F1" onClick={help.open} />
      </header>
      <div className="compare-bar">
        <Segmented label="显示方式" value={view} options={VIEW_OPTIONS} onChange={setView} />
        <label className="compare-only">
          <input
            type="checkbox"
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.target.checked)}
          />
          只看变化
        </label>
        <span className="grow" />
        {comparison && (
          <output className="compare-sum tabular">
            {comparison.differences === 0 ? '没有差异' : `${count} 段有变化，共 ${comparison.differences} 处`}
            {comparison.reuse !== null && `，逐句沿用 ${percentText(comparison.reuse)}`}
          </output>
        )}
        <span className="compare-steps">
          <IconButton
            icon={ArrowUp}
            label="上一处差异"
            keys="Shift+F7"
            disabled={count === 0}
            onClick={() => differences.step(-1)}
          />
          <span className="tabular" aria-live="polite">
            {count === 0 ? '—' : `${differences.at} / ${count}`}
          </span>
          <IconButton
            icon={ArrowDown}
            label="下一处差异"
            keys="F7"
            disabled={count === 0}
            onClick={() => differences.step(1)}
          />
        </span>
      </div>
      {none ? (
        <div className="ui-empty">
          <GitCompare size={24} strokeWidth={1.5} aria-hidden />
          <p>
            至少要有两份报告才能对比。
            <br />
            导入往年材料，或者从往年接着写一份。
          </p>
          <Button onClick={() => go({ at: 'start' })}>回首页</Button>
        </div>
      ) : (
        <div className="compare-body">
          <nav className="compare-nav" aria-label="各节">
            {comparison && (
              <p className="compare-nav-head">
                <span>小节</span>
                <span>与{sideName(comparison, 'a')}相同</span>
              </p>
            )}
            {comparison?.sections.map((section) => (
              <button
                key={section.key}
                type="button"
                className={`level-${(section.b ?? section.a)?.level ?? 0}`}
                onClick={() => goTo(section.key)}
              >
                <span className={`name ui-phrase ${section.b ? '' : 'gone'}`}>
                  <Phrase text={nameOf(section.b ?? section.a)} />
                </span>
                <Reuse share={section.reuse} />
              </button>
            ))}
          </nav>
          {/* A scroller that can be scrolled by keys. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className="compare-scroll" ref={scroller} tabIndex={0} aria-label="对比结果">
            {failed && (
              <p className="ui-error compare-failed" role="alert">
                {failed}
              </p>
            )}
            {!comparison && !failed && a && b && (
              <div className="compare-wait">
                <p>正在对比…</p>
                <Progress label="对比进度" value={share} />
              </div>
            )}
            {comparison && onlyChanges && count === 0 && (
              <p className="ui-hint compare-failed">除年份顺延外，两份的文字完全相同。</p>
            )}
            {comparison && <CompareSections comparison={comparison} view={view} onlyChanges={onlyChanges} />}
          </section>
        </div>
      )}
      {exporting && a && b && <CompareExport a={a} b={b} onClose={() => setExporting(false)} />}
    </div>
  );
}

/** How much of a section stands word for word in the other year: a bar with the figure beside it. */
function Reuse({ share }: { share: number | null }) {
  if (share === null) return <span className="compare-reuse none" />;
  return (
    <span className="compare-reuse tabular">
      <span className="bar" aria-hidden>
        <span style={{ width: percentText(share) }} />
      </span>
      {percentText(share)}
    </span>
  );
}

type SelectProps = {
  label: string;
  reports: readonly ReportSummary[] | null;
  side: SideRoute | null;
  onChange: (side: SideRoute) => void;
};

/** A report, or one of the versions of the one that is chosen. */
function SideSelect({ label, reports, side, onChange }: SelectProps) {
  const versions = useVersions(side?.report ?? null);
  const sorted = [...(reports ?? [])].sort((x, y) => y.year - x.year || x.unit.localeCompare(y.unit, 'zh'));
  return (
    <select
      className="ui-select compare-select tabular"
      aria-label={label}
      value={side?.version ? `:${side.version}` : (side?.report ?? '')}
      onChange={({ target: { value } }) => {
        if (!value.startsWith(':')) onChange({ report: value });
        else if (side) onChange({ report: side.report, version: value.slice(1) });
      }}
    >
      {!side && <option value="">选一份报告</option>}
      {versions.length > 0 && (
        <optgroup label="这份报告的版本">
          {versions.map(({ id, number, name }) => (
            <option key={id} value={`:${id}`}>
              第{number}版{name && `　${name}`}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label="报告">
        {sorted.map((report) => (
          <option key={report.id} value={report.id}>
            {sourceName(report)}
          </option>
        ))}
      </optgroup>
    </select>
  );
}
