import type { LucideIcon } from 'lucide-react';
import { ContextMenu as Context, DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="ui-menu" align="end" sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = { icon: LucideIcon; onSelect: () => void; children: ReactNode };

export function MenuItem({ icon: Icon, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className="ui-menu-item" onSelect={onSelect}>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      {children}
    </DropdownMenu.Item>
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

type ContextItemProps = ItemProps & { keys?: string; disabled?: boolean };

export function ContextMenuItem({
  icon: Icon,
  onSelect,
  keys,
  disabled = false,
  children,
}: ContextItemProps) {
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
