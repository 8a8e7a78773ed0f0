import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

type Props = {
  label: string;
  value: string;
  placeholder?: string;
  /** Figures stand right, names left. */
  align: 'left' | 'right';
  onCommit: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** What was typed and has not gone into the report yet. */
type Pending = { text: string; commit: (value: string) => void; timer: ReturnType<typeof setTimeout> };

function commitPending(pending: RefObject<Pending | null>): void {
  const waiting = pending.current;
  if (!waiting) return;
  clearTimeout(waiting.timer);
  pending.current = null;
  waiting.commit(waiting.text);
}

/** As in the contract (a test holds the two together), whose checking code the page does not need. */
export const MAX_LENGTH = 2000;

/** How long the hands rest before what was typed goes into the report. */
const REST = 400;

/**
 * One cell. What is typed goes into the report when the hands rest, on Enter and on leaving, never in the middle
 * of an input method's composition; Esc takes back what was typed since the cell was entered.
 */
export function ValueInput({ label, value, placeholder = '', align, onCommit, onKeyDown }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const pending = useRef<Pending | null>(null);
  const before = useRef(value);
  const composing = useRef(false);

  const flush = () => commitPending(pending);

  const wait = (text: string) => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = { text, commit: onCommit, timer: setTimeout(flush, REST) };
  };

  // A cell that goes away, with its panel or its filter, takes nothing with it.
  useEffect(() => () => commitPending(pending), []);

  const leave = () => {
    flush();
    setDraft(null);
  };

  return (
    <input
      className={`value-input ${align}`}
      aria-label={label}
      value={draft ?? value}
      placeholder={placeholder}
      maxLength={MAX_LENGTH}
      spellCheck={false}
      autoComplete="off"
      data-cell="value"
      onFocus={(event) => {
        before.current = value;
        event.target.select();
      }}
      onChange={(event) => {
        setDraft(event.target.value);
        if (!composing.current) wait(event.target.value);
      }}
      onCompositionStart={() => {
        composing.current = true;
        if (pending.current) clearTimeout(pending.current.timer);
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        setDraft(event.currentTarget.value);
        wait(event.currentTarget.value);
      }}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || composing.current) return;
        if (event.key === 'Escape' && draft !== null && draft !== before.current) {
          event.stopPropagation();
          setDraft(before.current);
          wait(before.current);
          flush();
          return;
        }
        if (event.key === 'Enter') flush();
        onKeyDown?.(event);
      }}
    />
  );
}
