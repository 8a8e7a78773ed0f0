import { useMemo, useRef, type KeyboardEvent } from 'react';

import { textOfRuns } from '../../../shared/edition/gate.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { Phrase } from '../../ui/phrase.tsx';

import '../outline/outline.css';

type Row = { id: string; level: number; number: string; text: string };

type Props = {
  doc: EditionDocument;
  /** The block at the upper edge of the window. */
  at: string | null;
  onGo: (block: string) => void;
};

/** The headings of the public edition with the numbers that they have there. */
export function PublicOutline({ doc, at, onGo }: Props) {
  const rows = useMemo(() => rowsOf(doc), [doc]);
  const current = useMemo(() => currentRow(doc, rows, at), [doc, rows, at]);
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, index + step))]?.focus();
  };
  return (
    <nav className="outline public-outline" aria-label="公开版提纲">
      <div className="panel-head">
        <h2>提纲</h2>
        <span className="panel-note">公开版</span>
      </div>
      {rows.length === 0 ? (
        <p className="public-empty">公开版里没有小标题。</p>
      ) : (
        // The keys move between its buttons.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul ref={list} onKeyDown={onKeyDown}>
          {rows.map(({ id, level, number, text }) => (
            <li key={id}>
              <button
                type="button"
                data-level={level}
                aria-current={id === current ? 'location' : undefined}
                onClick={() => onGo(id)}
              >
                <span className="ui-phrase">
                  {number}
                  <Phrase text={text} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

function rowsOf({ blocks }: EditionDocument): Row[] {
  return blocks.flatMap((block): Row[] => {
    const text = block.type === 'heading' || block.type === 'annex' ? textOfRuns(block.runs) : '';
    if (block.type === 'heading') return [{ id: block.id, level: block.level, number: block.number, text }];
    if (block.type === 'annex') return [{ id: block.id, level: 1, number: `${block.number} `, text }];
    return [];
  });
}

function currentRow({ blocks }: EditionDocument, rows: readonly Row[], at: string | null): string | null {
  const index = blocks.findIndex(({ id }) => id === at);
  const known = new Set(rows.map(({ id }) => id));
  return blocks.slice(0, index + 1).findLast(({ id }) => known.has(id))?.id ?? null;
}
