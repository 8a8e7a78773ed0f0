import { RULES } from '../../../shared/checks/rules/registry.ts';
import { Switch } from '../../ui/switch.tsx';
import { severityName } from './checks-model.ts';
import { SeverityIcon } from './severity-icon.tsx';

type Props = { off: readonly string[]; onChange: (off: readonly string[]) => void };

/** Every rule with an example, on or off for all reports. */
export function RuleSwitches({ off, onChange }: Props) {
  const set = (id: string, on: boolean) =>
    onChange(on ? off.filter((other) => other !== id) : [...off.filter((other) => other !== id), id]);
  return (
    <ul className="rule-switches">
      {RULES.map(({ id, name, severity, source, example: [wrong, right] }) => (
        <li key={id} data-off={off.includes(id)}>
          <SeverityIcon severity={severity} />
          <span className="rule-about">
            <strong>{name}</strong>
            <small>
              {severityName(severity)} · {source}
            </small>
            <span className="rule-example">
              {wrong} → {right}
            </span>
          </span>
          <Switch label={name} checked={!off.includes(id)} onChange={(on) => set(id, on)} />
        </li>
      ))}
    </ul>
  );
}
