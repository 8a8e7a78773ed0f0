import { PanelRight } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { RefObject } from 'react';

import type { PlacedThread } from '../../../shared/review/collect.ts';
import { focusPage } from '../../editor/focus-page.ts';
import type { ReportSession } from '../../editor/session.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { isFocusFree } from '../../ui/focus-free.ts';
import { ThreadCard } from './thread-card.tsx';

type Props = {
  session: ReportSession;
  placed: PlacedThread;
  /** The bubble that it hangs on. */
  bubble: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Shows it in the panel, among the others. */
  onPanel: () => void;
};

/** A comment with its answers beside the page, to be answered there. */
export function MarginCard({ session, placed, bubble, onClose, onPanel }: Props) {
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={bubble} />
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
