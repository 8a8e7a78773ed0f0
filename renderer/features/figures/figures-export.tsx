import { CircleAlert } from 'lucide-react';
import { useState } from 'react';

import { AppError } from '../../../shared/errors/app-error.ts';
import { chartSvg } from '../../../shared/indicators/chart.ts';
import { useClient } from '../../client/client-context.ts';
import { EditionChoice, ExportChoice } from '../export/export-choice.tsx';
import { ExportFrame } from '../export/export-frame.tsx';
import { Undecided } from '../export/undecided.tsx';
import { useAskedExport } from '../export/use-asked-export.ts';
import { useExport } from '../export/use-export.ts';
import { base64Of, pngOf } from './image.ts';
import { safeFileName } from '../../../shared/edition/file-name.ts';
import { EDITION_LABELS, type Edition } from '../../../shared/edition/edition.ts';

const FORMATS = [
  { value: 'xlsx', label: '表格（.xlsx）' },
  { value: 'png', label: '图（.png）' },
  { value: 'svg', label: '图（.svg）' },
] as const;
type Format = (typeof FORMATS)[number]['value'];

type Made = { name: string; bytes: string; leftOut?: number };

type Props = { unit: string; selected: string | null; onClose: () => void };

/** The whole table as a workbook, or the chosen indicator's chart as an image; in one edition. */
export function FiguresExport({ unit, selected, onClose }: Props) {
  const client = useClient();
  const [format, setFormat] = useState<Format>('xlsx');
  const [edition, setEdition] = useState<Edition>('internal');
  const make = async (): Promise<Made> => {
    if (format === 'xlsx') return client.call('figures.export', { unit, edition });
    // Read anew in the edition chosen: what is internal never gets as far as the picture.
    const table = await client.call('figures.series', { unit, edition });
    const series = selected === null ? table.series[0] : table.series.find(({ key }) => key === selected);
    if (!series)
      throw new AppError(
        'not-found',
        '没有导出：这项数据在公开版里全部隐去，没有可以画的。请换一项，或导出内部版。',
      );
    const shown = EDITION_LABELS[edition];
    const svg = chartSvg(series, table.years, `${table.unitName}　${shown}`);
    const name = `${safeFileName(series.label)}（${shown}）.${format}`;
    return {
      name,
      bytes: format === 'svg' ? base64Of(new TextEncoder().encode(svg)) : await pngOf(svg),
    };
  };
  const { exporting, undecided, run, choosing } = useAskedExport<Made>(client, useExport(), make);
  return (
    <ExportFrame
      title="导出年度数据"
      exporting={exporting}
      done={({ name }) => `：${name}`}
      notes={leftOutNote}
      action={undecided.length > 0 ? { label: '都公开，导出', run: () => run(true) } : { run: () => run() }}
      onClose={onClose}
    >
      <ExportChoice
        label="格式"
        value={format}
        options={FORMATS}
        exporting={choosing}
        onChange={setFormat}
        hint={
          format === 'xlsx' ? '全部指标、同比和需要核对的情况，各一张表。' : '正在看的这一个指标的折线图。'
        }
      />
      <EditionChoice
        value={edition}
        exporting={choosing}
        onChange={setEdition}
        hints={{
          internal: '所有数据都印出，只供内部使用。',
          public: '标为“内部”的数据换成 *，也不算同比、不画在图上；各年都隐去的，连名称也不列。',
        }}
      />
      {undecided.length > 0 && (
        <Undecided
          leftovers={undecided}
          hint="不能公开的，请打开那份报告，在字段里改数据的名称；都可以公开的，点“都公开，导出”。"
        />
      )}
    </ExportFrame>
  );
}

/** That the public table is shorter than the one on the screen. */
function leftOutNote({ leftOut }: Made): React.ReactNode {
  if (!leftOut) return null;
  return (
    <p className="export-note">
      <CircleAlert size={16} aria-hidden />
      {`有 ${leftOut} 项在公开版里全部隐去，没有列出。`}
    </p>
  );
}
