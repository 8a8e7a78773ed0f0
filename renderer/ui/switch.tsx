import { Switch as Primitive } from 'radix-ui';

type Props = { label: string; checked: boolean; onChange: (on: boolean) => void; disabled?: boolean };

/** On or off, at once. */
export function Switch({ label, checked, onChange, disabled = false }: Props) {
  return (
    <Primitive.Root
      className="ui-switch"
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
    >
      <Primitive.Thumb className="ui-switch-thumb" />
    </Primitive.Root>
  );
}
