import { useEffect, useRef, type KeyboardEvent } from 'react';

import { Button } from '../../ui/button.tsx';
import { previewRows, type PreviewRow } from './find-model.ts';
import { fieldIdOf, type FindSession, type FindState } from './find-session.ts';

type Props = { find: FindSession; state: FindState; onEditField: (id: string) => void };

/** Every match as it would read after replacing, and what stays as it is and why. */
export function FindPreview({ find, state, onEditField }: Props) {
  const { matches, current, replacing, fields } = state;
  const match = matches[current];
  const why = match ? find.refusal(match) : null;
  const field = match ? fieldIdOf(match) : null;
  const inFields = matches.some((one) => fieldIdOf(one) !== null);
  if (!match) return null;
  return (
    <>
      {(field !== null || (replacing && why !== null)) && (
        <div className="find-row find-why">
          <span className="find-indent" />
          <span className="grow">{replacing && why !== null ? why : '这一处在字段里。'}</span>
          {field !== null && (
            <Button size="small" onClick={() => onEditField(field)}>
              编辑字段
            </Button>
          )}
        </div>
      )}
      {replacing && (
        <>
          {inFields && (
            <div className="find-row find-why">
              <span className="find-indent" />
              <label className="find-check">
                <input
                  type="checkbox"
                  checked={fields}
                  onChange={(event) => find.setReplacement({ fields: event.target.checked })}
                />
                字段里的值也替换
              </label>
            </div>
          )}
          <Rows
            rows={previewRows(state, (one) => find.refusal(one))}
            current={current}
            onGo={(at) => find.goTo(at)}
          />
        </>
      )}
    </>
  );
}

type RowsProps = { rows: PreviewRow[]; current: number; onGo: (index: number) => void };

function Rows({ rows, current, onGo }: RowsProps) {
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef(-1);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  });
  // One stop of Tab for the list; up and down go through it.
  const stop = rows.find((row) => row.index === current) ?? rows[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const at = rows.findIndex((row) => row.index === current) + step;
    const next = rows[at];
    if (step === 0 || !next) return;
    event.preventDefault();
    onGo(next.index);
    list.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    // The keys of its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol className="find-rows" aria-label="替换后的样子" ref={list} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <li key={row.index}>
          <button
            type="button"
            tabIndex={row === stop ? 0 : -1}
            aria-current={row.index === current || undefined}
            title={row.why ?? undefined}
            onClick={() => onGo(row.index)}
          >
            <span className="context before">{row.before}</span>
            {row.why === null ? (
              <>
                <del>{row.removed}</del>
                <ins>{row.added}</ins>
              </>
            ) : (
              <span className="stays">{row.removed}</span>
            )}
            <span className="context">{row.after}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
