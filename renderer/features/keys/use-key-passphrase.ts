import { useEffect, useState } from 'react';

import { AppError } from '../../../shared/errors/app-error.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { NOTHING_TYPED, passphraseProblem, type TypedTwice } from './passphrase-problem.ts';

/** The passphrase part of a form, drawn by `KeyPassphrase`. */
export type KeyPassphraseState = {
  /** Person whose key signs; '' where nobody is chosen yet. */
  person: string;
  /** Null until it is known whether the person has a key here. */
  hasKey: boolean | null;
  typed: TypedTwice;
  setTyped: (typed: TypedTwice) => void;
  /** What is wrong, for the user. */
  failed: string | null;
  /** The dialog of a new key is open: why it must be said how, where that was the reason, or ''. */
  renewing: string | null;
  renew: (why: string | null) => void;
  /** A key was made in that dialog. */
  onMade: (passphrase: string) => void;
  /**
   * Asked before anything is signed: makes the key where there is none yet, and answers with the passphrase. Null: it
   * can't be signed yet, and what is missing is shown.
   */
  ready: () => Promise<string | null>;
};

/** What is typed for another person is forgotten when the person changes. */
type Entry = { person: string; hasKey: boolean | null; typed: TypedTwice; failed: string | null };

const empty = (person: string): Entry => ({ person, hasKey: null, typed: NOTHING_TYPED, failed: null });

/**
 * The state of the passphrase part of a form: `const key = useKeyPassphrase(person)`, `<KeyPassphrase state={key} />`, and
 * before it signs `const passphrase = await key.ready()`.
 */
export function useKeyPassphrase(person: string): KeyPassphraseState {
  const client = useClient();
  const [stored, setStored] = useState(() => empty(person));
  const [renewing, setRenewing] = useState<string | null>(null);
  const entry = stored.person === person ? stored : empty(person);
  const change = (part: Partial<Entry>) =>
    setStored((old) => ({ ...(old.person === person ? old : empty(person)), ...part }));
  /** The same for what took a while: by then somebody else may be chosen. */
  const amend = (part: Partial<Entry>) =>
    setStored((old) => (old.person === person ? { ...old, ...part } : old));

  useEffect(() => {
    if (person === '') return undefined;
    let live = true;
    const put = (part: Partial<Entry>) =>
      live && setStored((old) => ({ ...(old.person === person ? old : empty(person)), ...part }));
    client
      .call('signoff.key', { person })
      .then(({ has }) => put({ hasKey: has }))
      .catch((error: unknown) => put({ failed: messageOf(error) }));
    return () => {
      live = false;
    };
  }, [client, person]);

  const ready = async (): Promise<string | null> => {
    const { hasKey, typed } = entry;
    if (person === '' || hasKey === null) return null;
    const problem = hasKey ? (typed.first === '' ? '请输入签发口令。' : null) : passphraseProblem(typed);
    change({ failed: problem });
    if (problem !== null) return null;
    if (hasKey) return typed.first;
    try {
      await client.call('keys.make', { person, passphrase: typed.first });
      amend({ hasKey: true });
      return typed.first;
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-ready') setRenewing(error.message);
      else amend({ failed: messageOf(error) });
      return null;
    }
  };

  return {
    person,
    hasKey: entry.hasKey,
    typed: entry.typed,
    setTyped: (typed) => change({ typed, failed: null }),
    failed: entry.failed,
    renewing,
    renew: setRenewing,
    onMade: (passphrase) =>
      amend({ hasKey: true, typed: { first: passphrase, again: passphrase }, failed: null }),
    ready,
  };
}
