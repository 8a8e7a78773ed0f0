import { useImperativeHandle, useReducer, type Ref } from 'react';
import { flushSync } from 'react-dom';

import type { WordDrawing } from './draw-words.ts';

/**
 * Lets the page draw at once what waits to be drawn. Where it shows a caret that has moved, drawing puts the page's
 * selection where the editor has it: after a key that moves the caret on, that would be the place before the key.
 */
export function DrawWaiting({ ref, words }: { ref: Ref<() => void>; words: WordDrawing }) {
  const [, again] = useReducer((times: number) => times + 1, 0);
  // React draws all that waits together with what must not wait.
  useImperativeHandle(
    ref,
    () => () =>
      flushSync(() => {
        words.settle();
        again();
      }),
    [words],
  );
  return null;
}

const MOVING = /^(?:Arrow(?:Up|Down|Left|Right)|Home|End|Page(?:Up|Down))$/;

export const movesCaret = (key: string): boolean => MOVING.test(key);
