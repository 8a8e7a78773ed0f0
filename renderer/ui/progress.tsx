import { Progress as Primitive } from 'radix-ui';

/** `value` between 0 and 1; null while nobody knows how far it is. */
export function Progress({ label, value }: { label: string; value: number | null }) {
  return (
    <Primitive.Root
      className={`ui-progress ${value === null ? 'waiting' : ''}`}
      aria-label={label}
      value={value === null ? null : Math.round(value * 100)}
    >
      <Primitive.Indicator style={value === null ? {} : { width: `${value * 100}%` }} />
    </Primitive.Root>
  );
}
