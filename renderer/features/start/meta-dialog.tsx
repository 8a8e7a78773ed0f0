import { useState, type FormEvent } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { parseYear } from './defaults.ts';
import { Problem } from './problem.tsx';
import { YearUnitFields } from './year-unit-fields.tsx';

type Props = { report: ReportSummary; onClose: () => void; onChanged: () => void };

/** Year and unit as they were recognised in a file may be wrong; here they are put right. */
export function MetaDialog({ report, onClose, onChanged }: Props) {
  const client = useClient();
  const [yearText, setYearText] = useState(String(report.year));
  const [unit, setUnit] = useState(report.unit);
  const [failed, setFailed] = useState<string | null>(null);
  const year = parseYear(yearText);

  const submit = async () => {
    if (year === null || unit.trim() === '') return;
    try {
      await client.call('report.setMeta', { id: report.id, year, unit: unit.trim() });
      onChanged();
      onClose();
    } catch (error) {
      setFailed(messageOf(error));
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="更正年度和单位"
      about="用来归档和找往年的同一节。正文里用到单位名称的地方一起改，写着这个名称的变成字段；来稿里隐去的仍隐去。"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" type="submit" form="report-meta">
            保存
          </Button>
        </>
      }
    >
      <form
        id="report-meta"
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
          yearWrong={year === null}
          unitWrong={unit.trim() === ''}
          onYear={setYearText}
          onUnit={setUnit}
        />
        {failed && <Problem text={failed} />}
      </form>
    </Dialog>
  );
}
