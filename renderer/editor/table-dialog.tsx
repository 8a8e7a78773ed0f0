import { useState } from 'react';

import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { ReportSession } from './session.ts';
import { insertTable, MOST_COLUMNS, MOST_ROWS } from './table-commands.ts';

import './insert.css';

/** As many as are shown to be pointed at; more are typed. */
const SHOWN = { rows: 6, columns: 8 };

type Props = { session: ReportSession; onClose: () => void };

/** How many rows and columns: typed, or pointed at. */
export function TableDialog({ session, onClose }: Props) {
  const [rows, setRows] = useState('3');
  const [columns, setColumns] = useState('4');
  const size = { rows: sizeOf(rows, MOST_ROWS), columns: sizeOf(columns, MOST_COLUMNS) };
  const insert = (chosen = size) => {
    if (chosen.rows === null || chosen.columns === null) return;
    session.caret.restore();
    insertTable(session.editor, chosen.rows, chosen.columns);
    onClose();
  };
  const isOpen = size.rows !== null && size.columns !== null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="插入表格"
      width={344}
      footer={
        <Button variant="primary" disabled={!isOpen} onClick={() => insert()}>
          插入
        </Button>
      }
    >
      <form
        className="table-size"
        onSubmit={(event) => {
          event.preventDefault();
          insert();
        }}
      >
        <div className="table-size-numbers">
          <label className="ui-label">
            <span>行（含表头）</span>
            <input
              className="ui-input"
              inputMode="numeric"
              value={rows}
              aria-invalid={size.rows === null}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setRows(event.target.value)}
            />
          </label>
          <label className="ui-label">
            <span>列</span>
            <input
              className="ui-input"
              inputMode="numeric"
              value={columns}
              aria-invalid={size.columns === null}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setColumns(event.target.value)}
            />
          </label>
        </div>
        {!isOpen && <p className="ui-error">{`最多 ${MOST_ROWS} 行、${MOST_COLUMNS} 列。`}</p>}
        {/* The same by pointing; the numbers above are for the keyboard. */}
        <div className="table-size-grid" aria-hidden>
          {Array.from({ length: SHOWN.rows * SHOWN.columns }, (_, at) => {
            const row = Math.floor(at / SHOWN.columns) + 1;
            const column = (at % SHOWN.columns) + 1;
            const isIn = row <= (size.rows ?? 0) && column <= (size.columns ?? 0);
            return (
              <button
                key={`${row}-${column}`}
                type="button"
                tabIndex={-1}
                aria-label={`${row} 行 ${column} 列`}
                className={isIn ? 'in' : ''}
                onMouseEnter={() => {
                  setRows(String(row));
                  setColumns(String(column));
                }}
                onClick={() => insert({ rows: row, columns: column })}
              />
            );
          })}
        </div>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

function sizeOf(text: string, most: number): number | null {
  const n = Number(text.trim());
  return Number.isInteger(n) && n >= 1 && n <= most ? n : null;
}
