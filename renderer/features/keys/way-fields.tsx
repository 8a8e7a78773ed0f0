import { useId } from 'react';

import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { WAY_TEXTS, type WayForm, type WayKind } from './ways.ts';

import './keys.css';

type Props = {
  ways: readonly WayKind[];
  form: WayForm;
  witnesses: readonly KeyLine[];
  onChange: (form: WayForm) => void;
};

/** The ways to a new key, in plain words, and what the chosen one asks for. */
export function WayFields({ ways, form, witnesses, onChange }: Props) {
  const group = useId();
  const choose = (kind: WayKind) => onChange({ ...form, kind, passphrase: '' });
  return (
    <fieldset className="key-ways">
      <legend>怎么换</legend>
      {ways.map((kind) => {
        const { title, about } = WAY_TEXTS[kind];
        const isChosen = form.kind === kind;
        const hint = `${group}-${kind}`;
        return (
          <div key={kind} className={isChosen ? 'key-way chosen' : 'key-way'}>
            <label>
              <input
                type="radio"
                name={group}
                checked={isChosen}
                aria-describedby={hint}
                onChange={() => choose(kind)}
              />
              <strong>{title}</strong>
            </label>
            <p className="ui-hint" id={hint}>
              {about}
            </p>
            {isChosen && <Asked form={form} witnesses={witnesses} onChange={onChange} />}
          </div>
        );
      })}
    </fieldset>
  );
}

function Asked({ form, witnesses, onChange }: Omit<Props, 'ways'>) {
  const { kind, passphrase, witness, reason } = form;
  if (kind === 'declared') {
    return (
      <label className="ui-label">
        <span>说明：发生了什么</span>
        <textarea
          className="ui-input"
          rows={2}
          maxLength={500}
          value={reason}
          placeholder="如：更换电脑后忘记签发口令，由本人重设。"
          onChange={(event) => onChange({ ...form, reason: event.target.value })}
        />
      </label>
    );
  }
  return (
    <div className="key-asked">
      {kind === 'witness' && (
        <label className="ui-label">
          <span>作证的人</span>
          <select
            className="ui-select"
            value={witness}
            onChange={(event) => onChange({ ...form, witness: event.target.value })}
          >
            <option value="">请选择</option>
            {witnesses.map(({ person, name, unit }) => (
              <option key={person} value={person ?? ''}>
                {unit ? `${name}（${unit}）` : name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="ui-label">
        <span>{kind === 'old' ? '原来的口令' : '作证的人的签发口令'}</span>
        <input
          className="ui-input"
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => onChange({ ...form, passphrase: event.target.value })}
        />
      </label>
      {kind === 'witness' && (
        <label className="ui-label wide">
          <span>说明（可不填）</span>
          <input
            className="ui-input"
            maxLength={500}
            value={reason}
            placeholder="如：忘记口令，当面核实是本人。"
            onChange={(event) => onChange({ ...form, reason: event.target.value })}
          />
        </label>
      )}
    </div>
  );
}
