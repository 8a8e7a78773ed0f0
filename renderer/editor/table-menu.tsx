import { Table2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useCallback, useSyncExternalStore } from 'react';

import { useCommands } from '../commands/registry.ts';
import { focusPage } from './focus-page.ts';
import type { ReportSession } from './session.ts';
import {
  addColumn,
  addRow,
  cellState,
  hasHeader,
  mergeCells,
  removeColumns,
  removeRows,
  removeTable,
  splitCell,
  toggleHeader,
} from './table-commands.ts';
import { ToolItem, ToolMenu } from './tool-menu.tsx';

type TableCommand = {
  id: string;
  name: string;
  run: (session: ReportSession) => void;
  /** Left out: always. */
  enabled?: (session: ReportSession) => boolean;
};

/** What nobody could accept or reject: the words of several cells as those of one. */
const directly = (session: ReportSession, work: () => void): void => {
  if (session.review.isSuggesting())
    session.rules.refuse('合并和拆分单元格不能留痕。请先在工具栏右边切到“编辑”。');
  else work();
};

const TABLE_COMMANDS: readonly (TableCommand | null)[] = [
  { id: 'row-above', name: '在上方插入行', run: ({ editor }) => addRow(editor, 'above') },
  { id: 'row-below', name: '在下方插入行', run: ({ editor }) => addRow(editor, 'below') },
  { id: 'column-left', name: '在左侧插入列', run: ({ editor }) => addColumn(editor, 'left') },
  { id: 'column-right', name: '在右侧插入列', run: ({ editor }) => addColumn(editor, 'right') },
  null,
  {
    id: 'merge',
    name: '合并单元格',
    run: (session) => directly(session, () => mergeCells(session.editor)),
    enabled: ({ editor }) => cellState(editor).canMerge,
  },
  {
    id: 'split',
    name: '拆分单元格',
    run: (session) => directly(session, () => splitCell(session.editor)),
    enabled: ({ editor }) => cellState(editor).canSplit,
  },
  null,
  { id: 'row-remove', name: '删除行', run: ({ editor }) => removeRows(editor) },
  { id: 'column-remove', name: '删除列', run: ({ editor }) => removeColumns(editor) },
  { id: 'remove', name: '删除表格', run: ({ editor }) => removeTable(editor) },
];

/** What can be asked for while the caret is in a table; also where the menu is not drawn. */
export function useTableCommands(session: ReportSession, inTable: () => boolean): void {
  const { editor } = session;
  const run = (work: () => void) =>
    session.whenSettled(() => {
      work();
      focusPage(editor);
    });
  useCommands([
    ...TABLE_COMMANDS.flatMap((command) =>
      command
        ? {
            id: `table.${command.id}`,
            title: `表格：${command.name}`,
            group: '写作' as const,
            enabled: () => inTable() && (command.enabled?.(session) ?? true),
            run: () => run(() => command.run(session)),
          }
        : [],
    ),
    {
      id: 'table.header',
      title: '表格：首行作表头',
      group: '写作',
      enabled: inTable,
      run: () => run(() => toggleHeader(editor)),
    },
    { id: 'table.move', title: '表格：下一格、上一格', group: '写作', keys: 'Tab Shift+Tab', by: 'owner' },
  ]);
}

/** 表格: what can be done with the table at the caret. */
export function TableMenu({ session }: { session: ReportSession }) {
  const { editor } = session;
  const subscribe = useCallback((listener: () => void) => session.subscribeEditor(listener), [session]);
  // Drawn again when another command can be used.
  useSyncExternalStore(subscribe, () => JSON.stringify([cellState(editor), hasHeader(editor)]));
  const run = (work: () => void) =>
    session.whenSettled(() => {
      work();
      focusPage(editor);
    });
  return (
    <ToolMenu
      label="表格"
      icon={<Table2 size={16} strokeWidth={1.75} aria-hidden />}
      onClosed={() => focusPage(editor)}
    >
      {TABLE_COMMANDS.map((command, at) =>
        command ? (
          <ToolItem
            key={command.id}
            disabled={command.enabled?.(session) === false}
            onSelect={() => run(() => command.run(session))}
          >
            {command.name}
          </ToolItem>
        ) : (
          // Lines have no names.
          // oxlint-disable-next-line react/no-array-index-key
          <DropdownMenu.Separator key={at} className="ui-menu-separator" />
        ),
      )}
      <DropdownMenu.Separator className="ui-menu-separator" />
      <ToolItem onSelect={() => run(() => toggleHeader(editor))}>
        {hasHeader(editor) ? '首行不作表头' : '首行作表头'}
      </ToolItem>
    </ToolMenu>
  );
}
