import {
  CircleDashed,
  CircleDot,
  CirclePlus,
  Circle,
  CircleCheck,
  History,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { addSection } from './add-section.ts';
import { describeRow, stateWord, type OutlineRow, type SectionState } from './outline-model.ts';
import type { OutlineView } from './use-outline.ts';

import './outline.css';

const ICONS: Record<SectionState, LucideIcon> = {
  missing: CircleDashed,
  empty: Circle,
  drafted: CircleDot,
  carried: History,
  done: CircleCheck,
};

/** Keeps the required mark on the line of the word before it. */
const WORD_JOINER = '\u2060';

type Props = { session: ReportSession; snapshot: DocumentSnapshot; outline: OutlineView };

export function OutlinePanel({ session, snapshot, outline }: Props) {
  const { rows } = outline;
  const current = outline.current?.key ?? null;
  const [focused, setFocused] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const entry = rows.find((row) => row.key === focused) ?? rows.find((row) => row.key === current) ?? rows[0];

  const activate = (row: OutlineRow) => {
    if (row.state === 'missing') session.goTo({ block: addSection(session.editor, row, snapshot.variables) });
    else if (row.block) session.goTo({ block: row.block });
  };

  const focusRow = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    setFocused(row.key);
    const element = tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`);
    if (row.block) session.goTo({ block: row.block });
    // Going there takes the focus to the page; the arrows keep walking in the outline.
    element?.focus();
    requestAnimationFrame(() => element?.focus());
  };

  const onKeyDown = (event: KeyboardEvent, index: number, row: OutlineRow) => {
    if (event.key === 'ArrowDown') focusRow(index + 1);
    else if (event.key === 'ArrowUp') focusRow(index - 1);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(rows.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') activate(row);
    else return;
    event.preventDefault();
  };

  const open = rows.filter((row) => row.state !== 'done').length;
  return (
    <div className="outline">
      <div className="panel-head">
        <h2>提纲</h2>
        <span className="panel-note tabular">{open > 0 ? `${open} 节待写` : '各节都已写'}</span>
      </div>
      <div className="outline-tree" role="tree" aria-label="提纲" ref={tree}>
        {rows.map((row, index) => (
          <OutlineItem
            key={row.key}
            row={row}
            isCurrent={row.key === current}
            isEntry={row === entry}
            onActivate={() => activate(row)}
            onFocus={() => setFocused(row.key)}
            onKeyDown={(event) => onKeyDown(event, index, row)}
          />
        ))}
      </div>
    </div>
  );
}

type ItemProps = {
  row: OutlineRow;
  isCurrent: boolean;
  isEntry: boolean;
  onActivate: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function OutlineItem({ row, isCurrent, isEntry, onActivate, onFocus, onKeyDown }: ItemProps) {
  const missing = row.state === 'missing';
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const Icon = ICONS[row.state];
  const over = row.suggested !== null && row.length > row.suggested[1];
  const under = row.suggested !== null && row.length < row.suggested[0] && row.length > 0;
  return (
    <Tooltip text={missing ? `${describeRow(row)}\n点一下，加上这一节` : describeRow(row)} side="right">
      <div
        ref={element}
        role="treeitem"
        aria-level={Math.max(1, row.level)}
        aria-current={isCurrent ? 'location' : undefined}
        aria-selected={isCurrent}
        aria-label={`${row.number}${row.text}，${describeRow(row).replaceAll('\n', '，')}`}
        tabIndex={isEntry ? 0 : -1}
        data-row={row.key}
        data-level={row.level}
        data-state={row.state}
        className="outline-item"
        onClick={onActivate}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        <Icon className="state" size={14} strokeWidth={1.75} aria-label={stateWord(row.state)} />
        <span className="text">
          {row.number}
          {row.text || '（没有文字）'}
          {row.required && <span className="required">{WORD_JOINER}＊</span>}
        </span>
        {missing ? (
          <CirclePlus className="add" size={14} strokeWidth={1.75} aria-hidden />
        ) : (
          <span className={`length tabular ${over ? 'over' : ''} ${under ? 'under' : ''}`}>
            {row.length > 0 ? row.length : ''}
            {under && <small>/{row.suggested?.[0]}</small>}
            {over && <small>/{row.suggested?.[1]}</small>}
          </span>
        )}
      </div>
    </Tooltip>
  );
}
