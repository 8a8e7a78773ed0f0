import { PanelRight } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactElement } from 'react';

import type { PlacedThread } from '../../../shared/review/collect.ts';
import { focusPage } from '../../editor/focus-page.ts';
import type { ReportSession } from '../../editor/session.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { isFocusFree } from '../../ui/focus-free.ts';
import { ThreadCard } from './thread-card.tsx';

type Props = {
  session: ReportSession;
  placed: PlacedThread;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Shows it in the panel, among the others. */
  onPanel: () => void;
  /** The bubble that it hangs on. */
  children: ReactElement;
};

/** A comment with its answers beside the page, to be answered there. */
export function MarginCard({ session, placed, open, onOpen, onPanel, children }: Props) {
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="margin-card"
          side="left"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="批注和答复"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Where something else was pressed, or opened, the focus is there by now.
            if (isFocusFree()) focusPage(session.editor);
          }}
        >
          <div className="margin-card-tools">
            <IconButton icon={PanelRight} label="在批注栏里看" size="small" onClick={onPanel} />
          </div>
          <ThreadCard session={session} placed={placed} headings={[]} active={false} replies />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
