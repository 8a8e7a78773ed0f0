import { useId, type RefObject } from 'react';

import { FIELD_KIND_NAMES, fieldKind } from '../../../shared/document/field-kinds.ts';
import { MAX_FIELD_LENGTH } from '../../../shared/document/limits.ts';
import type { FieldKind } from '../../../shared/document/field-kinds.ts';
import type { Field } from '../../../shared/document/types.ts';
import type { Indicator } from '../../../shared/template/schema.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { hintOf, type FieldDraft } from './field-draft.ts';

const EDITIONS = [
  { value: 'public', label: '公开' },
  { value: 'internal', label: '公开版隐去' },
  { value: 'secret', label: '始终隐去' },
] as const;
const EXACTNESS = ['约', '近', '逾', '余'];
const CUTOFFS = ['截至10月底', '截至11月底', '截至12月底', '截至目前'];

type Part = { draft: FieldDraft; onChange: (change: Partial<FieldDraft>) => void };

type Props = Part & {
  field: Field;
  indicators: readonly Indicator[];
  /** The box of the value, and the one behind it. */
  first: RefObject<HTMLInputElement | null>;
  second: RefObject<HTMLInputElement | null>;
};

/** The boxes of a field's card. */
export function FieldForm({ draft, field, indicators, first, second, onChange }: Props) {
  const hintId = useId();
  const isVariable = field.variable !== undefined;
  const isFigure = fieldKind(draft.kind).figure;
  const hint = hintOf(draft, field);
  return (
    <>
      <div className="field-card-main">
        <label className="ui-label grow">
          <span>{isVariable ? field.label || '名称' : '数值'}</span>
          <input
            ref={first}
            className="ui-input"
            value={draft.value}
            maxLength={MAX_FIELD_LENGTH}
            inputMode={isFigure ? 'decimal' : 'text'}
            aria-describedby={hintId}
            placeholder={field.last ? `${field.last.year}年：${field.last.value}` : ''}
            onChange={(event) => onChange({ value: event.target.value })}
          />
        </label>
        {!isVariable && (
          <label className="ui-label unit">
            <span>单位</span>
            <input
              ref={second}
              className="ui-input"
              value={draft.unit}
              maxLength={20}
              onChange={(event) => onChange({ unit: event.target.value })}
            />
          </label>
        )}
      </div>
      <p id={hintId} className={`field-card-hint ${hint.tone}`} aria-live="polite">
        {hint.text}
      </p>
      {!isVariable && isFigure && (
        <Segmented
          label="准确程度"
          size="small"
          wide
          value={draft.approx || 'exact'}
          options={exactnessOptions(draft.approx)}
          onChange={(next) => onChange({ approx: next === 'exact' ? '' : next })}
        />
      )}
      {!isVariable && <Name draft={draft} indicators={indicators} onChange={onChange} />}
      {!isVariable && isFigure && (
        <Figure draft={draft} field={field} indicators={indicators} onChange={onChange} />
      )}
      <Segmented
        label="能否印出"
        size="small"
        wide
        value={draft.sensitivity}
        options={EDITIONS}
        onChange={(sensitivity) => onChange({ sensitivity })}
      />
    </>
  );
}

/** What the field is called, and what kind of thing it is. The name of an indicator brings the rest along. */
function Name({ draft, indicators, onChange }: Part & Pick<Props, 'indicators'>) {
  const listId = useId();
  return (
    <div className="field-card-main">
      <label className="ui-label grow">
        <span>名称</span>
        <input
          className="ui-input"
          value={draft.label}
          maxLength={40}
          placeholder="如：专题会议"
          list={listId}
          onChange={(event) => {
            const label = event.target.value;
            const known = indicators.find((one) => one.label === label);
            onChange(
              known
                ? { label, indicator: known.key, kind: known.kind, unit: draft.unit || known.unit }
                : { label },
            );
          }}
        />
        <datalist id={listId}>
          {indicators.map((one) => (
            <option key={one.key} value={one.label}>
              {one.unit}
            </option>
          ))}
        </datalist>
      </label>
      <label className="ui-label kind">
        <span>类别</span>
        <select
          className="ui-select"
          value={draft.kind}
          onChange={(event) => onChange({ kind: event.target.value as FieldKind })}
        >
          {FIELD_KIND_NAMES.map((kind) => (
            <option key={kind} value={kind}>
              {fieldKind(kind).label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** Up to when it was counted, and as what it is compared from year to year. */
function Figure({ draft, field, indicators, onChange }: Part & Pick<Props, 'field' | 'indicators'>) {
  const listId = useId();
  const { cutoff, indicator } = draft;
  return (
    <div className="field-card-main">
      <label className="ui-label half">
        <span>截至</span>
        <input
          className="ui-input"
          value={cutoff}
          maxLength={20}
          placeholder="如：11月底"
          list={listId}
          onChange={(event) => onChange({ cutoff: event.target.value })}
        />
        <datalist id={listId}>
          {CUTOFFS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      </label>
      <label className="ui-label half">
        <span>逐年比较的指标</span>
        <select
          className="ui-select"
          value={indicator}
          onChange={(event) => onChange({ indicator: event.target.value })}
        >
          <option value="">不比较</option>
          {indicator && !indicators.some(({ key }) => key === indicator) && (
            <option value={indicator}>{field.label || indicator}</option>
          )}
          {indicators.map((one) => (
            <option key={one.key} value={one.key}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function exactnessOptions(current: string): { value: string; label: string }[] {
  const words = current && !EXACTNESS.includes(current) ? [...EXACTNESS, current] : EXACTNESS;
  return [{ value: 'exact', label: '确数' }, ...words.map((word) => ({ value: word, label: word }))];
}
