import {
  ChevronRight,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePlus,
  History,
  type LucideIcon,
} from 'lucide-react';
import { memo, useEffect, useRef, type DragEvent, type KeyboardEvent } from 'react';

import type { NoteCounts } from '../../editor/section-notes.ts';
import { Phrase } from '../../ui/phrase.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { describeRow, noteWords, stateWord, type OutlineRow, type SectionState } from './outline-model.ts';

const ICONS: Record<SectionState, LucideIcon> = {
  missing: CircleDashed,
  empty: Circle,
  drafted: CircleDot,
  carried: History,
  done: CircleCheck,
};

/** Keeps the required mark on the line of the word before it. */
const WORD_JOINER = '\u2060';

type Props = {
  row: OutlineRow;
  notes: NoteCounts;
  isCurrent: boolean;
  isEntry: boolean;
  /** Null for a section without subsections. */
  folded: boolean | null;
  handlers: RowHandlers;
};

/** What the rows call. The same object as long as the outline lives, so that a row is drawn for its own reasons only. */
export type RowHandlers = {
  fold: (row: OutlineRow, folded: boolean) => void;
  activate: (row: OutlineRow) => void;
  focus: (row: OutlineRow) => void;
  keyDown: (event: KeyboardEvent, row: OutlineRow) => void;
  dragStart: (event: DragEvent, row: OutlineRow) => void;
  dragEnd: () => void;
};

export const OutlineItem = memo(Item, (before, after) => {
  const { notes: a, ...one } = before;
  const { notes: b, ...other } = after;
  const keys = Object.keys(one) as (keyof typeof one)[];
  return (
    keys.every((key) => one[key] === other[key]) &&
    a.comments === b.comments &&
    a.errors === b.errors &&
    a.warnings === b.warnings
  );
});

function Item({ row, notes, isCurrent, isEntry, folded, handlers }: Props) {
  const missing = row.state === 'missing';
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const words = noteWords(notes);
  const about = describeRow(row, notes);
  const item = (
    <div
      ref={element}
      role="treeitem"
      aria-level={Math.max(1, row.level)}
      aria-current={isCurrent ? 'location' : undefined}
      aria-selected={isCurrent}
      aria-expanded={folded === null ? undefined : !folded}
      aria-label={`${row.number}${row.text}，${about.replaceAll('\n', '，')}`}
      tabIndex={isEntry ? 0 : -1}
      data-row={row.key}
      data-level={row.level}
      data-state={row.state}
      className="outline-item"
      draggable={row.block !== null && row.level > 0 && !missing && !row.annex}
      onDragStart={(event) => handlers.dragStart(event, row)}
      onDragEnd={handlers.dragEnd}
      onClick={() => handlers.activate(row)}
      onFocus={() => handlers.focus(row)}
      onKeyDown={(event) => handlers.keyDown(event, row)}
    >
      {folded === null ? (
        <span className="fold" />
      ) : (
        // The arrow keys do the same; the tree has one tab stop.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <span
          className="fold can"
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            handlers.fold(row, !folded);
          }}
        >
          <ChevronRight size={14} strokeWidth={1.75} />
        </span>
      )}
      <StateIcon state={row.state} />
      <span className="text ui-phrase">
        {row.number}
        {row.annex && ' '}
        <Phrase text={row.text || '（没有文字）'} />
        {row.required && <span className="required">{WORD_JOINER}＊</span>}
        {words.length > 0 && (
          <span className={`notes ${notes.errors > 0 ? 'bad' : ''}`}>{words.join(' · ')}</span>
        )}
      </span>
      {missing ? (
        <CirclePlus className="add" size={14} strokeWidth={1.75} aria-hidden />
      ) : (
        <Length row={row} />
      )}
    </div>
  );
  return (
    <Tooltip text={missing ? `${about}\n点一下，加上这一节` : about} side="right">
      {item}
    </Tooltip>
  );
}

function StateIcon({ state }: { state: SectionState }) {
  const Icon = ICONS[state];
  return <Icon className="state" size={14} strokeWidth={1.75} aria-label={stateWord(state)} />;
}

/** Characters, with the bound that they miss. */
function Length({ row }: { row: OutlineRow }) {
  const over = row.suggested !== null && row.length > row.suggested[1];
  const under = row.suggested !== null && row.length < row.suggested[0] && row.length > 0;
  return (
    <span className={`length tabular ${over ? 'over' : ''} ${under ? 'under' : ''}`}>
      {row.length > 0 ? row.length : ''}
      {under && <small>/{row.suggested?.[0]}</small>}
      {over && <small>/{row.suggested?.[1]}</small>}
    </span>
  );
}
