import type { ReactNode } from 'react';

import { Splitter } from '../../ui/splitter.tsx';
import type { Side } from './panel-layout.ts';
import type { Panel } from './use-panels.ts';

type Props = { side: Side; label: string; panel: Panel; children: ReactNode };

/** A panel with the line that sets its width. */
export function SidePanel({ side, label, panel, children }: Props) {
  if (panel.place === 'hidden') return null;
  const id = `${side}-panel`;
  return (
    <aside
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
