import { CircleAlert, GitMerge } from 'lucide-react';

import type { Template } from '../../../shared/template/schema.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { MARK_CHOICES, type MarkChoice } from '../../../shared/contract/import-batch.ts';
import { Button } from '../../ui/button.tsx';
import { parseYear } from './defaults.ts';
import { headingCount, isOpen, missing, remarkOf, type Choice, type ImportRow } from './import-model.ts';

type Props = {
  rows: readonly ImportRow[];
  templates: readonly Template[];
  onChange: (key: string, change: Partial<ImportRow>) => void;
  /** Takes the changes of a review copy back into its report. */
  onTakeBack: (row: ImportRow, report: string) => void;
};

const MARKS: Record<MarkChoice, string> = {
  keep: '保留修订和批注',
  accept: '按改好的文字',
  reject: '按原来的文字',
};

/** What was recognised in each file, to be put right before anything is taken in. */
export function ImportReview({ rows, templates, onChange, onTakeBack }: Props) {
  const open = rows.filter((row) => isOpen(row));
  return (
    <table className="import-review">
      <thead>
        <tr>
          <th scope="col">收入</th>
          <th scope="col">文件</th>
          <th scope="col">年度</th>
          <th scope="col">单位</th>
          <th scope="col">类型</th>
          <th scope="col" className="num">
            标题
          </th>
          <th scope="col" className="num">
            事项
          </th>
          <th scope="col" className="num">
            字段
          </th>
        </tr>
      </thead>
      <tbody>
        {open.map((row) => (
          <ReviewRow
            key={row.key}
            row={row}
            rows={rows}
            templates={templates}
            onChange={onChange}
            onTakeBack={onTakeBack}
          />
        ))}
      </tbody>
    </table>
  );
}

function ReviewRow({
  row,
  rows,
  templates,
  onChange,
  onTakeBack,
}: Omit<Props, 'rows'> & { row: ImportRow; rows: Props['rows'] }) {
  const { key, found } = row;
  if (!found) return null;
  const lacks = missing(row);
  const off = row.choice === 'skip' || row.choice === 'version';
  const remarks = remarkOf(row, rows);
  const known = found.copyOf?.known;
  return (
    <tr className={row.choice === 'skip' ? 'skipped' : ''}>
      <td>
        <select
          className="ui-select"
          aria-label={`怎么收：${row.name}`}
          aria-invalid={lacks === 'choice'}
          value={row.choice ?? ''}
          onChange={(event) => onChange(key, { choice: (event.target.value || null) as Choice })}
        >
          {row.choice === null && <option value="">请选择</option>}
          <option value="take">{found.twins.length > 0 ? '另收一份' : '收入'}</option>
          {found.twins.length > 0 && <option value="version">作为已有那份的一个版本</option>}
          <option value="skip">不收</option>
        </select>
      </td>
      <td className="what">
        <span className="title" title={found.title}>
          {found.title || row.name}
        </span>
        <span className="file" title={row.folder ? `${row.folder}/${row.name}` : row.name}>
          {row.folder ? `${row.folder}/${row.name}` : row.name}
        </span>
        {remarks.map(({ text }) => (
          <span key={text} className="remark">
            <CircleAlert size={13} aria-hidden />
            {text}
          </span>
        ))}
        {known && (
          <Button size="small" icon={GitMerge} onClick={() => onTakeBack(row, known.id)}>
            去那份报告收回
          </Button>
        )}
        {found.marked && row.choice === 'take' && (
          <select
            className="ui-select"
            aria-label={`修订和批注：${row.name}`}
            value={row.marks}
            onChange={(event) =>
              onChange(key, { marks: MARK_CHOICES.find((one) => one === event.target.value) ?? 'keep' })
            }
          >
            {MARK_CHOICES.map((one) => (
              <option key={one} value={one}>
                {MARKS[one]}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        <input
          className="ui-input tabular"
          aria-label={`年度：${row.name}`}
          aria-invalid={row.choice === 'take' && parseYear(row.year) === null}
          inputMode="numeric"
          maxLength={5}
          disabled={off}
          value={row.year}
          onChange={(event) => onChange(key, { year: event.target.value })}
        />
      </td>
      <td>
        <input
          className="ui-input"
          aria-label={`单位：${row.name}`}
          placeholder={UNKNOWN_UNIT}
          maxLength={100}
          disabled={off}
          list="import-units"
          value={row.unit}
          onChange={(event) => onChange(key, { unit: event.target.value })}
        />
      </td>
      <td>
        <select
          className="ui-select"
          aria-label={`类型：${row.name}`}
          disabled={off}
          value={row.template}
          onChange={(event) => onChange(key, { template: event.target.value })}
        >
          {templates.map((template) => (
            <option key={template.id} value={template.id}>
              {template.name}
            </option>
          ))}
        </select>
      </td>
      <td className="num">{headingCount(found.counts)}</td>
      <td className="num">{found.counts.items}</td>
      <td className="num">{found.counts.fields}</td>
    </tr>
  );
}
