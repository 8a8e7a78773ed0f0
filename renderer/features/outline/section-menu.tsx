import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  CornerDownLeft,
  MessageSquarePlus,
  Trash2,
} from 'lucide-react';
import { useState, type ReactElement } from 'react';

import { ContextMenu, ContextMenuItem, ContextMenuSeparator } from '../../ui/menu.tsx';
import type { OutlineRow } from './outline-model.ts';
import type { SectionActions } from './use-section-commands.ts';

type Props = {
  rows: readonly OutlineRow[];
  actions: SectionActions;
  onGo: (row: OutlineRow) => void;
  /** Begins a comment on the section of this heading. */
  onComment: (heading: string) => void;
  /** The tree. */
  children: ReactElement;
};

/** What can be done with a section: right button, menu key or Shift+F10 on its row. */
export function SectionMenu({ rows, actions, onGo, onComment, children }: Props) {
  const [row, setRow] = useState<OutlineRow | null>(null);
  const id = row?.block ?? '';
  return (
    <ContextMenu
      trigger={children}
      onOpen={(target) => {
        const key = target.closest<HTMLElement>('[data-row]')?.dataset.row;
        const found = rows.find((one) => one.key === key) ?? null;
        setRow(found);
        return found !== null && found.level > 0 && found.state !== 'missing';
      }}
    >
      <ContextMenuItem icon={CornerDownLeft} keys="Enter" onSelect={() => row && onGo(row)}>
        {row?.annex ? '到这个附件' : '到这一节'}
      </ContextMenuItem>
      <ContextMenuSeparator />
      <ContextMenuItem icon={ArrowUp} keys="Alt+↑" onSelect={() => actions.moveBy(id, -1)}>
        上移
      </ContextMenuItem>
      <ContextMenuItem icon={ArrowDown} keys="Alt+↓" onSelect={() => actions.moveBy(id, 1)}>
        下移
      </ContextMenuItem>
      {!row?.annex && (
        <>
          <ContextMenuItem icon={ArrowLeft} keys="Alt+←" onSelect={() => actions.shift(id, -1)}>
            升一级
          </ContextMenuItem>
          <ContextMenuItem icon={ArrowRight} keys="Alt+→" onSelect={() => actions.shift(id, 1)}>
            降一级
          </ContextMenuItem>
        </>
      )}
      <ContextMenuItem icon={MessageSquarePlus} keys="Ctrl+Alt+Shift+M" onSelect={() => onComment(id)}>
        {row?.annex ? '给这个附件写批注' : '给这一节写批注'}
      </ContextMenuItem>
      <ContextMenuSeparator />
      <ContextMenuItem
        icon={Trash2}
        keys="Delete"
        onSelect={() => actions.remove(id, `${row?.number ?? ''}${row?.text ?? ''}`)}
      >
        {row?.annex ? '删除这个附件' : '删除这一节'}
      </ContextMenuItem>
    </ContextMenu>
  );
}
