import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { isSameStep } from '../../../shared/settings/approval.ts';
import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';

import type { Params } from '../../../shared/contract/methods.ts';
import { stepName, STEP_KINDS, type ApprovalStep } from '../../../shared/settings/approval.ts';
import type { HowKind, StepOutcome } from '../../../shared/signoff/approval.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { isOneOf, useStored } from '../../base/use-stored.ts';
import { messageOf } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { KeyPassphrase } from '../keys/key-passphrase.tsx';
import { useKeyPassphrase } from '../keys/use-key-passphrase.ts';
import { usePeople } from '../people/people-context.ts';
import { readBase64 } from '../start/read-file.ts';
import { personOf, usualOpinion } from './approval-words.ts';
import { dateWords } from './record-text.ts';
import { ScanField } from './scan-field.tsx';

/** A form's own id, by which the button in the dialog's foot sends it. */
export const STEP_FORM = 'step-form';

const WAYS = [
  { value: 'own', label: '本人在这里签' },
  { value: 'paper', label: '登记签批单' },
] as const satisfies readonly { value: HowKind; label: string }[];
const isWay = isOneOf(WAYS.map(({ value }) => value));

/** What the form hands over: how the step is taken, with which words. */
export type TakenStep = Omit<Params<'approval.take'>, 'id' | 'revision' | 'step' | 'how'> & {
  step: ApprovalStep;
  how: NonNullable<Params<'approval.take'>['how']>;
};

type Props = {
  /** All steps of this approval, and those that may be taken now. */
  steps: readonly ApprovalStep[];
  open: readonly ApprovalStep[];
  outcome: StepOutcome;
  /** Does it. What it throws is said in the form, which keeps what was written. */
  onTake: (taken: TakenStep) => Promise<void>;
  /** Opens a scan that was chosen; null where no sheet can be recorded. */
  onScan: ((scan: File) => void) | null;
};

