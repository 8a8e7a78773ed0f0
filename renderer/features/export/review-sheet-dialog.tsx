import { CircleAlert, CircleCheck } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';

import type { ExportResult } from '../../../shared/contract/export.ts';
import { FORMATS, SHEET_FORMATS } from '../../../shared/contract/formats.ts';
import type { ReviewSheetResult } from '../../../shared/contract/review-sheet.ts';
import {
  CONCLUSIONS,
  GROUNDS,
  hiddenWords,
  USUAL_BASIS,
  type Conclusion,
  type Ground,
  type ReviewForm,
} from '../../../shared/signoff/review-sheet.ts';
import { localDay } from '../../../shared/text/local-time.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useExport } from './use-export.ts';

import './review-sheet.css';

const entries = <K extends string>(labels: Readonly<Record<K, string>>) =>
  (Object.entries(labels) as [K, string][]).map(([value, label]) => ({ value, label }));

type Props = {
  session: ReportSession;
  found: ReviewSheetResult;
  onSave: (form: ReviewForm) => Promise<void>;
  onClose: () => void;
};

/** 公开审查单: who has reviewed what is to be public, on what ground, and what it came to. */
export function ReviewSheetDialog({ session, found, onSave, onClose }: Props) {
  const client = useClient();
  const { sheet, facts, state } = found;
  const [form, setForm] = useState(() => formOf(found));
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const exporting = useExport<ExportResult>();
  const { stage } = exporting;
  const formId = useId();
  const change = (part: Partial<ReviewForm>) => {
    setForm({ ...form, ...part });
    exporting.change();
  };
  // What is exported is what is kept.
  const isKept = sheet !== null && state !== 'outdated' && sameForm(form, formOf(found));
  const isWhole = form.clerk.trim() !== '' && form.reviewer.trim() !== '' && form.basis.trim() !== '';
  const open = facts.questions.filter(({ answer }) => answer === null).length;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setFailed(null);
    try {
      await onSave(form);
    } catch (error) {
      setFailed(messageOf(error));
    } finally {
      setSaving(false);
    }
  };
  const words = (key: 'clerk' | 'reviewer' | 'leader', label: string) => (
    <label className="ui-label">
      <span>{label}</span>
      <input
        className="ui-input"
        maxLength={60}
        value={form[key]}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </label>
  );

  return (
    <Dialog
      open
      width={640}
      title="公开审查单"
      about="先审查，后公开。这份单子随报告保存，只供内部存档；始终隐去的内容不会写进去。"
      busy={saving || exporting.busy}
      onOpenChange={(next) => !next && onClose()}
      footer={
        <>
          {SHEET_FORMATS.map((format) => (
            <Button
              key={format}
              variant="plain"
              disabled={!isKept || exporting.busy}
              onClick={() =>
                void exporting.run((options) =>
                  client.call('reviewSheet.export', { id: session.id, format }, options),
                )
              }
            >
              导出 {FORMATS[format].label}
            </Button>
          ))}
          <span className="grow" />
          <Button onClick={onClose}>{isKept ? '关闭' : '取消'}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isWhole || isKept || saving}>
            {isKept ? '已保存' : '保存'}
          </Button>
        </>
      }
    >
      <form id={formId} className="ui-form" onSubmit={(event) => void save(event)}>
        {state === 'outdated' && (
          <p className="export-note" role="alert">
            <CircleAlert size={16} aria-hidden />
            上次填写后，公开版又有改动。请按现在的文字重新审查，再保存。
          </p>
        )}
        <dl className="review-facts">
          <dt>公开版隐去</dt>
          <dd>{hiddenWords(facts.hidden)}</dd>
          <dt>逐项核对</dt>
          <dd>
            {facts.questions.length === 0 ? '没有要核对的' : `${facts.questions.length} 项`}
            {open > 0 && <span className="bad">，还有 {open} 项没有决定</span>}
          </dd>
          <dt>公开版指纹</dt>
          <dd className="tabular">{facts.fingerprint}</dd>
        </dl>
        <div className="review-people">
          {words('clerk', '承办人')}
          {words('reviewer', '审查人')}
          {words('leader', '部门负责人（可不填）')}
          <label className="ui-label">
            <span>审查日期</span>
            <input
              className="ui-input"
              type="date"
              required
              value={form.date}
              onChange={(event) => change({ date: event.target.value })}
            />
          </label>
        </div>
        <fieldset className="review-grounds">
          <legend>审查意见</legend>
          {entries(GROUNDS).map(({ value, label }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={form.grounds.includes(value)}
                onChange={(event) => change({ grounds: toggled(form.grounds, value, event.target.checked) })}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <div className="ui-label review-conclusion">
          <span>审查结论</span>
          <Segmented<Conclusion>
            label="审查结论"
            value={form.conclusion}
            options={entries(CONCLUSIONS)}
            onChange={(conclusion) => change({ conclusion })}
          />
        </div>
        <label className="ui-label">
          <span>审查依据</span>
          <input
            className="ui-input"
            maxLength={500}
            value={form.basis}
            onChange={(event) => change({ basis: event.target.value })}
          />
        </label>
        <label className="ui-label">
          <span>说明（可不填）</span>
          <input
            className="ui-input"
            maxLength={1000}
            placeholder="部分公开或不公开的理由等"
            value={form.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </label>
        <div aria-live="polite">
          {stage.at === 'working' && <p className="ui-hint">{stage.text}</p>}
          {stage.at === 'done' && stage.saved !== 'dismissed' && (
            <p className="review-done">
              <CircleCheck size={16} aria-hidden />
              已导出：{stage.made.name}
            </p>
          )}
        </div>
        {(failed ?? (stage.at === 'failed' && stage.message)) && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {failed ?? (stage.at === 'failed' && stage.message)}
          </p>
        )}
      </form>
    </Dialog>
  );
}

/** As it was filled in last; at first with what is usual. Whoever reviews ticks what he has looked at himself. */
function formOf({ sheet, facts, person }: ReviewSheetResult): ReviewForm {
  if (sheet) {
    const { basis, conclusion, date, grounds, leader, note, reviewer } = sheet;
    return { basis, clerk: sheet.clerk, conclusion, date, grounds, leader, note, reviewer };
  }
  const conclusion: Conclusion = hiddenWords(facts.hidden) === '没有' ? 'open' : 'part';
  const date = localDay(new Date().toISOString());
  return {
    basis: USUAL_BASIS,
    clerk: person,
    conclusion,
    date,
    grounds: [],
    leader: '',
    note: '',
    reviewer: '',
  };
}

function toggled(grounds: readonly Ground[], ground: Ground, on: boolean): Ground[] {
  const rest = grounds.filter((one) => one !== ground);
  return on ? [...rest, ground] : rest;
}

function sameForm(a: ReviewForm, b: ReviewForm): boolean {
  const { grounds, ...rest } = a;
  return (
    grounds.length === b.grounds.length &&
    grounds.every((ground) => b.grounds.includes(ground)) &&
    Object.entries(rest).every(([key, value]) => b[key as keyof ReviewForm] === value)
  );
}
