import type { KeyboardEvent, ReactNode } from 'react';

import { Splitter } from '../../ui/splitter.tsx';
import type { Side } from './panel-layout.ts';
import { focusRegion } from './regions.ts';
import type { Panel } from './use-panels.ts';

type Props = { side: Side; label: string; panel: Panel; children: ReactNode };

/** A panel with the line that sets its width. */
export function SidePanel({ side, label, panel, children }: Props) {
  if (panel.place === 'hidden') return null;
  const id = `${side}-panel`;
  // Over the page, in a narrow window: Escape gives it back, as it does from whatever else lies over it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (panel.place !== 'floating' || event.key !== 'Escape' || event.defaultPrevented) return;
    if (event.nativeEvent.isComposing) return;
    event.preventDefault();
    panel.toggle();
    focusRegion('page');
  };
  return (
    // The key of everything in it; the button that shows and hides the panel does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      onKeyDown={onKeyDown}
      id={id}
      className={`panel ${side} ${panel.place}`}
      aria-label={label}
      data-region={side}
      style={{ width: panel.width }}
    >
      {children}
      {panel.place === 'docked' && (
        <Splitter
          label={`${label}的宽度`}
          controls={id}
          panel={side}
          value={panel.width}
          min={panel.min}
          max={panel.max}
          initial={panel.initial}
          onChange={panel.setWidth}
        />
      )}
    </aside>
  );
}
