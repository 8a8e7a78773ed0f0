import { use } from 'react';
import type { RenderElementProps } from 'slate-react';

import { fieldUnit, fieldValue, lastText, withUnit } from '../../../shared/document/field-text.ts';
import type { Field, Sensitivity, Variables } from '../../../shared/document/types.ts';
import { hidesField, maskedField, sensitivityOf } from '../../../shared/edition/mask.ts';
import { useLive, usePage } from '../page-context.ts';
import { looksOf, useMarks } from './marks.ts';
import { Stops, stopAfter } from './stops.ts';
import { VoidElement } from './void-element.tsx';

/** As wide as two characters: a gap that is seen. */
const GAP = '\u2003\u2003';

export function FieldElement({ attributes, children, element }: RenderElementProps) {
  const page = usePage();
  const field = element as unknown as Field;
  const variables = useLive((live) => live.variables);
  const marks = useMarks(field);
  const value = fieldValue(field, variables);
  const sensitivity = sensitivityOf(field, page.policy);
  const hidden = value !== '' && hidesField(field, 'internal', page.policy);
  const unit = fieldUnit(field, variables);
  const shown = hidden
    ? maskedField(field, variables, page.policy.mask)
    : withUnit({ ...field, unit }, value || field.mask || GAP);
  const state = value ? 'filled' : field.mask ? 'masked' : 'empty';
  return (
    <VoidElement
      attributes={attributes}
      spacer={children}
      className={`field ${state} ${sensitivity === 'public' ? 'open' : 'closed'} ${hidden ? 'hidden' : ''} ${looksOf(field)} ${marks.className}`}
      label={`${field.label || '数据'}：${hidden ? '已隐去' : value ? shown : '未填'}`}
      title={hintOf(field, variables, sensitivity)}
      data={{
        'data-field-id': field.id,
        'data-stop': stopAfter(use(Stops), field.id),
        'data-threads': marks.threads,
        'data-changes': marks.changes,
      }}
      onPress={() => page.openCard(field.id)}
    >
      {shown}
    </VoidElement>
  );
}

const WHERE: Record<Sensitivity, string> = {
  public: '公开版里印出',
  internal: '公开版隐去',
  secret: '始终隐去，内部版也不印',
};

function hintOf(field: Field, variables: Variables, sensitivity: Sensitivity): string {
  const { last } = field;
  const lines = [field.label || (field.variable ? '全文通用' : '数据')];
  if (last) lines.push(`${last.year}年：${lastText(field, last)}`);
  if (!fieldValue(field, variables)) lines.push('未填，点一下填写');
  lines.push(WHERE[sensitivity]);
  return lines.join('\n');
}
