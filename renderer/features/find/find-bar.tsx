import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, X } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useSyncExternalStore, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';

import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { isFocusFree } from '../../ui/focus-free.ts';
import { useToast } from '../../ui/toast.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useCommands } from '../../commands/registry.ts';
import { ComposedInput } from './composed-input.tsx';
import { countText, replacedText } from './find-model.ts';
import { FindPreview } from './find-preview.tsx';
import { FindSession, type FindScope, type FindState } from './find-session.ts';
import { focusPage } from '../../editor/focus-page.ts';

import './find.css';

const SCOPES: readonly { value: FindScope; label: string }[] = [
  { value: 'report', label: '全文' },
  { value: 'section', label: '本节' },
  { value: 'selection', label: '选中' },
];

/** Find and replace over the page: Ctrl+F, Ctrl+H, F3. */
export const FindBar = memo(function FindBar({ session }: { session: ReportSession }) {
  const toast = useToast();
  const find = useMemo(() => new FindSession(session), [session]);
  const words = useRef<HTMLInputElement>(null);
  useEffect(() => find.start(), [find]);

  const open = (replacing: boolean) => {
    // Drawn at once: selected any later, the first letter typed into it would go with the next.
    flushSync(() => find.open(replacing));
    words.current?.select();
  };
  const next = (step: 1 | -1) => {
    if (find.state().open && find.state().matches.length > 0) find.move(step);
    else if (find.selectNext(step)) focusPage(session.editor);
    else toast({ text: find.state().words ? '没有找到。' : '先按 Ctrl+F 输入要找的文字。' });
  };
  const enabled = () => !session.composing;
  useCommands([
    { id: 'find.open', title: '查找', group: '查找', keys: 'Ctrl+F', enabled, run: () => open(false) },
    { id: 'find.replace', title: '替换', group: '查找', keys: 'Ctrl+H', enabled, run: () => open(true) },
    { id: 'find.next', title: '下一处', group: '查找', keys: 'F3', enabled, run: () => next(1) },
    { id: 'find.previous', title: '上一处', group: '查找', keys: 'Shift+F3', enabled, run: () => next(-1) },
  ]);
  return <Bar find={find} session={session} words={words} />;
});

type BarProps = {
  find: FindSession;
  session: ReportSession;
  words: React.RefObject<HTMLInputElement | null>;
};

