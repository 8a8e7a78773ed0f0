import { Check } from 'lucide-react';
import { DropdownMenu, Toolbar as Bar } from 'radix-ui';

import { isFocusFree } from '../ui/focus-free.ts';

import './insert.css';

type MenuProps = {
  label: string;
  icon: React.ReactNode;
  /** The menu went without anything that takes the focus. */
  onClosed: () => void;
  children: React.ReactNode;
};

/** A button of the toolbar that opens a menu. */
export function ToolMenu({ label, icon, onClosed, children }: MenuProps) {
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

export function ToolItem({ hint, disabled = false, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className="ui-menu-item" disabled={disabled} onSelect={onSelect}>
      <span className="insert-name">{children}</span>
      {hint && <span className="insert-hint">{hint}</span>}
    </DropdownMenu.Item>
  );
}

type CheckProps = { on: boolean | null; keys?: string; onSelect: () => void; children: React.ReactNode };

/** Something that is so or not; null where it can't be. */
export function ToolCheck({ on, keys, onSelect, children }: CheckProps) {
  return (
    <DropdownMenu.CheckboxItem
      className="ui-menu-item toolbar-check"
      checked={on === true}
      disabled={on === null}
      onSelect={onSelect}
    >
      <span className="tick">
        <DropdownMenu.ItemIndicator>
          <Check size={15} strokeWidth={1.75} aria-hidden />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
      {keys && <kbd>{keys}</kbd>}
    </DropdownMenu.CheckboxItem>
  );
}
