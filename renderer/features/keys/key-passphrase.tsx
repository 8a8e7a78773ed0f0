import { CircleAlert } from 'lucide-react';

import { usePeople } from '../people/people-context.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { NewPassphrase } from './new-passphrase.tsx';
import type { KeyPassphraseState } from './use-key-passphrase.ts';

import './keys.css';

/**
 * The passphrase part of a form: a field for who has a key here, two for who sets the passphrase with this signature, and
 * the way to a new key for who has forgotten it. Its state comes from `useKeyPassphrase`.
 */
export function KeyPassphrase({ state, label = '签发口令' }: { state: KeyPassphraseState; label?: string }) {
  const { byId } = usePeople();
  const { hasKey, typed, setTyped, failed, renewing, renew, onMade } = state;
  const person = byId.get(state.person);
  return (
    <div className="key-passphrase">
      {hasKey === false ? (
        <NewPassphrase label="设一个签发口令" typed={typed} onChange={setTyped} />
      ) : (
        <label className="ui-label">
          <span>{label}</span>
          <input
            className="ui-input"
            type="password"
            autoComplete="off"
            value={typed.first}
            disabled={hasKey === null}
            onChange={(event) => setTyped({ first: event.target.value, again: '' })}
          />
        </label>
      )}
      {hasKey === true && (
        <button type="button" className="key-link" onClick={() => renew('')}>
          忘了口令？
        </button>
      )}
      {failed && (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          {failed}
        </p>
      )}
      {renewing !== null && person && (
        <NewKeyDialog
          person={person}
          {...(renewing === '' ? {} : { why: renewing, typed })}
          onMade={onMade}
          onClose={() => renew(null)}
        />
      )}
    </div>
  );
}
