import { useState, type ComponentProps } from 'react';

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: string;
  onValue: (value: string) => void;
};

/** A line of text that tells its value when a composition is over: nobody looks for the letters of a pinyin. */
export function ComposedInput({ value, onValue, className, ...rest }: Props) {
  // What is being composed; null while nothing is.
  const [composed, setComposed] = useState<string | null>(null);
  return (
    <input
      {...rest}
      type="text"
      className={['ui-input', className].filter(Boolean).join(' ')}
      spellCheck={false}
      autoComplete="off"
      value={composed ?? value}
      onChange={(event) => {
        if (composed === null) onValue(event.target.value);
        else setComposed(event.target.value);
      }}
      onCompositionStart={(event) => setComposed(event.currentTarget.value)}
      onCompositionEnd={(event) => {
        setComposed(null);
        onValue(event.currentTarget.value);
      }}
    />
  );
}
