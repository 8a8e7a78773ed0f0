import { MIN_BACKUP_PASSPHRASE } from '../../../shared/contract/backups.ts';

export type Typed = { first: string; again: string };

/** Null: none is wanted. Undefined: what is typed can't be one yet. */
export function passphraseOf({ first, again }: Typed): string | null | undefined {
  if (first === '' && again === '') return null;
  return first.length >= MIN_BACKUP_PASSPHRASE && first === again ? first : undefined;
}

/** A new passphrase, typed twice; empty: none. */
export function PassphraseFields({ typed, onChange }: { typed: Typed; onChange: (typed: Typed) => void }) {
  const { first, again } = typed;
  const isShort = first !== '' && first.length < MIN_BACKUP_PASSPHRASE;
  return (
    <>
      <label className="ui-label">
        <span>口令（可以不设）</span>
        <input
          className="ui-input"
          type="password"
          autoComplete="new-password"
          value={first}
          onChange={(event) => onChange({ first: event.target.value, again })}
        />
      </label>
      {first !== '' && (
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
      )}
      <p className="ui-hint">
        {isShort
          ? `口令至少 ${MIN_BACKUP_PASSPHRASE} 个字符。`
          : first !== '' && again !== '' && first !== again
            ? '两次输入的口令不一样。'
            : '设了口令，捡到盘的人打不开；忘了口令，谁也没有办法打开，请记牢。'}
      </p>
    </>
  );
}
