import { useState } from 'react';

import { chartSvg } from '../../../shared/indicators/chart.ts';
import { useClient } from '../../client/client-context.ts';
import { EditionChoice, ExportChoice } from '../export/export-choice.tsx';
import { ExportFrame } from '../export/export-frame.tsx';
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

type Props = { unit: string; selected: string | null; onClose: () => void };

/** The whole table as a workbook, or the chosen indicator's chart as an image; in one edition. */
export function FiguresExport({ unit, selected, onClose }: Props) {
  const client = useClient();
  const [format, setFormat] = useState<Format>('xlsx');
  const [edition, setEdition] = useState<Edition>('internal');
  const exporting = useExport();

  const make = async (): Promise<{ name: string; bytes: string }> => {
    if (format === 'xlsx') return client.call('figures.export', { unit, edition });
    // Read anew in the edition chosen: what is internal never gets as far as the picture.
    const table = await client.call('figures.series', { unit, edition });
    const series = table.series.find(({ key }) => key === selected) ?? table.series[0];
    if (!series) throw new Error('no series');
    const shown = EDITION_LABELS[edition];
    const svg = chartSvg(series, table.years, `${table.unitName}　${shown}`);
    const name = `${safeFileName(series.label)}（${shown}）.${format}`;
    return {
      name,
      bytes: format === 'svg' ? base64Of(new TextEncoder().encode(svg)) : await pngOf(svg),
    };
  };
  return (
    <ExportFrame
      title="导出年度数据"
      exporting={exporting}
      done={({ name }) => `：${name}`}
      action={{ run: () => void exporting.run(make) }}
      onClose={onClose}
    >
      <ExportChoice
        label="格式"
        value={format}
        options={FORMATS}
        exporting={exporting}
        onChange={setFormat}
        hint={
          format === 'xlsx' ? '全部指标、同比和需要核对的情况，各一张表。' : '正在看的这一个指标的折线图。'
        }
      />
      <EditionChoice
        value={edition}
        exporting={exporting}
        onChange={setEdition}
        hints={{
          internal: '所有数据都印出，只供内部使用。',
          public: '标为“内部”的数据换成 *，也不算同比、不画在图上。',
        }}
      />
    </ExportFrame>
  );
}
