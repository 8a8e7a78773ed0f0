import { ToggleGroup } from 'radix-ui';

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  size?: 'small' | 'normal';
  wide?: boolean;
  disabled?: boolean;
};

/** One of a few, all in sight. */
export function Segmented<T extends string>(props: Props<T>) {
  const { label, value, options, onChange, size = 'normal', wide = false, disabled = false } = props;
  return (
    <ToggleGroup.Root
      type="single"
      className={`ui-segmented ${size} ${wide ? 'wide' : ''}`}
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        // A click on the chosen one would empty it: there is always one.
        if (next) onChange(next as T);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
