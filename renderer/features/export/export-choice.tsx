import type { ReactNode } from 'react';

import { EDITION_OPTIONS, type Edition } from '../../../shared/edition/edition.ts';
import { Segmented } from '../../ui/segmented.tsx';

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  /** The export that the choice is for: chosen anew, what was made before is no longer said. */
  exporting: { busy: boolean; change: () => void };
  onChange: (value: T) => void;
  hint?: ReactNode;
};

/** One thing to choose before a file is made, and what the choice means. */
export function ExportChoice<T extends string>(props: Props<T>) {
  const { label, value, options, exporting, onChange, hint } = props;
  return (
    <div className="ui-label">
      <span>{label}</span>
      <Segmented
        label={label}
        wide
        value={value}
        options={options}
        disabled={exporting.busy}
        onChange={(chosen) => {
          onChange(chosen);
          exporting.change();
        }}
      />
      {hint && <span className="ui-hint">{hint}</span>}
    </div>
  );
}

/** For whom the file is. */
export function EditionChoice({
  hints,
  ...props
}: Pick<Props<Edition>, 'value' | 'exporting' | 'onChange'> & { hints: Record<Edition, string> }) {
  return <ExportChoice {...props} label="版本" options={EDITION_OPTIONS} hint={hints[props.value]} />;
}
