import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useState, type CSSProperties, type ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';
import { rememberFocus } from './remember-focus.ts';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One line under the title. */
  about?: string;
  width?: number;
  children: ReactNode;
  footer?: ReactNode;
  /** A dialog at work is not closed by a click beside it. */
  busy?: boolean;
};

/** Into the first control of the body (of radio buttons, the chosen one), else on the main button: never on the cross, whose tooltip would pop up. */
function focusFirst(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  const target =
    content.querySelector<HTMLElement>(
      '.ui-dialog-body :is(input:not([type="radio"]:not(:checked)), select, [role="radio"][aria-checked="true"], [aria-current])',
    ) ?? content.querySelector<HTMLElement>('.ui-dialog-foot .primary');
  event.preventDefault();
  (target ?? content).focus();
}

export function Dialog({ open, onOpenChange, title, about, width = 480, children, footer, busy }: Props) {
  // Most dialogs are drawn only while they are open: the first drawing is the last moment at which the page has the focus.
  const [giveBack] = useState(rememberFocus);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="ui-backdrop" />
        <Primitive.Content
          className="ui-dialog"
          style={{ '--dialog-width': `${width}px` } as CSSProperties}
          {...(about ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusFirst}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveBack();
          }}
          onInteractOutside={(event) => {
            if (busy) event.preventDefault();
          }}
        >
          <header className="ui-dialog-head">
            <Primitive.Title>{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton icon={X} label="关闭" keys="Esc" />
            </Primitive.Close>
          </header>
          {about && <Primitive.Description className="ui-dialog-about">{about}</Primitive.Description>}
          {/* Scrolls by keyboard too. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="ui-dialog-body" tabIndex={0}>
            {children}
          </div>
          {footer && <footer className="ui-dialog-foot">{footer}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