/** Takes the next step, or sends the text back: by the approver's own key, or from the signed sheet by the clerk's. */
export function StepForm({ steps, open, outcome, onTake, onScan }: Props) {
  const { people, person: atWork, open: choosePerson } = usePeople();
  const form = useRef<HTMLFormElement>(null);
  const [step, setStep] = useState(() => stepOf(open, atWork?.unit ?? ''));
  const [usualWay, setWay] = useStored<HowKind>('approval.way', 'own', isWay);
  const way = onScan ? usualWay : 'own';
  const [approver, setApprover] = useState<string | null>(null);
  const [sheet, setSheet] = useState({ name: '', unit: '' });
  const [scan, setScan] = useState<File | null>(null);
  const [today] = useState(() => dateWords(new Date()));
  const [dates, setDates] = useState({ own: today, paper: '' });
  const [written, setWritten] = useState<{ [key in HowKind | 'returned']?: string }>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const here = people.filter(({ origin }) => !origin);
  const mayApprove = step.kind === 'sign' ? here.filter(({ role }) => role === 'signer') : here;
  const own = mayApprove.find(({ id }) => id === (approver ?? atWork?.id)) ?? mayApprove[0];
  // The sheet is recorded by whoever works here, with the own key.
  const signs = way === 'own' ? own?.id : atWork?.id;
  const key = useKeyPassphrase(signs ?? '');

  const writing = outcome === 'returned' ? 'returned' : way;
  const usual = { own: usualOpinion(step, steps), paper: '', returned: '' };
  const opinion = written[writing] ?? usual[writing];
  const date = dates[way];
  const kind = STEP_KINDS[step.kind];

  // Into the form as soon as it is there: the dialog was opened for it.
  useEffect(() => {
    const active = document.activeElement;
    if (active?.matches('[role="dialog"], body'))
      form.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, []);

  const wrong = (): string | null => {
    if (way === 'paper') {
      if (sheet.name.trim() === '') return '请写签批单上是谁签的。';
      if (scan === null) return '请放入签批单的扫描件或照片。';
    }
    if (opinion.trim() === '') return outcome === 'returned' ? '请写为什么退回。' : `请写${kind}意见。`;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
      return way === 'paper' ? '请写签批单上的完整日期。' : `请写完整的${kind}日期。`;
    }
    return null;
  };

  const howOf = async (): Promise<TakenStep['how']> => {
    if (way === 'own' || scan === null) return { kind: 'own' };
    const bytes = await readBase64(scan, new AbortController().signal).catch(() => {
      throw new AppError('damaged-file', '扫描件读不出来，没有登记。请重新选一次文件。');
    });
    const { name, unit } = sheet;
    return { kind: 'paper', name: name.trim(), unit: unit.trim(), scan: { name: scan.name, bytes } };
  };

  const submit = async (): Promise<void> => {
    const problem = signs === undefined ? '请先在“切换使用人”里选定是谁。' : wrong();
    setFailed(problem);
    if (problem !== null || signs === undefined) return;
    setBusy(true);
    try {
      const how = await howOf();
      const passphrase = await key.ready();
      if (passphrase !== null)
        await onTake({ step, person: signs, how, opinion: opinion.trim(), date, passphrase });
    } catch (error) {
      setFailed(messageOf(error));
    }
    setBusy(false);
  };

  return (
    <form
      id={STEP_FORM}
      ref={form}
      className="ui-form step-form"
      noValidate
      aria-busy={busy}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      {open.length > 1 && (
        <label className="ui-label">
          <span>办哪一步</span>
          <select
            className="ui-select"
            value={open.findIndex((one) => isSameStep(one, step))}
            onChange={(event) => setStep(open[Number(event.target.value)] ?? step)}
          >
            {open.map((one, at) => (
              <option key={stepName(one)} value={at}>
                {stepName(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      {onScan && <Segmented label="怎样签" wide value={way} options={WAYS} onChange={setWay} />}
      {way === 'own' && !own ? (
        <p className="signoff-note">
          还没有签发人。先添加签发的领导，主要做什么选“签发”{onScan && '；领导在纸上签的，选“登记签批单”'}。{' '}
          <Button size="small" onClick={choosePerson}>
            添加人员
          </Button>
        </p>
      ) : (
        <>
          <div className="sign-row">
            {way === 'own' ? (
              <label className="ui-label">
                <span>{personOf(step.kind)}</span>
                <select
                  className="ui-select"
                  value={own?.id ?? ''}
                  onChange={(event) => setApprover(event.target.value)}
                >
                  {mayApprove.map((one) => (
                    <option key={one.id} value={one.id}>
                      {nameAndUnit(one)}
                    </option>
                  ))}
                </select>
              </label>
            ) : (
              <label className="ui-label">
                <span>{personOf(step.kind)}（单上签名的人）</span>
                <input
                  className="ui-input"
                  maxLength={60}
                  value={sheet.name}
                  onChange={(event) => setSheet({ ...sheet, name: event.target.value })}
                />
              </label>
            )}
            <label className="ui-label">
              <span>
                {way === 'paper' ? '单上的日期' : outcome === 'returned' ? '退回日期' : `${kind}日期`}
              </span>
              <input
                className="ui-input tabular"
                type="date"
                max={today}
                value={date}
                onChange={(event) => setDates({ ...dates, [way]: event.target.value })}
              />
            </label>
            {way === 'paper' && (
              <label className="ui-label sheet-unit">
                <span>单位和职务（可不填）</span>
                <input
                  className="ui-input"
                  maxLength={100}
                  value={sheet.unit}
                  onChange={(event) => setSheet({ ...sheet, unit: event.target.value })}
                />
              </label>
            )}
          </div>
          {onScan && way === 'paper' && (
            <ScanField scan={scan} onScan={setScan} onRefused={setFailed} onView={onScan} />
          )}
          <label className="ui-label">
            <span>{outcome === 'returned' ? '退回的理由' : `${kind}意见`}</span>
            <textarea
              className="ui-input"
              rows={2}
              maxLength={1000}
              placeholder={way === 'paper' ? '照签批单上写的抄录' : undefined}
              value={opinion}
              onChange={(event) => setWritten({ ...written, [writing]: event.target.value })}
            />
          </label>
          <KeyPassphrase
            state={key}
            {...(way === 'paper' ? { label: `登记人${atWork?.name ?? ''}的签发口令` } : {})}
          />
          {way === 'paper' && (
            <p className="ui-hint">导出的文件和核验都会写明：凭签批单登记，登记人{atWork?.name}。</p>
          )}
        </>
      )}
      {busy && <p className="signoff-note">{outcome === 'returned' ? '正在退回…' : `正在${kind}…`}</p>}
      {failed !== null && (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          {failed}
        </p>
      )}
    </form>
  );
}

/** Of several open steps the one that names the unit of whoever works here. */
function stepOf(open: readonly ApprovalStep[], unit: string): ApprovalStep {
  const mine = open.find(({ who }) => who !== '' && unit.includes(who));
  return mine ?? open[0] ?? { kind: 'sign', who: '' };
}
