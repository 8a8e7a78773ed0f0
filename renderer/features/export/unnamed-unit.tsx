import { useId, useState } from 'react';

import { Button } from '../../ui/button.tsx';
import type { LeftoverGroup } from './leftover-groups.ts';
import { Decided } from './leftover-parts.tsx';

type Props = {
  group: LeftoverGroup;
  disabled: boolean;
  onAllow: (groups: readonly LeftoverGroup[], allowed: boolean) => void;
  onName: (unit: string) => void;
};

/** Nobody has said whose report it is: asked before everything else, because what follows depends on it. */
export function UnnamedUnit({ group, disabled, onAllow, onName }: Props) {
  const [unit, setUnit] = useState('');
  const id = useId();
  return (
    <section aria-label="单位名称" className="unnamed-unit">
      <h3>{group.text}</h3>
      {group.allowed ? (
        <p className="choices">
          <Decided words="不填，照此公开" disabled={disabled} onTakeBack={() => onAllow([group], false)} />
        </p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (unit.trim() !== '') onName(unit.trim());
          }}
        >
          <label className="kind" htmlFor={id}>
            正文里写着的名称现在认不出来，会照样印出。
          </label>
          <p className="choices">
            <input
              id={id}
              className="ui-input"
              placeholder="如：青禾镇"
              value={unit}
              disabled={disabled}
              maxLength={100}
              onChange={(event) => setUnit(event.target.value)}
            />
            <Button size="small" type="submit" disabled={disabled || unit.trim() === ''}>
              填上
            </Button>
            <Button size="small" variant="plain" disabled={disabled} onClick={() => onAllow([group], true)}>
              不填
            </Button>
          </p>
        </form>
      )}
    </section>
  );
}
