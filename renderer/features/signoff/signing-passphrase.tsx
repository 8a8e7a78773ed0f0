import { useEffect, useId, useState } from 'react';

import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import { messageOf, useClient } from '../../client/client-context.ts';

/** What is typed to sign: `again` for a new passphrase only. */
export type TypedPassphrase = { passphrase: string; again: string };

export const NOTHING_TYPED: TypedPassphrase = { passphrase: '', again: '' };

/** Whether this person has a key; null while that is being asked. */
export function useHasKey(person: string): { has: boolean | null; failed: string | null; made: () => void } {
  const client = useClient();
  const [answer, setAnswer] = useState<{ of: string; has: boolean } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let live = true;
    if (person !== '') {
      client
        .call('signoff.key', { person })
        .then(({ has }) => live && setAnswer({ of: person, has }))
        .catch((error: unknown) => live && setFailed(messageOf(error)));
    }
    return () => {
      live = false;
    };
  }, [client, person]);
  return {
    has: answer?.of === person ? answer.has : null,
    failed,
    made: () => setAnswer({ of: person, has: true }),
  };
}

/** What is wrong with what was typed, or null. */
export function passphraseTrouble(
  has: boolean | null,
  { passphrase, again }: TypedPassphrase,
): string | null {
  if (has === false) {
    if (passphrase.length < MIN_PASSPHRASE) return `口令至少 ${MIN_PASSPHRASE} 个字符。`;
    if (passphrase !== again) return '两次输入的口令不一样。';
  }
  return passphrase === '' ? '请输入签发口令。' : null;
}

type Props = {
  has: boolean | null;
  typed: TypedPassphrase;
  onChange: (typed: TypedPassphrase) => void;
};

/** The passphrase of a key. For the first key it is set, twice. */
export function SigningPassphrase({ has, typed, onChange }: Props) {
  const hint = useId();
  return (
    <>
      <div className="sign-row">
        <label className="ui-label">
          <span>{has === false ? '设一个签发口令' : '签发口令'}</span>
          <input
            className="ui-input"
            type="password"
            autoComplete="off"
            value={typed.passphrase}
            aria-describedby={has === false ? hint : undefined}
            onChange={(event) => onChange({ ...typed, passphrase: event.target.value })}
          />
        </label>
        {has === false && (
          <label className="ui-label">
            <span>再输一遍</span>
            <input
              className="ui-input"
              type="password"
              autoComplete="off"
              value={typed.again}
              onChange={(event) => onChange({ ...typed, again: event.target.value })}
            />
          </label>
        )}
      </div>
      {has === false && (
        <p className="ui-hint" id={hint}>
          第一次签要设口令，至少 {MIN_PASSPHRASE} 个字符。口令只有签的人知道，程序里不存。
        </p>
      )}
    </>
  );
}
