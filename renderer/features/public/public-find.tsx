import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';

import type { EditionDocument } from '../../../shared/edition/types.ts';
import { fold } from '../../../shared/text/fold.ts';
import { useCommands } from '../../commands/registry.ts';
import { scrollToRange } from '../../editor/highlight-dom.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ComposedInput } from '../find/composed-input.tsx';
import { linesIn, rangeOf, wordsOf } from './lines.ts';

import '../find/find.css';

type Props = {
  doc: EditionDocument;
  /** What holds the page. */
  desk: RefObject<HTMLElement | null>;
  /** Replacing is for the page that is written on. */
  onReplace: () => void;
};

const LAYERS = ['find', 'find-current'] as const;

/** Finding in the words of the public edition: Ctrl+F, F3. */
export function PublicFind({ doc, desk, onReplace }: Props) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly Range[]>([]);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLElement>(null);

  useEffect(() => {
    const root = open ? pageIn(desk.current) : null;
    // The places are read off what is drawn.
    // oxlint-disable-next-line react/set-state-in-effect
    setFound(root ? findIn(root, words) : []);
    setAt(0);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps -- the page is drawn from `doc`
  }, [doc, desk, open, words]);

  const current = found[at];
  useEffect(() => {
    if (found.length === 0 || typeof Highlight === 'undefined') return undefined;
    const all = new Highlight(...found);
    const one = new Highlight(...(current ? [current] : []));
    one.priority = 1;
    CSS.highlights.set('find', all);
    CSS.highlights.set('find-current', one);
    if (current) {
      const show = () => scrollToRange(current, null, bar.current);
      show();
      // Blocks out of sight have no layout of their own: only now is the height above it known.
      requestAnimationFrame(show);
    }
    return () => {
      for (const layer of LAYERS) CSS.highlights.delete(layer);
    };
  }, [found, current]);

  const move = (step: 1 | -1) => {
    if (found.length > 0) setAt((at + step + found.length) % found.length);
  };
  const show = () => {
    flushSync(() => setOpen(true));
    input.current?.select();
  };
  const close = () => {
    setOpen(false);
    pageIn(desk.current)?.focus({ preventScroll: true });
  };
  const again = (step: 1 | -1) => (open ? move(step) : show());
  useCommands([
    { id: 'find.open', title: '查找', group: '查找', keys: 'Ctrl+F', run: show },
    { id: 'find.replace', title: '替换', group: '查找', keys: 'Ctrl+H', run: onReplace },
    { id: 'find.next', title: '下一处', group: '查找', keys: 'F3', run: () => again(1) },
    { id: 'find.previous', title: '上一处', group: '查找', keys: 'Shift+F3', run: () => again(-1) },
  ]);
  useEffect(() => {
    if (open) input.current?.focus();
  }, [open]);
  if (!open) return null;

  const none = words !== '' && found.length === 0;
  const count = words === '' ? '' : none ? '没有找到' : `${at + 1}/${found.length}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input.current) move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // Keys that hold in the whole bar; what they do has buttons of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search className="find-bar public-find" aria-label="在公开版里查找" ref={bar} onKeyDown={onKeyDown}>
      <div className="find-fields">
        <ComposedInput
          ref={input}
          aria-label="查找"
          placeholder="在公开版里查找"
          aria-invalid={none}
          value={words}
          onValue={setWords}
        />
        <span className="find-moves">
          <output className="find-count tabular">{count}</output>
          <IconButton
            icon={ArrowUp}
            label="上一处"
            keys="Shift+Enter"
            disabled={found.length === 0}
            onClick={() => move(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label="下一处"
            keys="Enter"
            disabled={found.length === 0}
            onClick={() => move(1)}
          />
          <IconButton icon={X} label="关闭查找" keys="Esc" onClick={close} />
        </span>
      </div>
    </search>
  );
}

const pageIn = (desk: HTMLElement | null): HTMLElement | null =>
  desk?.querySelector<HTMLElement>('.public-page') ?? null;

function findIn(page: HTMLElement, words: string): Range[] {
  const wanted = fold(words);
  if (wanted === '') return [];
  return linesIn(page).flatMap((line) => {
    const text = fold(wordsOf(line));
    const ranges: Range[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = rangeOf(line, at, at + wanted.length);
      if (range) ranges.push(range);
    }
    return ranges;
  });
}