function Bar({ find, session, words }: BarProps) {
  const toast = useToast();
  const state = useSyncExternalStore(find.subscribe, find.state);
  useEffect(() => {
    // In the page, Escape closes the bar and leaves the caret alone.
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !find.state().open) return;
      if (event.target instanceof Element && event.target.closest('.page')) find.close(false);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [find]);
  const isLost = state.open && state.matches.length === 0;
  useEffect(() => {
    // The last match was replaced: the button that was pressed is off now, and keys would go nowhere.
    const active = document.activeElement;
    const isOff = active instanceof HTMLButtonElement && active.disabled;
    if (isLost && (isOff || isFocusFree())) words.current?.focus();
  }, [isLost, words]);
  if (!state.open) return null;

  const close = () => {
    find.close(true);
    focusPage(session.editor);
  };
  const replaceAll = () => {
    if (state.matches.length === 0) return;
    const done = find.replaceAll();
    toast({
      text: replacedText(done),
      ...(done.replaced > 0 ? { action: { label: '撤销', run: () => session.editor.undo() } } : {}),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const run = keyOf(event, find, state, { close, replaceAll });
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  const none = state.words !== '' && state.matches.length === 0;
  const scopes = SCOPES.filter(({ value }) => value !== 'selection' || state.hasSelection);
  const count = countText(state);

  return (
    // Keys that hold in the whole bar; what they do has buttons of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search className="find-bar" aria-label="查找和替换" onKeyDown={onKeyDown}>
      {/* From the words Tab goes to what replaces them, as people type the two one behind the other. */}
      <div className="find-fields">
        <IconButton
          icon={state.replacing ? ChevronDown : ChevronRight}
          label={state.replacing ? '收起替换' : '展开替换'}
          keys="Ctrl+H"
          size="small"
          aria-expanded={state.replacing}
          onClick={() => find.setReplacement({ replacing: !state.replacing })}
        />
        <ComposedInput
          ref={words}
          // The bar was opened to type in it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          aria-label="查找"
          placeholder="查找"
          aria-invalid={none}
          value={state.words}
          onValue={(value) => find.change({ words: value })}
        />
        {state.replacing && (
          <>
            <ComposedInput
              className="find-replacement"
              aria-label="替换为"
              placeholder="替换为"
              value={state.replacement}
              onValue={(value) => find.setReplacement({ replacement: value })}
            />
            <span className="find-replace">
              <Button size="small" disabled={state.matches.length === 0} onClick={() => find.replaceOne()}>
                替换
              </Button>
              <Button size="small" disabled={state.matches.length === 0} onClick={replaceAll}>
                全部替换
              </Button>
            </span>
          </>
        )}
        <span className="find-moves">
          <output
            className="find-count tabular"
            aria-label={none ? '没有找到' : count && `第 ${count.replace('/', ' 处，共 ')} 处`}
          >
            {count}
          </output>
          <IconButton
            icon={ArrowUp}
            label="上一处"
            keys="Shift+Enter"
            disabled={state.matches.length === 0}
            onClick={() => find.move(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label="下一处"
            keys="Enter"
            disabled={state.matches.length === 0}
            onClick={() => find.move(1)}
          />
          <IconButton icon={X} label="关闭查找" keys="Esc" onClick={close} />
        </span>
      </div>
      <div className="find-row options">
        <span className="find-indent" />
        <Segmented
          size="small"
          label="范围"
          value={state.scope}
          options={scopes}
          onChange={(scope) => find.change({ scope })}
        />
        <span className="grow" />
        <Toggle
          text="区分大小写"
          keys="Alt+C"
          on={state.options.matchCase === true}
          onPress={() => find.change({ options: toggled(state, 'matchCase') })}
        />
        <Toggle
          text="区分全半角"
          keys="Alt+W"
          on={state.options.matchWidth === true}
          onPress={() => find.change({ options: toggled(state, 'matchWidth') })}
        />
      </div>
      <FindPreview find={find} state={state} onEditField={session.openCard} />
    </search>
  );
}

function Toggle({
  text,
  keys,
  on,
  onPress,
}: {
  text: string;
  keys: string;
  on: boolean;
  onPress: () => void;
}) {
  return (
    <Tooltip text={on ? '现在分别对待' : '现在看作相同'} keys={keys}>
      <button type="button" className="find-toggle" aria-pressed={on} onClick={onPress}>
        {text}
      </button>
    </Tooltip>
  );
}

function toggled({ options }: FindState, key: 'matchCase' | 'matchWidth'): FindState['options'] {
  return { ...options, [key]: options[key] !== true };
}

type Actions = { close: () => void; replaceAll: () => void };

function keyOf(
  event: KeyboardEvent,
  find: FindSession,
  state: FindState,
  actions: Actions,
): (() => void) | null {
  const { target } = event;
  const inWords = target instanceof HTMLInputElement && target.getAttribute('aria-label') === '查找';
  const inReplacement = target instanceof HTMLInputElement && !inWords && target.type === 'text';
  if (event.key === 'Escape') return actions.close;
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    if (event.code === 'KeyC') return () => find.change({ options: toggled(state, 'matchCase') });
    if (event.code === 'KeyW') return () => find.change({ options: toggled(state, 'matchWidth') });
    return null;
  }
  if (event.key === 'Enter') {
    if (event.ctrlKey || event.metaKey) return state.replacing ? actions.replaceAll : null;
    if (inWords) return () => find.move(event.shiftKey ? -1 : 1);
    if (inReplacement) return () => (event.shiftKey ? find.move(-1) : void find.replaceOne());
  }
  return null;
}
