import { CircleAlert } from 'lucide-react';
import { useEffect, useId, useState, type FormEvent } from 'react';

import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import type { Person } from '../../../shared/review/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { dateWords } from './record-text.ts';

type Props = {
  session: ReportSession;
  signers: readonly Person[];
  /** Person at work: taken where that is a signer. */
  preferred: string | null;
  onSigned: (version: number) => void;
};

/** Opinion, date, passphrase. At the first signature the passphrase is set, twice. */
export function SignForm({ session, signers, preferred, onSigned }: Props) {
  const client = useClient();
  const hint = useId();
  // What the signer has seen is the report as it stood when the form opened.
  const [revision] = useState(() => session.revision);
  const [person, setPerson] = useState(
    () => (signers.find(({ id }) => id === preferred) ?? signers[0])?.id ?? '',
  );
  const [hasKey, setHasKey] = useState<boolean | null>(null);
  const [opinion, setOpinion] = useState('同意印发。');
  const [date, setDate] = useState(() => dateWords(new Date()));
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let live = true;
    if (person) {
      client
        .call('signoff.key', { person })
        .then(({ has }) => live && setHasKey(has))
        .catch((error: unknown) => live && setFailed(messageOf(error)));
    }
    return () => {
      live = false;
    };
  }, [client, person]);

  if (signers.length === 0) {
    return (
      <p className="signoff-note">
        还没有签发人。请在报告上方的人员处添加签发的领导，身份选“签发”，再来签发。
      </p>
    );
  }

  const wrong = (): string | null => {
    if (opinion.trim() === '') return '请写签发意见。';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return '请写完整的签发日期。';
    if (hasKey === false) {
      if (passphrase.length < MIN_PASSPHRASE) return `口令至少 ${MIN_PASSPHRASE} 个字符。`;
      if (passphrase !== again) return '两次输入的口令不一样。';
    }
    return passphrase === '' ? '请输入签发口令。' : null;
  };

  const submit = async () => {
    const problem = wrong();
    setFailed(problem);
    if (problem !== null) return;
    setBusy(true);
    try {
      if (hasKey === false) {
        await client.call('keys.make', { person, passphrase });
        setHasKey(true);
      }
      const signed = await client.call('signoff.sign', {
        id: session.id,
        revision,
        person,
        opinion: opinion.trim(),
        date,
        passphrase,
      });
      onSigned(signed.version);
    } catch (error) {
      setFailed(messageOf(error));
      setBusy(false);
    }
  };

  return (
    <form
      id="sign-form"
      className="ui-form"
      noValidate
      aria-busy={busy}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <div className="sign-row">
        <label className="ui-label">
          <span>签发人</span>
          <select className="ui-select" value={person} onChange={(event) => setPerson(event.target.value)}>
            {signers.map(({ id, name, unit }) => (
              <option key={id} value={id}>
                {unit ? `${name}（${unit}）` : name}
              </option>
            ))}
          </select>
        </label>
        <label className="ui-label">
          <span>签发日期</span>
          <input
            className="ui-input tabular"
            type="date"
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        </label>
      </div>
      <label className="ui-label">
        <span>签发意见</span>
        <textarea
          className="ui-input"
          rows={2}
          maxLength={1000}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
      </label>
      <div className="sign-row">
        <label className="ui-label">
          <span>{hasKey === false ? '设一个签发口令' : '签发口令'}</span>
          <input
            className="ui-input"
            type="password"
            autoComplete="off"
            value={passphrase}
            aria-describedby={hasKey === false ? hint : undefined}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </label>
        {hasKey === false && (
          <label className="ui-label">
            <span>再输一遍</span>
            <input
              className="ui-input"
              type="password"
              autoComplete="off"
              value={again}
              onChange={(event) => setAgain(event.target.value)}
            />
          </label>
        )}
      </div>
      {hasKey === false && (
        <p className="ui-hint" id={hint}>
          第一次签发要设口令，至少 {MIN_PASSPHRASE}{' '}
          个字符。口令只有签发人知道，程序里不存；忘了只能重设，以前签发的不受影响。
        </p>
      )}
      {busy && <p className="signoff-note">正在签发…</p>}
      {failed && (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          {failed}
        </p>
      )}
    </form>
  );
}
