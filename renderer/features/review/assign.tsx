import { useState, type KeyboardEvent } from 'react';

import { dayOf } from '../../../shared/review/said-in-word.ts';
import type { Person, Thread } from '../../../shared/review/types.ts';
import { Button } from '../../ui/button.tsx';
import { usePeople } from '../people/people-context.ts';
import { today } from './due.ts';
import type { Given } from './review-actions.ts';

type FieldsProps = { given: Given; onChange: (given: Given) => void; onEscape?: () => void };

/** To whom a comment is given, and by which day. */
export function AssignFields({ given, onChange, onEscape }: FieldsProps) {
  const { people } = usePeople();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !onEscape) return;
    event.stopPropagation();
    onEscape();
  };
  return (
    <div className="review-assign-fields">
      <select
        className="ui-select"
        aria-label="交给谁"
        onKeyDown={onKeyDown}
        value={given.assignee ?? ''}
        onChange={(event) => {
          const assignee = event.target.value;
          onChange(assignee === '' ? {} : { ...given, assignee });
        }}
      >
        <option value="">不交办</option>
        {people.filter(isSomebody).map(({ id, name }) => (
          <option key={id} value={id}>
            交给{name}
          </option>
        ))}
      </select>
      {given.assignee !== undefined && (
        <input
          type="date"
          className="ui-input"
          aria-label="何时前办"
          onKeyDown={onKeyDown}
          title="何时前办；可以不填"
          min={today()}
          value={given.due ?? ''}
          onChange={(event) => {
            const { due: _due, ...rest } = given;
            onChange(event.target.value === '' ? rest : { ...rest, due: event.target.value });
          }}
        />
      )}
    </div>
  );
}

/** Not those of whom a copy from Word does not say who they are. */
const isSomebody = ({ origin, name }: Person): boolean => origin === undefined && name !== '';

type FormProps = { thread: Thread; onDone: (given: Given) => Promise<unknown>; onCancel: () => void };

/** Gives a comment that is there to somebody, or takes that back. */
export function AssignForm({ thread, onDone, onCancel }: FormProps) {
  const [given, setGiven] = useState<Given>(() => ({
    ...(thread.assignee === undefined ? {} : { assignee: thread.assignee }),
    ...(thread.due === undefined ? {} : { due: thread.due }),
  }));
  const [busy, setBusy] = useState(false);
  const send = () => {
    setBusy(true);
    void onDone(given).finally(() => setBusy(false));
  };
  return (
    <form
      className="review-assign"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <AssignFields given={given} onChange={setGiven} onEscape={onCancel} />
      <div className="comment-buttons">
        <span className="grow" />
        <Button size="small" variant="plain" onClick={onCancel}>
          取消
        </Button>
        <Button size="small" variant="primary" disabled={busy} onClick={send}>
          {given.assignee === undefined ? '不交办' : '交办'}
        </Button>
      </div>
    </form>
  );
}

/** 交王芳 · 12月5日前; what is late says so. */
export function Assigned({ thread }: { thread: Thread }) {
  const { byId } = usePeople();
  const { assignee, due, state } = thread;
  if (assignee === undefined) return null;
  const late = state === 'open' && due !== undefined && due < today();
  return (
    <p className={`review-assigned ${late ? 'late' : ''}`}>
      交{byId.get(assignee)?.name ?? '不详'}
      {due !== undefined && ` · ${dayOf(due, today())}前`}
      {late && ' · 已过期'}
    </p>
  );
}
