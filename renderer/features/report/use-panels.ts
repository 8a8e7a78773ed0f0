import { useCallback, useState, useSyncExternalStore } from 'react';

import { isBoolean, isNumberIn, useStored } from '../../base/use-stored.ts';
import { MIN_PAGE, placePanels, type Place, type Side } from './panel-layout.ts';

export type Panel = {
  place: Place;
  width: number;
  min: number;
  max: number;
  initial: number;
  setWidth: (width: number) => void;
  toggle: () => void;
};

const LEFT = { min: 180, max: 400, initial: 240 };
const RIGHT = { min: 280, max: 640, initial: 360 };

const isLeftWidth = isNumberIn(LEFT.min, LEFT.max);
const isRightWidth = isNumberIn(RIGHT.min, RIGHT.max);

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

const clamp = (most: number, least: number, space: number) => Math.max(least, Math.min(most, space));

/** The two panels: what the writer wants, remembered, and what the window has room for. */
export function usePanels(): {
  left: Panel;
  right: Panel;
  show: (side: Side) => void;
  closeFloating: () => void;
} {
  const [leftOpen, setLeftOpen] = useStored('left.open', true, isBoolean);
  const [rightOpen, setRightOpen] = useStored('right.open', true, isBoolean);
  const [leftWidth, setLeftWidth] = useStored('left.width', LEFT.initial, isLeftWidth);
  const [rightWidth, setRightWidth] = useStored('right.width', RIGHT.initial, isRightWidth);
  const [asked, setAsked] = useState<Side | null | undefined>(undefined);
  const width = useSyncExternalStore(onResize, () => window.innerWidth);

  const placed = placePanels({ width, leftOpen, rightOpen, leftWidth, rightWidth, narrow: asked });
  const { left, right, narrow } = placed;

  const set = useCallback(
    (side: Side, open: boolean) => {
      if (narrow) setAsked(open ? side : null);
      else if (side === 'left') setLeftOpen(open);
      else setRightOpen(open);
    },
    [narrow, setLeftOpen, setRightOpen],
  );
  const toggleLeft = useCallback(() => set('left', left === 'hidden'), [set, left]);
  const toggleRight = useCallback(() => set('right', right === 'hidden'), [set, right]);
  const show = useCallback((side: Side) => set(side, true), [set]);
  const closeFloating = useCallback(() => {
    if (left === 'floating' || right === 'floating') setAsked(null);
  }, [left, right]);

  // A panel grows until the page would become too narrow, never so far that the other has to go.
  const room = (other: Place, otherWidth: number) => width - MIN_PAGE - (other === 'docked' ? otherWidth : 0);
  return {
    left: {
      ...LEFT,
      max: clamp(LEFT.max, LEFT.min, room(right, rightWidth)),
      place: left,
      width: Math.min(leftWidth, width),
      setWidth: setLeftWidth,
      toggle: toggleLeft,
    },
    right: {
      ...RIGHT,
      max: clamp(RIGHT.max, RIGHT.min, room(left, leftWidth)),
      place: right,
      width: Math.min(rightWidth, width),
      setWidth: setRightWidth,
      toggle: toggleRight,
    },
    show,
    closeFloating,
  };
}
