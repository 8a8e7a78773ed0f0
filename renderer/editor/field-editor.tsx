import { Popover } from 'radix-ui';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import { isCutoff } from '../../shared/document/approx.ts';
import { MAX_FIELD_LENGTH } from '../../shared/document/limits.ts';
import { fieldUnit, fieldValue, lastText, withUnit } from '../../shared/document/plain-text.ts';
import type { Field, FieldKind, Sensitivity } from '../../shared/document/types.ts';
import { readFigure } from '../../shared/figures/parse-figure.ts';
import { clashWithUnit, typedFigure, typedName } from '../../shared/figures/typed-figure.ts';
import { changeWords } from '../../shared/indicators/change-words.ts';
import type { Indicator } from '../../shared/template/schema.ts';
import { Segmented } from '../ui/segmented.tsx';
import { nextEmptyField, selectField } from './commands.ts';
import { fieldEntries } from './places.ts';
import type { ReportSession } from './session.ts';
import { focusPage } from './focus-page.ts';
import { showField } from './show-field.ts';

import './field-editor.css';

type Props = {
  session: ReportSession;
  id: string;
  /** `focus`: the page takes the caret back. */
  onClose: (focus: boolean) => void;
  onNext: (id: string) => void;
};

const KINDS: readonly (readonly [FieldKind, string])[] = [
  ['count', '数量'],
  ['money', '金额'],
  ['percentage', '比例'],
  ['date', '日期'],
  ['year', '年份'],
  ['person', '人名'],
  ['organisation', '单位'],
  ['place', '地名'],
  ['document', '文件'],
];
const FIGURES = new Set<FieldKind>(['count', 'money', 'percentage']);

const EDITIONS = [
  { value: 'public', label: '照登' },
  { value: 'internal', label: '公开版隐去' },
  { value: 'secret', label: '始终隐去' },
] as const;

/** A small card at the field: value, unit, name, kind, edition. Everything goes in as one step when it closes. */
export function FieldEditor({ session, id, onClose, onNext }: Props) {
  const field = useMemo(
    () => fieldEntries(session.editor).find((entry) => entry.field.id === id)?.field ?? null,
    [session, id],
  );
  const anchor = useRef<HTMLElement | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    // A field that was put in a moment ago is drawn by now.
    anchor.current = session.caret.fieldElement(id);
    if (anchor.current) showField(anchor.current);
    setReady(anchor.current !== null);
    if (!anchor.current) onClose(true);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once a field
  }, [session, id]);

  useEffect(() => {
    const element = anchor.current;
    element?.classList.add('editing');
    return () => element?.classList.remove('editing');
  }, [ready]);

  if (!field || !ready) return null;
  return (
    <Popover.Root open onOpenChange={() => undefined}>
      <Popover.Anchor virtualRef={anchor} />
      <Card session={session} field={field} onClose={onClose} onNext={onNext} />
    </Popover.Root>
  );
}

type CardProps = Omit<Props, 'id'> & { field: Field };

