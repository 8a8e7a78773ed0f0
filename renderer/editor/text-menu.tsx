import { DropdownMenu } from 'radix-ui';
import { useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Range } from 'slate';

import { AppError } from '../../shared/errors/app-error.ts';
import { desktopBridge, fromBridge } from '../client/bridge.ts';
import { messageOf } from '../client/client-context.ts';
import { isEnabled, runCommand, type Command } from '../commands/command.ts';
import { useCommandRegistry } from '../commands/registry.ts';
import { useToast } from '../ui/toast.tsx';
import { fragmentOf } from './copy-selection.ts';
import { focusPage } from './focus-page.ts';
import type { ReportSession } from './session.ts';
import { syncSelection } from './sync-selection.ts';

/** Commands that are offered where they can be used, in their order; a line parts the groups. */
const OFFERED: readonly (readonly string[])[] = [
  ['checks.fix'],
  ['field.edit', 'field.add', 'review.comment', 'review.accept', 'review.reject'],
  ['secrecy.sentence', 'secrecy.block'],
  [
    'table.row-above',
    'table.row-below',
    'table.column-left',
    'table.column-right',
    'table.merge',
    'table.split',
    'table.row-remove',
    'table.column-remove',
  ],
  ['find.open', 'search.open'],
];

type Item = { id: string; label: string; keys?: string | undefined; disabled?: boolean; run: () => void };
type Open = { x: number; y: number; groups: readonly (readonly Item[])[] };

export type TextMenu = { onContextMenu: (event: MouseEvent) => void; menu: ReactNode };

const isInput = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, select') !== null;

/**
 * The menu on the right mouse button, the menu key and Shift+F10 in the text: the editor's own commands, the same in
 * every shell. Inputs keep the menu of the shell, which knows what can be undone and pasted there.
 */
export function useTextMenu(session: ReportSession, locked: boolean): TextMenu {
  const { editor } = session;
  const registry = useCommandRegistry();
  const toast = useToast();
  const [open, setOpen] = useState<Open | null>(null);
  const chosen = useRef<(() => void) | null>(null);

  const edit = useMemo(() => {
    const say = (text: string) => toast({ text });
    const native = (name: 'cut' | 'copy') => {
      if (!document.execCommand(name)) say(`没有${name === 'cut' ? '剪切' : '复制'}。请用键盘再试。`);
    };
    return {
      cut: () => native('cut'),
      copy: () => native('copy'),
      paste: (plain: boolean) => {
        session.clipboard.plainNext(plain);
        void pasteHere(session).catch((error: unknown) => {
          session.clipboard.plainNext(false);
          say(messageOf(error));
        });
      },
    };
  }, [session, toast]);

  const groupsNow = (): readonly (readonly Item[])[] => {
    const commands = new Map(registry.list().map((command) => [command.id, command]));
    const of = (id: string): Command[] => {
      const command = commands.get(id);
      return command ? [command] : [];
    };
    const hasWords = editor.selection !== null && Range.isExpanded(editor.selection);
    const history = ['edit.undo', 'edit.redo'].flatMap((id) =>
      of(id).map((command) => ({ ...itemOf(command), disabled: !isEnabled(command) })),
    );
    const clipboard: Item[] = [
      { id: 'cut', label: '剪切', keys: 'Ctrl+X', disabled: locked || !hasWords, run: edit.cut },
      { id: 'copy', label: '复制', keys: 'Ctrl+C', disabled: !hasWords, run: edit.copy },
      { id: 'paste', label: '粘贴', keys: 'Ctrl+V', disabled: locked, run: () => edit.paste(false) },
      {
        id: 'paste-plain',
        label: '粘贴为纯文本',
        keys: 'Ctrl+Shift+V',
        disabled: locked,
        run: () => edit.paste(true),
      },
    ];
    const rest = OFFERED.map((ids) =>
      ids.flatMap((id) =>
        of(id)
          .filter((command) => isEnabled(command))
          .map((command) => itemOf(command)),
      ),
    );
    return [locked ? [] : history, clipboard, ...rest].filter(({ length }) => length > 0);
  };

  const onContextMenu = (event: MouseEvent) => {
    if (isInput(event.target)) return;
    event.preventDefault();
    syncSelection(editor);
    setOpen({ x: event.clientX, y: event.clientY, groups: groupsNow() });
  };

  const menu = open && (
    <DropdownMenu.Root open modal={false} onOpenChange={(on) => !on && setOpen(null)}>
      <DropdownMenu.Trigger
        aria-label="正文菜单"
        tabIndex={-1}
        style={{
          position: 'fixed',
          left: open.x,
          top: open.y,
          width: 1,
          height: 1,
          opacity: 0,
          pointerEvents: 'none',
        }}
      />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="ui-menu"
          align="start"
          sideOffset={0}
          collisionPadding={8}
          aria-label="正文菜单"
          onContextMenu={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusPage(editor);
            const run = chosen.current;
            chosen.current = null;
            // The keys are back in the text by then: what it does, it does there.
            if (run) requestAnimationFrame(run);
          }}
        >
          {open.groups.map((items, at) => (
            <DropdownMenu.Group key={items[0]?.id}>
              {at > 0 && <DropdownMenu.Separator className="ui-menu-separator" />}
              {items.map(({ id, label, keys, disabled = false, run }) => (
                <DropdownMenu.Item
                  key={id}
                  className="ui-menu-item"
                  disabled={disabled}
                  onSelect={() => (chosen.current = run)}
                >
                  {label}
                  {keys && <kbd>{keys}</kbd>}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
  // Outside of the page, whose zoom would move it.
  return { onContextMenu, menu: menu && createPortal(menu, document.body) };
}

const itemOf = (command: Command): Item => ({
  id: command.id,
  label: command.title,
  keys: command.keys?.split(' ')[0],
  run: () => runCommand(command),
});

/** Pastes at the caret: the desktop shell as the keys do, a browser from what it lets the page read. */
async function pasteHere(session: ReportSession): Promise<void> {
  const bridge = desktopBridge();
  if (bridge) {
    fromBridge(await bridge.paste());
    return;
  }
  session.clipboard.paste(await clipboardOfBrowser());
}

/** What the clipboard holds, if the person lets the page read it. */
async function clipboardOfBrowser(): Promise<DataTransfer> {
  const data = new DataTransfer();
  try {
    for (const item of await navigator.clipboard.read())
      for (const type of item.types) {
        const blob = await item.getType(type);
        if (type.startsWith('text/')) data.setData(type, await blob.text());
        else data.items.add(new File([blob], '图片', { type }));
      }
  } catch {
    throw new AppError('unavailable', '浏览器没有让年述读剪贴板，没有粘贴。请按 Ctrl+V 粘贴。');
  }
  // No page may read nodes of another kind; what was copied here is known all the same.
  const own = fragmentOf(data.getData('text/plain'));
  if (own) data.setData(own.type, own.fragment);
  return data;
}
