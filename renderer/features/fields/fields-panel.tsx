import { Hash } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';

import { fieldKind } from '../../../shared/document/field-kinds.ts';
import type { Field, Sensitivity } from '../../../shared/document/types.ts';
import { typedFigure, typedName } from '../../../shared/structure/typed-figure.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { FieldTableRow } from './field-table-row.tsx';
import { fieldRows, variableRows } from './fields-model.ts';
import { moveInGrid } from './grid-keys.ts';
import { usePastValues } from './use-past-values.ts';
import { ValueInput } from './value-input.tsx';

import './fields.css';

const FILTERS = [
  { value: 'all', label: '全部' },
  { value: 'empty', label: '未填' },
] as const;

type Props = { session: ReportSession; snapshot: DocumentSnapshot; template: Template | null };

export function FieldsPanel({ session, snapshot, template }: Props) {
  const { blocks, variables } = snapshot;
  const past = usePastValues(session.id);
  const [filter, setFilter] = useState<'all' | 'empty'>('all');
  // A row that was empty when the filter was set stays while it is being filled in.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());

  const vars = useMemo(() => variableRows(blocks, variables, template), [blocks, variables, template]);
  const rows = useMemo(() => fieldRows(blocks, past), [blocks, past]);
  const empty = rows.filter((row) => row.empty).length;
  const emptyVars = vars.filter((row) => row.value === '' && row.uses > 0).length;
  const shown = filter === 'all' ? rows : rows.filter((row) => row.empty || kept.has(row.field.id));
  const lastYear = rows.find((row) => row.lastYear !== null)?.lastYear ?? null;

  const choose = (next: 'all' | 'empty') => {
    setKept(new Set(rows.filter((row) => row.empty).map((row) => row.field.id)));
    setFilter(next);
  };

  const setValue = useCallback(
    (field: Field, typed: string) => {
      if (!fieldKind(field.kind).figure) {
        session.setField(field.id, { value: typedName(typed, field) });
        return;
      }
      const { value, unit, approx } = typedFigure(typed, field.unit);
      session.setField(field.id, { value, approx, ...(unit === field.unit ? {} : { unit }) });
    },
    [session],
  );
  const setSensitivity = useCallback(
    (id: string, sensitivity: Sensitivity) => session.setField(id, { sensitivity }),
    [session],
  );
  const goTo = useCallback((id: string) => session.caret.goTo({ field: id }), [session]);

  return (
    <div className="fields">
      {vars.length > 0 && (
        <section aria-label="全文通用">
          <div className="fields-head">
            <h3>全文通用</h3>
            <span className="panel-note">改一处，处处都改{emptyVars > 0 ? `；${emptyVars} 项未填` : ''}</span>
          </div>
          <div className="variables" data-grid>
            {vars.map((row) => (
              <div key={row.key} className="variable" data-grid-row data-empty={row.value === ''}>
                <span className="label" title={row.label}>
                  {row.label}
                </span>
                <ValueInput
                  label={row.label}
                  value={row.value}
                  placeholder={row.example ? `如：${row.example}` : '未填'}
                  align="left"
                  onCommit={(value) => session.setVariable(row.key, value)}
                  onKeyDown={moveInGrid}
                />
                <span className="uses tabular" title={`正文中用到 ${row.uses} 处`}>
                  {row.uses > 0 ? `${row.uses} 处` : ''}
                </span>
              </div>
            ))}
          </div>
        </section>
      )}
      <section aria-label="数据">
        <div className="fields-head">
          <h3>数据</h3>
          <span className="panel-note tabular" aria-live="polite">
            共 {rows.length} 项{empty > 0 ? `，${empty} 项未填` : '，都已填'}
          </span>
          <Segmented label="筛选" size="small" value={filter} options={FILTERS} onChange={choose} />
        </div>
        {rows.length === 0 ? (
          <div className="ui-empty">
            <Hash size={24} strokeWidth={1.5} aria-hidden />
            <p>
              正文里还没有数据字段。
              <br />
              选中一个数字，用工具栏的“字段”把它变成可以逐年比较的数据。
            </p>
          </div>
        ) : shown.length === 0 ? (
          <p className="ui-empty">没有未填的数据。</p>
        ) : (
          <table className="field-table" data-grid>
            <thead>
              <tr>
                <th scope="col">名称</th>
                <th scope="col" className="num">
                  数值
                </th>
                <th scope="col">单位</th>
                <th scope="col" className="num">
                  {lastYear ? `${lastYear}年` : '上年'}
                </th>
                <th scope="col">公开版</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <FieldTableRow
                  key={row.field.id}
                  field={row.field}
                  label={row.label}
                  last={row.last}
                  onValue={setValue}
                  onSensitivity={setSensitivity}
                  onGoTo={goTo}
                />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}
