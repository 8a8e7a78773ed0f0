import { Check, type LucideIcon } from 'lucide-react';
import { ContextMenu as Context, DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

import { isFocusFree } from './focus-free.ts';

type MenuProps = {
  trigger: ReactElement;
  align?: 'start' | 'end';
  onOpen?: () => void;
  /** Takes the focus when the menu has closed, instead of its button. */
  onClosed?: () => void;
  children: ReactNode;
};

export function Menu({ trigger, align = 'end', onOpen, onClosed, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(open) => open && onOpen?.()}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="ui-menu"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            // A press elsewhere has closed it, or what was chosen has opened something: the focus is there by now.
            if (isFocusFree()) onClosed();
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = {
  icon: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
  keys?: string;
  disabled?: boolean;
};

export function MenuItem({ icon: Icon, onSelect, children, keys, disabled }: ItemProps) {
  return (
    <DropdownMenu.Item className="ui-menu-item" disabled={disabled} onSelect={onSelect}>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      {children}
      {keys && <kbd>{keys}</kbd>}
    </DropdownMenu.Item>
  );
}

type ChoiceProps<V extends string> = {
  label: string;
  /** Null: none of them. */
  value: V | null;
  options: readonly { value: V; label: string; hint?: string }[];
  disabled?: boolean;
  onChange: (value: V) => void;
};

/** A choice of one, under a heading. */
export function MenuChoice<V extends string>({ label, value, options, disabled, onChange }: ChoiceProps<V>) {
  return (
    <DropdownMenu.RadioGroup
      value={value ?? ''}
      aria-label={label}
      onValueChange={(next) => onChange(next as V)}
    >
      <DropdownMenu.Label className="ui-menu-label">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className="ui-menu-item"
          disabled={disabled}
        >
          <span className="ui-menu-check">
            <DropdownMenu.ItemIndicator>
              <Check size={15} strokeWidth={2} aria-hidden />
            </DropdownMenu.ItemIndicator>
          </span>
          {option.label}
          {option.hint && <span className="ui-menu-keys">{option.hint}</span>}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="ui-menu-separator" />;
}

type ContextProps = {
  trigger: ReactElement;
  /** What was pressed on; false where there is no menu for it. */
  onOpen: (target: Element) => boolean;
  children: ReactNode;
};

/** The same menu on the right mouse button, and on the menu key or Shift+F10. */
export function ContextMenu({ trigger, onOpen, children }: ContextProps) {
  return (
    <Context.Root modal={false}>
      <Context.Trigger
        asChild
        onContextMenu={(event) => {
          if (!onOpen(event.target as Element)) event.preventDefault();
        }}
      >
        {trigger}
      </Context.Trigger>
      <Context.Portal>
        <Context.Content className="ui-menu" collisionPadding={8}>
          {children}
        </Context.Content>
      </Context.Portal>
    </Context.Root>
  );
}

export function ContextMenuItem({ icon: Icon, onSelect, keys, disabled = false, children }: ItemProps) {
  return (
    <Context.Item className="ui-menu-item" onSelect={onSelect} disabled={disabled}>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      {children}
      {keys && <kbd>{keys}</kbd>}
    </Context.Item>
  );
}

export function ContextMenuSeparator() {
  return <Context.Separator className="ui-menu-separator" />;
}
