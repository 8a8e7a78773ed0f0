import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';

import type { Indicator, Template } from '../../../shared/template/schema.ts';
import { fieldsFromMasks, insertIndicator } from '../../editor/field-commands.ts';
import type { ReportSession } from '../../editor/session.ts';
import { focusSoon } from '../../ui/focus-free.ts';
import { rememberFocus } from '../../ui/remember-focus.ts';
import { useToast } from '../../ui/toast.tsx';
import type { Command } from '../../commands/command.ts';
import { Palette } from '../../commands/palette.tsx';
import { useCommands } from '../../commands/registry.ts';
import { focusPage } from '../../editor/focus-page.ts';

type Props = {
  session: ReportSession;
  template: Template | null;
  /** Slot of the caret's section: its figures come first. */
  slot: string | null;
};

const NONE: readonly string[] = [];

/** The figures that the template expects, to be put in by name, by pinyin or by its initials; and masks made into fields. */
export function InsertIndicator({ session, template, slot }: Props) {
  const toast = useToast();
  const [giveBack, setGiveBack] = useState<ReturnType<typeof rememberFocus> | null>(null);
  const indicators = useMemo(() => indicatorsOf(template, slot), [template, slot]);

  const inPage = (work: () => void) => {
    focusPage(session.editor);
    work();
  };
  useCommands([
    {
      id: 'field.indicator',
      title: '插入常用数据（模板里的指标）',
      group: '字段',
      keys: 'Ctrl+Alt+D',
      words: '字段',
      enabled: () => indicators.length > 0 && session.caret.lastPoint() !== null && !session.composing,
      run: () => {
        const back = rememberFocus();
        setGiveBack(() => back);
      },
    },
    {
      id: 'field.from-masks',
      title: '把选中的 **、xx 变成数据；没选中时是本段',
      group: '字段',
      words: '遮盖 星号 掩码 字段',
      enabled: () => session.editor.selection !== null && !session.composing,
      run: () =>
        inPage(() => {
          const made = fieldsFromMasks(session.editor);
          toast({ text: made > 0 ? `${made} 处遮盖变成了数据，等着填写。` : '这里没有 **、xx 一类的遮盖。' });
        }),
    },
  ]);

  if (!giveBack) return null;
  const commands = indicators.map(({ indicator, section }): Command => ({
    id: indicator.key,
    title: indicator.unit ? `${indicator.label}（${indicator.unit}）` : indicator.label,
    group: section as Command['group'],
    run: () => undefined,
  }));
  return (
    <Palette
      commands={commands}
      recent={NONE}
      label="常用数据"
      placeholder="要插入哪项数据？输入名称或拼音首字母"
      onClose={(chosen) => {
        // The list holds on to the focus while it is there.
        flushSync(() => setGiveBack(null));
        giveBack(true);
        const found = indicators.find(({ indicator }) => indicator.key === chosen?.id);
        if (!found) return;
        inPage(() => {
          const id = insertIndicator(session.editor, found.indicator);
          // When the field is drawn.
          if (id) focusSoon(() => session.openCard(id));
        });
      }}
    />
  );
}

/** Each figure once, with the heading under which it usually stands; the caret's section first. */
function indicatorsOf(template: Template | null, slot: string | null) {
  const slots = template?.slots ?? [];
  const ordered = [...slots.filter(({ key }) => key === slot), ...slots.filter(({ key }) => key !== slot)];
  const seen = new Set<string>();
  const list: { indicator: Indicator; section: string }[] = [];
  for (const one of ordered) {
    for (const indicator of one.indicators) {
      if (seen.has(indicator.key)) continue;
      seen.add(indicator.key);
      list.push({ indicator, section: one.key === slot ? '本节' : one.heading.slice(0, 4) });
    }
  }
  return list;
}
