import { CircleAlert } from 'lucide-react';
import { useState } from 'react';

import { readDate } from '../../shared/text/date-text.ts';
import { fieldText, fieldValue } from '../../shared/document/field-text.ts';
import { textOfInlines } from '../../shared/document/plain-text.ts';
import { NO_LABELS } from '../../shared/document/reading.ts';
import type { Field } from '../../shared/document/types.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { insertSignature, signatureOf } from './official-parts.ts';
import { blocksOf } from './places.ts';
import type { ReportSession } from './session.ts';

import './insert.css';

type Props = { session: ReportSession; onClose: () => void };

/** 落款: the unit, which is the report's, and a date that is typed. */
export function SignatureDialog({ session, onClose }: Props) {
  const [typed, setTyped] = useState(() => dateOf(session));
  const unit = session.variables['unit'] || session.detail.unit;
  // 青禾镇人民政府: the name as it stands there already may say more than the unit's own.
  const signed = unitOf(session) || unit;
  const date = typed.trim() === '' ? null : readDate(typed);
  const isWrong = date !== null && !date.ok;
  const insert = () => {
    if (isWrong) return;
    insertSignature(session.editor, unit, date?.ok ? date.text : '');
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="落款"
      width={400}
      footer={
        <Button variant="primary" disabled={isWrong} onClick={insert}>
          插入
        </Button>
      }
    >
      <form
        className="ui-form"
        onSubmit={(event) => {
          event.preventDefault();
          insert();
        }}
      >
        <div className="ui-label">
          <span>署名</span>
          <span>{signed || '（单位名称未填）'}</span>
        </div>
        <label className="ui-label">
          <span>成文日期</span>
          <input
            className="ui-input"
            value={typed}
            placeholder="2025年12月6日，也可以写 2025-12-6；留空则以后再填"
            aria-invalid={isWrong}
            aria-describedby="signature-date"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <output id="signature-date" className={isWrong ? 'ui-error' : 'ui-hint'}>
          {isWrong && <CircleAlert size={14} aria-hidden />}
          {date === null ? '留空，页面上会留出填写的地方。' : date.ok ? `写作：${date.text}` : date.why}
        </output>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** The date that the signature has now. */
const dateOf = (session: ReportSession): string => lineOf(session, 'date');

/** The name that the signature has now. */
const unitOf = (session: ReportSession): string => lineOf(session, 'unit');

function lineOf({ editor, variables }: ReportSession, role: 'unit' | 'date'): string {
  const blocks = blocksOf(editor);
  const at = signatureOf(blocks)[role];
  const block = at === null ? undefined : blocks[at];
  if (block?.type !== 'signature') return '';
  // Nothing where nothing is filled in: a lone unit is no name.
  const field = (node: Field): string => (fieldValue(node, variables) ? fieldText(node, variables) : '');
  return textOfInlines(block.children, NO_LABELS, { field }).trim();
}
