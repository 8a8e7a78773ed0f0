import { useId } from 'react';

import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import type { TypedTwice } from './passphrase-problem.ts';

import './keys.css';

type Props = { label: string; typed: TypedTwice; onChange: (typed: TypedTwice) => void };

/** A new passphrase, typed twice, and what makes a good one. */
export function NewPassphrase({ label, typed, onChange }: Props) {
  const hint = useId();
  const { first, again } = typed;
  return (
    <div className="key-passphrases">
      <label className="ui-label">
        <span>{label}</span>
        <input
          className="ui-input"
          type="password"
          autoComplete="new-password"
          value={first}
          aria-describedby={hint}
          onChange={(event) => onChange({ first: event.target.value, again })}
        />
      </label>
      <label className="ui-label">
        <span>再输一遍</span>
        <input
          className="ui-input"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(event) => onChange({ first, again: event.target.value })}
        />
      </label>
      <p className="ui-hint" id={hint}>
        至少 {MIN_PASSPHRASE}{' '}
        个字符。几个互不相干的词连在一起最好记，也最难猜；不要用姓名、单位、生日、连号。口令只有本人知道，程序里不存。
      </p>
    </div>
  );
}
