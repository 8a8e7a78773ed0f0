import { Plus, Table2 } from 'lucide-react';
import { DropdownMenu, Toolbar as Bar } from 'radix-ui';
import { lazy, Suspense, useCallback, useState, useSyncExternalStore } from 'react';

import { useCommands } from '../commands/registry.ts';
import { isFocusFree } from '../ui/focus-free.ts';
import { insertPart, type Part } from './official-parts.ts';
import type { ReportSession } from './session.ts';
import { cellAt } from './table-cells.ts';
import {
  addColumn,
  addRow,
  hasHeader,
  removeColumns,
  removeRows,
  removeTable,
  toggleHeader,
} from './table-commands.ts';
import { focusPage } from './focus-page.ts';

import './insert.css';

const TableDialog = lazy(async () => ({ default: (await import('./table-dialog.tsx')).TableDialog }));
const SignatureDialog = lazy(async () => ({
  default: (await import('./signature-dialog.tsx')).SignatureDialog,
}));

const PARTS: readonly { part: Part; name: string; hint: string }[] = [
  { part: 'docnumber', name: '发文字号', hint: '标题上方' },
  { part: 'addressee', name: '主送机关', hint: '标题下方' },
  { part: 'attachment', name: '附件说明', hint: '落款之前' },
];

type TableCommand = { id: string; name: string; run: (session: ReportSession) => void };

const TABLE_COMMANDS: readonly (TableCommand | null)[] = [
  { id: 'row-above', name: '在上方插入行', run: ({ editor }) => addRow(editor, 'above') },
  { id: 'row-below', name: '在下方插入行', run: ({ editor }) => addRow(editor, 'below') },
  { id: 'column-left', name: '在左侧插入列', run: ({ editor }) => addColumn(editor, 'left') },
  { id: 'column-right', name: '在右侧插入列', run: ({ editor }) => addColumn(editor, 'right') },
  null,
  { id: 'row-remove', name: '删除行', run: ({ editor }) => removeRows(editor) },
  { id: 'column-remove', name: '删除列', run: ({ editor }) => removeColumns(editor) },
  { id: 'remove', name: '删除表格', run: ({ editor }) => removeTable(editor) },
];

type Open = 'table' | 'signature' | null;

/** 插入: tables and the parts of an official document that are not body; 表格: what can be done with the one at hand. */
export function InsertMenu({ session }: { session: ReportSession }) {
  const { editor } = session;
  const [open, setOpen] = useState<Open>(null);
  const subscribe = useCallback((listener: () => void) => session.subscribeEditor(listener), [session]);
  const place = useSyncExternalStore(subscribe, () => placeOf(session));
  const run = (work: () => void) =>
    session.whenSettled(() => {
      work();
      focusPage(editor);
    });
  const inTable = () => placeOf(session) === 'table';
  const canInsert = () => session.caret.lastPoint() !== null;
  const show = (what: Open) => session.whenSettled(() => setOpen(what));

  useCommands([
    { id: 'insert.table', title: '插入表格', group: '写作', enabled: canInsert, run: () => show('table') },
    { id: 'insert.signature', title: '插入落款', group: '写作', run: () => show('signature') },
    ...PARTS.map(({ part, name }) => ({
      id: `insert.${part}`,
      title: `插入${name}`,
      group: '写作' as const,
      run: () => run(() => insertPart(editor, part)),
    })),
    ...TABLE_COMMANDS.flatMap((command) =>
      command
        ? {
            id: `table.${command.id}`,
            title: `表格：${command.name}`,
            group: '写作' as const,
            enabled: inTable,
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

  const close = () => {
    setOpen(null);
    focusPage(editor);
  };

  return (
    <>
      <ToolMenu
        label="插入"
        icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
        onClosed={() => focusPage(editor)}
      >
        <Item disabled={place === ''} onSelect={() => setOpen('table')}>
          表格…
        </Item>
        <DropdownMenu.Separator className="ui-menu-separator" />
        {PARTS.map(({ part, name, hint }) => (
          <Item key={part} hint={hint} onSelect={() => run(() => insertPart(editor, part))}>
            {name}
          </Item>
        ))}
        <Item hint="报告末尾" onSelect={() => setOpen('signature')}>
          落款…
        </Item>
      </ToolMenu>
      {place === 'table' && (
        <ToolMenu
          label="表格"
          icon={<Table2 size={16} strokeWidth={1.75} aria-hidden />}
          onClosed={() => focusPage(editor)}
        >
          {TABLE_COMMANDS.map((command) =>
            command ? (
              <Item key={command.id} onSelect={() => run(() => command.run(session))}>
                {command.name}
              </Item>
            ) : (
              <DropdownMenu.Separator key="line" className="ui-menu-separator" />
            ),
          )}
          <DropdownMenu.Separator className="ui-menu-separator" />
          <Item onSelect={() => run(() => toggleHeader(editor))}>
            {hasHeader(editor) ? '首行不作表头' : '首行作表头'}
          </Item>
        </ToolMenu>
      )}
      {open && (
        <Suspense fallback={null}>
          {open === 'table' ? (
            <TableDialog session={session} onClose={close} />
          ) : (
            <SignatureDialog session={session} onClose={close} />
          )}
        </Suspense>
      )}
    </>
  );
}

/** Where the caret is: in a table, in a text, or '' nowhere. A string: the menus are drawn only when it differs. */
function placeOf(session: ReportSession): '' | 'text' | 'table' {
  const point = session.caret.lastPoint();
  if (!point) return '';
  return cellAt(session.editor, point) ? 'table' : 'text';
}

type MenuProps = {
  label: string;
  icon: React.ReactNode;
  /** The menu went without anything that takes the focus. */
  onClosed: () => void;
  children: React.ReactNode;
};

function ToolMenu({ label, icon, onClosed, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <Bar.Button asChild>
        <DropdownMenu.Trigger className="toolbar-tool" aria-label={label}>
          {icon}
          <span className="toolbar-words">{label}</span>
        </DropdownMenu.Trigger>
      </Bar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="ui-menu"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          // The page has the focus by then, or a dialog; not after Escape.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (isFocusFree()) onClosed();
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = { hint?: string; disabled?: boolean; onSelect: () => void; children: React.ReactNode };

function Item({ hint, disabled = false, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className="ui-menu-item" disabled={disabled} onSelect={onSelect}>
      <span className="insert-name">{children}</span>
      {hint && <span className="insert-hint">{hint}</span>}
    </DropdownMenu.Item>
  );
}
