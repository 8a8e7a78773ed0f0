import { FIELD_KINDS } from '../../../shared/document/field-kinds.ts';
import { memo } from 'react';

import { figureOf } from '../../../shared/figures/approx.ts';
import type { Field, Sensitivity } from '../../../shared/document/types.ts';
import { moveInGrid } from './grid-keys.ts';
import { ValueInput } from './value-input.tsx';

type Props = {
  field: Field;
  label: string;
  last: string;
  onValue: (field: Field, value: string) => void;
  onSensitivity: (id: string, sensitivity: Sensitivity) => void;
  onGoTo: (id: string) => void;
};

const WHERE: Record<Sensitivity, { name: string; words: string; next: Sensitivity }> = {
  public: { name: '公开', words: '公开版里印出', next: 'internal' },
  internal: { name: '内部', words: '公开版里隐去', next: 'secret' },
  secret: { name: '不印', words: '始终隐去，内部版也不印', next: 'public' },
};

/** One field. Memoised: typing in a long report renders only the rows that changed. */
export const FieldTableRow = memo(function FieldTableRow(props: Props) {
  const { field, label, last, onValue, onSensitivity, onGoTo } = props;
  const where = WHERE[field.sensitivity];
  const align = FIELD_KINDS[field.kind].value === 'words' ? 'left' : 'right';
  return (
    <tr data-grid-row data-empty={field.value === ''}>
      <td className="label">
        <button
          type="button"
          className="go"
          data-cell="go"
          tabIndex={-1}
          title={`${label}：到正文中的位置`}
          aria-label={`${label}：到正文中的位置`}
          onClick={() => onGoTo(field.id)}
          onKeyDown={moveInGrid}
        >
          <span>{label}</span>
        </button>
      </td>
      <td className="num">
        <ValueInput
          label={`${label}${field.unit ? `（${field.unit}）` : ''}`}
          value={figureOf(field)}
          placeholder={field.mask ?? '未填'}
          align={align}
          onCommit={(value) => onValue(field, value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onGoTo(field.id);
            else moveInGrid(event);
          }}
        />
      </td>
      <td className="unit">{field.unit}</td>
      <td className={`num last ${align}`} title={last}>
        {last}
      </td>
      <td className="sensitivity">
        <button
          type="button"
          aria-label={`${label}：${where.words}。按一下改为${WHERE[where.next].name}`}
          data-cell="sensitivity"
          tabIndex={-1}
          title={`${where.words}。点一下改为“${WHERE[where.next].name}”`}
          onClick={() => onSensitivity(field.id, where.next)}
          onKeyDown={moveInGrid}
        >
          {where.name}
        </button>
      </td>
    </tr>
  );
});
