import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import type { Command } from './command.ts';
import { Keys } from './keys.tsx';
import { searchCommands } from './search-commands.ts';
import { usePinyin } from './use-pinyin.ts';

import './commands.css';

type Props = {
  /** As they were when the palette opened. */
  commands: readonly Command[];
  recent: readonly string[];
  /** What is looked for, and what the empty box says. */
  label?: string;
  placeholder?: string;
  /** Null: nothing was chosen. */
  onClose: (chosen: Command | null) => void;
};

/** One box for everything: words, pinyin or its initials; ↑ ↓ choose, Enter does it, Esc goes back. */
export function Palette({
  commands,
  recent,
  label = '命令',
  placeholder = '想做什么？输入文字或拼音首字母',
  onClose,
}: Props) {
  const pinyin = usePinyin();
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const box = useId();
  const found = useMemo(
    () => searchCommands(commands, query, recent, pinyin),
    [commands, query, recent, pinyin],
  );
  const at = Math.max(
    0,
    found.findIndex((command) => command.id === picked),
  );
  const current = found[at] ?? null;

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % found.length,
      ArrowUp: (at - 1 + found.length) % found.length,
      PageDown: Math.min(found.length - 1, at + 8),
      PageUp: Math.max(0, at - 8),
    };
    const next = steps[event.key];
    if (next !== undefined) setPicked(found[next]?.id ?? null);
    else if (event.key === 'Enter') {
      if (current) onClose(current);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose(null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="ui-backdrop light" />
        <Dialog.Content
          className="palette ui-dialog"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Dialog.Title className="visually-hidden">{label}</Dialog.Title>
          <div className="palette-box">
            <Search size={16} strokeWidth={1.75} aria-hidden />
            <input
              // A combobox over the list below; it keeps the focus.
              role="combobox"
              aria-expanded
              aria-controls={`${box}-list`}
              aria-activedescendant={current ? `${box}-${at}` : undefined}
              aria-label={`找${label}`}
              aria-autocomplete="list"
              placeholder={placeholder}
              value={query}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                setQuery(event.target.value);
                setPicked(null);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          {/* A native list can't hold a group, a title and keys. */}
          {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
          <div className="palette-list" role="listbox" id={`${box}-list`} aria-label={label} ref={list}>
            {found.map((command, index) => (
              // The box has the focus and the keys.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={command.id}
                id={`${box}-${index}`}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                role="option"
                aria-selected={index === at}
                tabIndex={-1}
                className="palette-item"
                onMouseMove={() => setPicked(command.id)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onClose(command)}
              >
                <span className="group">{command.group}</span>
                <span className="title">{command.title}</span>
                {command.keys && <Keys keys={command.keys.split(' ')[0] ?? ''} />}
              </div>
            ))}
          </div>
          {found.length === 0 && (
            <p className="palette-none">
              没有叫“{query.trim()}”的{label}，换个说法试试。
            </p>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
