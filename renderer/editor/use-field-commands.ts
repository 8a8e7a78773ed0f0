import { fieldValue } from '../../shared/document/field-text.ts';
import { useCommands } from '../commands/registry.ts';
import { nextEmptyField } from './commands.ts';
import { addField } from './field-commands.ts';
import { cardAtCaret } from './page-keys.ts';
import type { ReportSession } from './session.ts';

/** What can be asked for around fields; answers with how to put one in, which the toolbar has a button for. */
export function useFieldCommands(session: ReportSession, canAdd: () => boolean): () => void {
  const { editor } = session;
  const edit = (find: () => string | null) =>
    session.whenSettled(() => {
      const id = find();
      if (id) session.openCard(id);
    });
  const add = () => edit(() => addField(editor, session.rules.refuse));
  const empty = (step: 1 | -1) =>
    nextEmptyField(editor, step, (field) => !fieldValue(field, session.variables));
  useCommands([
    {
      id: 'field.add',
      title: '插入数据，或把选中的文字变成数据',
      group: '字段',
      keys: 'Ctrl+Shift+D',
      by: 'owner',
      words: '字段',
      enabled: canAdd,
      run: add,
    },
    {
      id: 'field.edit',
      title: '修改光标旁的数据、脚注或图片',
      group: '字段',
      keys: 'F2',
      by: 'owner',
      words: '字段 尾注 说明文字 大小',
      enabled: () => cardAtCaret(editor) !== null,
      run: () => edit(() => cardAtCaret(editor)?.id ?? null),
    },
    {
      id: 'field.next',
      title: '填下一处未填的数据',
      group: '字段',
      keys: 'Tab',
      by: 'owner',
      words: '字段 空',
      enabled: () => empty(1) !== null,
      run: () => edit(() => empty(1)),
    },
    {
      id: 'field.previous',
      title: '填上一处未填的数据',
      group: '字段',
      keys: 'Shift+Tab',
      by: 'owner',
      words: '字段 空',
      enabled: () => empty(-1) !== null,
      run: () => edit(() => empty(-1)),
    },
  ]);
  return add;
}
