import { Popover } from 'radix-ui';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import { fieldValue } from '../../../shared/document/field-text.ts';
import type { Field } from '../../../shared/document/types.ts';
import type { Indicator } from '../../../shared/template/schema.ts';
import { nextEmptyField, selectField } from '../commands.ts';
import { focusPage } from '../focus-page.ts';
import { fieldEntries } from '../places.ts';
import type { ReportSession } from '../session.ts';
import { changesOf, draftOf, variableOf } from './field-draft.ts';
import { FieldForm } from './field-form.tsx';
import { showField } from './show-field.ts';

import './field-card.css';

type Props = {
  session: ReportSession;
  id: string;
  /** `focus`: the page takes the caret back. */
  onClose: (focus: boolean) => void;
  onNext: (id: string) => void;
};

/** A small card at the field: value, unit, name, kind, edition. Everything goes in as one step when it closes. */
export function FieldEditor({ session, id, onClose, onNext }: Props) {
  const field = useMemo(
    () => fieldEntries(session.editor).find((entry) => entry.field.id === id)?.field ?? null,
    [session, id],
  );
  const anchor = useRef<HTMLElement | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    // A field that was put in a moment ago is drawn by now.
    anchor.current = session.caret.fieldElement(id);
    if (anchor.current) showField(anchor.current);
    setReady(anchor.current !== null);
    if (!anchor.current) onClose(true);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once a field
  }, [session, id]);

  useEffect(() => {
    const element = anchor.current;
    element?.classList.add('editing');
    return () => element?.classList.remove('editing');
  }, [ready]);

  if (!field || !ready) return null;
  return (
    <Popover.Root open onOpenChange={() => undefined}>
      <Popover.Anchor virtualRef={anchor} />
      <Card session={session} field={field} onClose={onClose} onNext={onNext} />
    </Popover.Root>
  );
}

type CardProps = Omit<Props, 'id'> & { field: Field };

function Card({ session, field, onClose, onNext }: CardProps) {
  const { variables } = session;
  const [draft, setDraft] = useState(() => draftOf(field, variables));
  const indicators = useMemo(() => indicatorsOf(session), [session]);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  const commit = () => {
    if (done.current) return;
    done.current = true;
    const { sensitivity } = draft;
    if (field.variable !== undefined) {
      const words = variableOf(draft, field, variables);
      if (words !== null) session.setVariable(field.variable, words);
      if (sensitivity !== field.sensitivity) session.setField(field.id, { sensitivity });
      return;
    }
    const changes = changesOf(draft, field);
    if (Object.keys(changes).length > 0) session.setField(field.id, changes);
  };
  /** To the page, behind the field. */
  const close = () => {
    // First: the card goes while the page has the focus already, and there is none to give back.
    focusPage(session.editor);
    commit();
    selectField(session.editor, field.id);
    onClose(false);
  };
  const step = (by: 1 | -1) => {
    const { editor } = session;
    const from = fieldEntries(editor).find((entry) => entry.field.id === field.id)?.path;
    const isNext = (other: Field) =>
      other.id !== field.id &&
      (other.variable === undefined || other.variable !== field.variable) &&
      !fieldValue(other, session.variables);
    const next = nextEmptyField(editor, by, isNext, from);
    if (next === null) {
      close();
      return;
    }
    commit();
    selectField(editor, field.id);
    const shown = session.caret.fieldElement(next);
    if (shown) showField(shown, true);
    onNext(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      close();
    } else if (event.key === 'Escape') {
      done.current = true;
      close();
    } else if (event.key === 'Tab' && event.target === first.current) step(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown' && event.target === first.current) second.current?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover.Portal>
      <Popover.Content
        className="field-card"
        side="bottom"
        align="start"
        sideOffset={8}
        collisionPadding={12}
        aria-label="填写数据"
        onKeyDown={onKeyDown}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          first.current?.select();
        }}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
        onInteractOutside={() => {
          commit();
          onClose(false);
        }}
      >
        <FieldForm
          draft={draft}
          field={field}
          indicators={indicators}
          first={first}
          second={second}
          onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
        />
        <p className="field-card-keys">
          {KEYS.map(([key, does]) => (
            <span key={key}>
              <kbd>{key}</kbd> {does}
            </span>
          ))}
        </p>
      </Popover.Content>
    </Popover.Portal>
  );
}

const KEYS = [
  ['Enter', '填好'],
  ['Tab', '下一处未填'],
  ['↓', '其他项'],
  ['Esc', '放弃'],
] as const;
/** The figures that the template expects, each once. */
function indicatorsOf(session: ReportSession): Indicator[] {
  const all = (session.live.template?.slots ?? []).flatMap((slot) => slot.indicators);
  return [...new Map(all.map((one) => [one.key, one])).values()];
}
