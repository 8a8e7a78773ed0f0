import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

type Props = {
  label: string;
  /** Id of the panel whose width it sets. */
  controls: string;
  value: number;
  min: number;
  max: number;
  initial: number;
  /** Which side of the line the panel stands on. */
  panel: 'left' | 'right';
  onChange: (width: number) => void;
};

const STEP = 16;

/** The line between a panel and the page: drag it, or ← → Home End; a double click takes the first width back. */
export function Splitter({ label, controls, value, min, max, initial, panel, onChange }: Props) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const sign = panel === 'left' ? 1 : -1;
  const set = (width: number) => onChange(Math.round(Math.min(max, Math.max(min, width))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: value };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) set(start.current.width + sign * (event.clientX - start.current.x));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next =
      event.key === 'ArrowLeft'
        ? value - sign * STEP
        : event.key === 'ArrowRight'
          ? value + sign * STEP
          : event.key === 'Home'
            ? min
            : event.key === 'End'
              ? max
              : null;
    if (next === null) return;
    event.preventDefault();
    set(next);
  };

  return (
    // A focusable separator is the pattern for a window splitter (WAI-ARIA APG).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={`ui-splitter ${panel}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => set(initial)}
      onKeyDown={onKeyDown}
    />
  );
}