function Card({ session, field, onClose, onNext }: CardProps) {
  const { variables } = session;
  const [value, setValue] = useState(fieldValue(field, variables));
  const [unit, setUnit] = useState(fieldUnit(field, variables));
  const [label, setLabel] = useState(field.label);
  const [kind, setKind] = useState(field.kind);
  const [sensitivity, setSensitivity] = useState<Sensitivity>(field.sensitivity);
  const [approx, setApprox] = useState(field.approx ?? '');
  const [cutoff, setCutoff] = useState(field.cutoff ?? '');
  const [indicator, setIndicator] = useState(field.indicator ?? '');
  const indicators = useMemo(() => indicatorsOf(session), [session]);
  const listId = useId();
  const cutoffId = useId();
  const isFigure = FIGURES.has(kind);
  const first = useRef<HTMLInputElement>(null);
  /** The control behind the value. */
  const details = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const hintId = useId();
  const isVariable = field.variable !== undefined;

  // What stands there already is left alone: 中村 before 村 may be a name.
  const nameTyped = (text: string) =>
    text === field.value ? text : typedName(text, { ...field, unit: unit.trim() });
  const commit = () => {
    if (done.current) return;
    done.current = true;
    if (field.variable !== undefined) {
      const text = value.trim();
      const suffix = (field.unitPlace ?? 'after') === 'after' ? fieldUnit(field, variables) : '';
      if (text !== fieldValue(field, variables)) {
        session.setVariable(field.variable, text && suffix && !text.endsWith(suffix) ? text + suffix : text);
      }
      if (sensitivity !== field.sensitivity) session.setField(field.id, { sensitivity });
      return;
    }
    const typed = isFigure
      ? typedFigure(value, unit.trim())
      : { value: nameTyped(value.trim()), unit: unit.trim(), approx: undefined };
    const until = fullCutoff(cutoff);
    const wanted = {
      value: typed.value,
      unit: typed.unit,
      label: label.trim(),
      kind,
      sensitivity,
      // What was typed with the value says more than the buttons.
      approx: isFigure ? typed.approx || approx || undefined : undefined,
      cutoff: isFigure && isCutoff(until) ? until : undefined,
      indicator: indicator || undefined,
    };
    const changed = Object.fromEntries(
      Object.entries(wanted).filter(([key, next]) => field[key as keyof typeof wanted] !== next),
    );
    if (Object.keys(changed).length > 0) session.setField(field.id, changed as unknown as Partial<Field>);
  };
  /** To the page, behind the field. */
  const close = () => {
    // First: the card goes while the page has the focus already, and there is none to give back.
    focusPage(session.editor);
    commit();
    selectField(session.editor, field.id);
    onClose(false);
  };
  const step = (by: 1 | -1) => {
    const { editor } = session;
    const from = fieldEntries(editor).find((entry) => entry.field.id === field.id)?.path;
    const isNext = (other: Field) =>
      other.id !== field.id &&
      (other.variable === undefined || other.variable !== field.variable) &&
      !fieldValue(other, session.variables);
    const next = nextEmptyField(editor, by, isNext, from);
    if (next === null) {
      close();
      return;
    }
    commit();
    selectField(editor, field.id);
    const shown = session.caret.fieldElement(next);
    if (shown) showField(shown, true);
    onNext(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      close();
    } else if (event.key === 'Escape') {
      done.current = true;
      close();
    } else if (event.key === 'Tab' && event.target === first.current) step(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown' && event.target === first.current) details.current?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover.Portal>
      <Popover.Content
        className="field-card"
        side="bottom"
        align="start"
        sideOffset={8}
        collisionPadding={12}
        aria-label="填写数据"
        onKeyDown={onKeyDown}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          first.current?.select();
        }}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
        onInteractOutside={() => {
          commit();
          onClose(false);
        }}
      >
        <div className="field-card-main">
          <label className="ui-label grow">
            <span>{isVariable ? field.label || '名称' : '数值'}</span>
            <input
              ref={first}
              className="ui-input"
              value={value}
              maxLength={MAX_FIELD_LENGTH}
              inputMode={FIGURES.has(kind) ? 'decimal' : 'text'}
              aria-describedby={hintId}
              placeholder={field.last ? `${field.last.year}年：${field.last.value}` : ''}
              onChange={(event) => setValue(event.target.value)}
            />
          </label>
          {!isVariable && (
            <label className="ui-label unit">
              <span>单位</span>
              <input
                ref={details}
                className="ui-input"
                value={unit}
                maxLength={20}
                onChange={(event) => setUnit(event.target.value)}
              />
            </label>
          )}
        </div>
        <Hint
          id={hintId}
          field={field}
          kind={kind}
          value={value}
          unit={unit}
          approx={approx}
          cutoff={cutoff}
        />
        {!isVariable && isFigure && (
          <Segmented
            label="准确程度"
            size="small"
            wide
            value={approx || 'exact'}
            options={exactnessOptions(approx)}
            onChange={(next) => setApprox(next === 'exact' ? '' : next)}
          />
        )}
        {!isVariable && (
          <div className="field-card-main">
            <label className="ui-label grow">
              <span>名称</span>
              <input
                className="ui-input"
                value={label}
                maxLength={40}
                placeholder="如：专题会议"
                list={listId}
                onChange={(event) => {
                  const words = event.target.value;
                  setLabel(words);
                  const known = indicators.find((one) => one.label === words);
                  if (!known) return;
                  setIndicator(known.key);
                  setKind(known.kind);
                  if (!unit) setUnit(known.unit);
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
                value={kind}
                onChange={(event) => setKind(event.target.value as FieldKind)}
              >
                {KINDS.map(([key, name]) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </div>
        )}
        {!isVariable && isFigure && (
          <div className="field-card-main">
            <label className="ui-label half">
              <span>截至</span>
              <input
                className="ui-input"
                value={cutoff}
                maxLength={20}
                placeholder="如：11月底"
                list={cutoffId}
                onChange={(event) => setCutoff(event.target.value)}
              />
              <datalist id={cutoffId}>
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
                onChange={(event) => setIndicator(event.target.value)}
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
        )}
        <Segmented
          label="能否印出"
          size="small"
          wide
          value={sensitivity}
          options={EDITIONS}
          onChange={setSensitivity}
        />
        <p className="field-card-keys">
          {KEYS.map(([key, does]) => (
            <span key={key}>
              <kbd>{key}</kbd> {does}
            </span>
          ))}
        </p>
      </Popover.Content>
    </Popover.Portal>
  );
}

const KEYS = [
  ['Enter', '填好'],
  ['Tab', '下一处未填'],
  ['↓', '其他项'],
  ['Esc', '放弃'],
] as const;
const EXACTNESS = ['约', '近', '逾', '余'];
const CUTOFFS = ['截至10月底', '截至11月底', '截至12月底', '截至目前'];

function exactnessOptions(current: string): { value: string; label: string }[] {
  const words = current && !EXACTNESS.includes(current) ? [...EXACTNESS, current] : EXACTNESS;
  return [{ value: 'exact', label: '确数' }, ...words.map((word) => ({ value: word, label: word }))];
}

/** `11月底` is 截至11月底. */
function fullCutoff(typed: string): string {
  const text = typed.trim();
  return text && !text.startsWith('截至') ? `截至${text}` : text;
}

/** The figures that the template expects, each once. */
function indicatorsOf(session: ReportSession): Indicator[] {
  const all = (session.live.template?.slots ?? []).flatMap((slot) => slot.indicators);
  return [...new Map(all.map((one) => [one.key, one])).values()];
}

type HintProps = {
  id: string;
  field: Field;
  kind: FieldKind;
  value: string;
  unit: string;
  approx: string;
  cutoff: string;
};

/** Last year's value and the change, or what is wrong with the figure. */
function Hint({ id, ...of }: HintProps) {
  const { text, tone } = hint(of);
  return (
    <p id={id} className={`field-card-hint ${tone}`} aria-live="polite">
      {text}
    </p>
  );
}

function hint({ field, kind, value, unit, approx, cutoff }: Omit<HintProps, 'id'>): {
  text: string;
  tone: string;
} {
  if (field.variable !== undefined) return { text: '全文通用，改一处，处处都改。', tone: '' };
  const { last } = field;
  const before = last ? `${last.year}年 ${lastText(field, last)}` : '';
  if (!FIGURES.has(kind) || !value.trim()) return { text: before, tone: '' };
  const until = fullCutoff(cutoff);
  if (until && !isCutoff(until)) return { text: '“截至”写到月、日或“目前”，如 11月底。', tone: 'warn' };
  const typed = typedFigure(value, unit.trim());
  const reading = readFigure(typed.value);
  if (!reading.ok) return { text: reading.why, tone: 'warn' };
  const clash = clashWithUnit(typed.value, typed.unit);
  if (clash !== null) return { text: clash, tone: 'warn' };
  const qualified = typed.approx ?? approx;
  const reads = withUnit({ ...field, unit: typed.unit, approx: qualified, cutoff: until }, typed.value);
  if (qualified || until || typed.value !== value.trim())
    return { text: `写作“${reads}”${before && `；${before}`}`, tone: '' };
  const words = last
    ? changeWords({ value: typed.value, unit: typed.unit }, { value: last.value, unit: last.unit })
    : null;
  return { text: words === null ? before : `${before}，${words}`, tone: '' };
}
