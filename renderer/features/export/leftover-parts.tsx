import { Check, LocateFixed, PencilLine, Undo2 } from 'lucide-react';

import type { DecidedLeftover } from '../../../shared/contract/export.ts';
import { Button } from '../../ui/button.tsx';

/** What was found, with the words around it. */
export function FoundWords({ place, text }: { place: DecidedLeftover | undefined; text: string }) {
  return (
    <span className="words">
      {place?.before}
      <mark>{text}</mark>
      {place?.after}
    </span>
  );
}

type DecidedProps = { words: string; disabled: boolean; onTakeBack: () => void };

/** That it is public, as somebody has decided, and the way back from that. */
export function Decided({ words, disabled, onTakeBack }: DecidedProps) {
  return (
    <>
      <span className="done">
        <Check size={14} aria-hidden />
        {words}
      </span>
      <Button size="small" variant="plain" icon={Undo2} disabled={disabled} onClick={onTakeBack}>
        改主意
      </Button>
    </>
  );
}

type GoToProps = { words: string | undefined; change?: string; disabled: boolean; onGoTo: () => void };

/** Leads to the place. @param words what the button says where the place is only looked at; else `change` */
export function GoToButton({ words, change = '去修改', disabled, onGoTo }: GoToProps) {
  return (
    <Button
      size="small"
      variant="plain"
      icon={words ? LocateFixed : PencilLine}
      disabled={disabled}
      onClick={onGoTo}
    >
      {words ?? change}
    </Button>
  );
}
