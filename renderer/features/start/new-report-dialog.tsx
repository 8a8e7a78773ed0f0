import { useState, type FormEvent } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { defaultSource, defaultUnit, defaultYear, parseYear, sourcesFor } from './defaults.ts';
import { Problem } from './problem.tsx';
import { sourceName } from './source-name.ts';
import { YearUnitFields } from './year-unit-fields.tsx';

type Props = {
  templates: readonly Template[];
  reports: readonly ReportSummary[];
  /** The report to go on from, where the writer came from its menu. */
  from: ReportSummary | null;
  now: Date;
  onClose: () => void;
  onCreated: (id: string) => void;
};

const BLANK = '';

export function NewReportDialog({ templates, reports, from, now, onClose, onCreated }: Props) {
  const client = useClient();
  const [yearText, setYearText] = useState(String(from ? from.year + 1 : defaultYear(now)));
  const [unit, setUnit] = useState(from?.unit ?? defaultUnit(reports));
  const year = parseYear(yearText);
  // Until the writer chooses, the source follows year and unit.
  const [chosen, setChosen] = useState<string | null>(from?.id ?? null);
  const [template, setTemplate] = useState(from?.template ?? templates[0]?.id ?? '');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [tried, setTried] = useState(false);

  const sources = year === null ? [] : sourcesFor(reports, year, unit.trim());
  const suggested = year === null ? null : defaultSource(reports, year, unit.trim());
  const sourceId = chosen ?? suggested?.id ?? BLANK;
  const source = sources.find((report) => report.id === sourceId) ?? null;
  const twin = reports.find((report) => report.year === year && report.unit === unit.trim());
  const used = templates.find((one) => one.id === (source?.template ?? template));
  const yearWrong = tried && year === null;
  const unitWrong = tried && unit.trim() === '';

  const submit = async () => {
    setTried(true);
    if (year === null || unit.trim() === '' || busy) return;
    setBusy(true);
    setFailed(null);
    try {
      const { id } = await client.call('report.create', {
        template: source?.template ?? template,
        year,
        unit: unit.trim(),
        ...(source ? { from: source.id } : {}),
      });
      onCreated(id);
    } catch (error) {
      setFailed(messageOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="新建报告"
      busy={busy}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" type="submit" form="new-report" disabled={busy}>
            {busy ? '正在新建…' : '新建'}
          </Button>
        </>
      }
    >
      <form
        id="new-report"
        className="ui-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <YearUnitFields
          year={yearText}
          unit={unit}
          yearWrong={yearWrong}
          unitWrong={unitWrong}
          onYear={setYearText}
          onUnit={setUnit}
        />
        <label className="ui-label">
          <span>从往年接着写</span>
          <select
            className="ui-select"
            value={source ? source.id : BLANK}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value={BLANK}>不接往年，从空白模板开始</option>
            {sources.map((report) => (
              <option key={report.id} value={report.id}>
                {sourceName(report)}
              </option>
            ))}
          </select>
          <span className="ui-hint">
            {source
              ? '结构和文字照搬，年份顺延，数据清空；没改过的文字会标出来，直到您改过。'
              : sources.length > 0
                ? '选一份往年报告，可以照搬结构和文字，只填新数据。'
                : '还没有更早的报告。先导入往年材料，就可以接着写。'}
          </span>
        </label>
        <label className="ui-label">
          <span>模板</span>
          <select
            className="ui-select"
            value={source?.template ?? template}
            disabled={source !== null}
            onChange={(event) => setTemplate(event.target.value)}
          >
            {templates.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <span className="ui-hint">{source ? '接着写时沿用那份报告的模板。' : used?.description}</span>
        </label>
        {twin && <p className="ui-hint">已有一份{twin.year}年的报告；再建一份不影响它。</p>}
        {failed && <Problem text={failed} />}
      </form>
    </Dialog>
  );
}
