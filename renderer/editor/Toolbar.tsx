import { Bold, EyeOff, Hash, ListOrdered, Redo2, Superscript, Undo2, type LucideIcon } from 'lucide-react';
import { DropdownMenu, Toolbar as Bar } from 'radix-ui';
import { useCallback, useSyncExternalStore } from 'react';

import type { Format, HeadingLevel } from '../../shared/document/types.ts';
import { useCommands } from '../commands/registry.ts';
import { isFocusFree } from '../ui/focus-free.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { addItem } from './commands.ts';
import { formatState, toggleFormat, type FormatState } from './formats.ts';
import { currentLevel, setLevel } from './levels.ts';
import { ItemMenu } from './ItemMenu.tsx';
import { InsertMenu } from './insert-menu.tsx';
import { BOLD, SUPERSCRIPT } from './page-keys.ts';
import { blockAt } from './places.ts';
import { secrecyState, toggleSecretBlocks, toggleSecretSentences, type SecrecyState } from './secrecy.ts';
import type { ReportSession } from './session.ts';
import { focusPage } from './focus-page.ts';
import { ToolCheck } from './tool-menu.tsx';
import { useFieldCommands } from './use-field-commands.ts';

import './toolbar.css';

const LEVELS: readonly { level: HeadingLevel | 0; name: string; sample: string }[] = [
  { level: 0, name: '正文', sample: '正文' },
  { level: 1, name: '一级标题', sample: '一、' },
  { level: 2, name: '二级标题', sample: '（一）' },
  { level: 3, name: '三级标题', sample: '1.' },
  { level: 4, name: '四级标题', sample: '（1）' },
];

const FORMAT_TOOLS: readonly {
  format: Format;
  name: string;
  keys: string;
  icon: LucideIcon;
  words: string;
}[] = [
  { format: 'bold', name: '加粗', keys: BOLD, icon: Bold, words: '粗体 黑体' },
  { format: 'sup', name: '上标', keys: SUPERSCRIPT, icon: Superscript, words: '平方' },
];

type State = {
  formats: FormatState;
  level: HeadingLevel | 0 | null;
  canFormat: boolean;
  canWrite: boolean;
  canField: boolean;
  canUndo: boolean;
  canRedo: boolean;
  secrecy: SecrecyState;
};

/** The state as one string: the toolbar is drawn again only when it differs. */
function stateOf(session: ReportSession): string {
  const { editor } = session;
  const block = blockAt(editor, editor.selection?.anchor ?? null)?.block;
  const state: State = {
    formats: formatState(editor),
    level: currentLevel(editor),
    canFormat: block !== undefined,
    canWrite: block?.type === 'paragraph',
    canField: block !== undefined && block.type !== 'title',
    canUndo: editor.history.undos.length > 0,
    canRedo: editor.history.redos.length > 0,
    secrecy: secrecyState(editor),
  };
  return JSON.stringify(state);
}

export function Toolbar({ session }: { session: ReportSession }) {
  const { editor } = session;
  const subscribe = useCallback((listener: () => void) => session.subscribeEditor(listener), [session]);
  const state = JSON.parse(useSyncExternalStore(subscribe, () => stateOf(session))) as State;

  const suggesting = useSyncExternalStore(session.review.subscribe, session.review.isSuggesting);

  const run = (work: () => void) =>
    session.whenSettled(() => {
      work();
      focusPage(editor);
    });

  const addFieldHere = useFieldCommands(session, () => (JSON.parse(stateOf(session)) as State).canField);
  const isWriting = () => (JSON.parse(stateOf(session)) as State).canWrite;
  useCommands([
    {
      id: 'edit.undo',
      title: '撤销',
      group: '写作',
      keys: 'Ctrl+Z',
      by: 'owner',
      enabled: () => editor.history.undos.length > 0,
      run: () => run(() => editor.undo()),
    },
    {
      id: 'edit.redo',
      title: '恢复',
      group: '写作',
      keys: 'Ctrl+Y Ctrl+Shift+Z',
      by: 'owner',
      enabled: () => editor.history.redos.length > 0,
      run: () => run(() => editor.redo()),
    },
    ...LEVELS.map(({ level, name }) => ({
      id: `edit.level-${level}`,
      title: `改为${name}`,
      group: '写作' as const,
      keys: `Ctrl+Alt+${level}`,
      by: 'owner' as const,
      enabled: () => currentLevel(editor) !== null,
      run: () => run(() => setLevel(editor, level)),
    })),
    {
      id: 'edit.shift-level',
      title: '标题降一级、升一级',
      group: '写作',
      keys: 'Tab Shift+Tab',
      by: 'owner',
    },
    ...FORMAT_TOOLS.map(({ format, name, keys, words }) => ({
      id: `format.${format}`,
      title: `${name}，或取消${name}`,
      group: '写作' as const,
      keys,
      words,
      by: 'owner' as const,
      enabled: () => editor.selection !== null,
      run: () => run(() => toggleFormat(editor, format)),
    })),
    {
      id: 'item.add',
      title: '起一项（一是、二是…）',
      group: '条目',
      keys: 'Ctrl+Shift+L',
      by: 'owner',
      enabled: isWriting,
      run: () => run(() => addItem(editor)),
    },
    { id: 'item.next', title: '在条目里：接着起下一项', group: '条目', keys: 'Enter', by: 'owner' },
    { id: 'item.paragraph', title: '在条目里：另起一段', group: '条目', keys: 'Shift+Enter', by: 'owner' },
    {
      id: 'secrecy.sentence',
      title: '本句不公开，或改回公开',
      group: '写作',
      keys: 'Ctrl+Alt+H',
      by: 'owner',
      words: '隐去 公开版',
      enabled: () => secrecyState(editor).sentence !== null,
      run: () => run(() => toggleSecretSentences(editor)),
    },
    {
      id: 'secrecy.block',
      title: '本段不公开，或改回公开',
      group: '写作',
      keys: 'Ctrl+Alt+Shift+H',
      by: 'owner',
      words: '隐去 公开版 本节',
      enabled: () => secrecyState(editor).block !== null,
      run: () => run(() => toggleSecretBlocks(editor)),
    },
  ]);

  return (
    // The caret stays where it is: a press on the toolbar takes no focus.
    <Bar.Root className="toolbar" aria-label="编辑" onMouseDown={(event) => event.preventDefault()}>
      <Tool
        icon={Undo2}
        label="撤销"
        keys="Ctrl+Z"
        disabled={!state.canUndo}
        onPress={() => run(() => editor.undo())}
      />
      <Tool
        icon={Redo2}
        label="恢复"
        keys="Ctrl+Y"
        disabled={!state.canRedo}
        onPress={() => run(() => editor.redo())}
      />
      <Bar.Separator className="toolbar-line" />
      {LEVELS.map(({ level, name, sample }) => (
        <Tool
          key={level}
          label={name}
          text={sample}
          keys={`Ctrl+Alt+${level}`}
          pressed={state.level === level}
          minor={level > 2}
          disabled={state.level === null}
          onPress={() => run(() => setLevel(editor, level))}
        />
      ))}
      <Bar.Separator className="toolbar-line" />
      {FORMAT_TOOLS.map(({ format, name, keys, icon }) => (
        <Tool
          key={format}
          icon={icon}
          label={name}
          keys={keys}
          pressed={state.formats[format]}
          minor={format === 'sup'}
          disabled={!state.canFormat}
          onPress={() => run(() => toggleFormat(editor, format))}
        />
      ))}
      <Bar.Separator className="toolbar-line" />
      <Tool
        icon={ListOrdered}
        text="条目"
        label="在光标处起一项，后面的自动顺延"
        keys="Ctrl+Shift+L"
        disabled={!state.canWrite}
        onPress={() => run(() => addItem(editor))}
      />
      <ItemMenu session={session} disabled={!state.canWrite} />
      <Tool
        icon={Hash}
        text="字段"
        label="插入数据，或把选中的数字、名称变成数据"
        keys="Ctrl+Shift+D"
        disabled={!state.canField}
        onPress={addFieldHere}
      />
      <InsertMenu session={session} />
      <Secrecy
        state={state.secrecy}
        onSentence={() => run(() => toggleSecretSentences(editor))}
        onBlock={() => run(() => toggleSecretBlocks(editor))}
        onClose={() => focusPage(editor)}
      />
      <span className="toolbar-grow" />
      <ModeSwitch suggesting={suggesting} onChange={session.review.setSuggesting} />
    </Bar.Root>
  );
}

type SecrecyProps = {
  state: SecrecyState;
  onSentence: () => void;
  onBlock: () => void;
  onClose: () => void;
};

/** What the public edition leaves out: the sentence or the paragraph at the caret. */
function Secrecy({ state, onSentence, onBlock, onClose }: SecrecyProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <Bar.Button asChild disabled={state.block === null && state.sentence === null}>
        <DropdownMenu.Trigger
          className="toolbar-tool"
          aria-label="不公开"
          aria-pressed={state.block === true || state.sentence === true}
        >
          <EyeOff size={16} strokeWidth={1.75} aria-hidden />
          <span className="toolbar-words">不公开</span>
        </DropdownMenu.Trigger>
      </Bar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="ui-menu"
          align="start"
          sideOffset={4}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (isFocusFree()) onClose();
          }}
        >
          <ToolCheck on={state.sentence} keys="Ctrl+Alt+H" onSelect={onSentence}>
            本句不公开
          </ToolCheck>
          <ToolCheck on={state.block} keys="Ctrl+Alt+Shift+H" onSelect={onBlock}>
            本段不公开
          </ToolCheck>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const MODES = [
  { value: 'edit', label: '编辑' },
  { value: 'suggest', label: '修订' },
] as const;

/** 编辑: changes take effect at once. 修订: they leave their trace. */
function ModeSwitch({ suggesting, onChange }: { suggesting: boolean; onChange: (on: boolean) => void }) {
  return (
    <Tooltip text={suggesting ? '修订：改动留痕，可以接受或拒绝' : '编辑：直接改，不留痕'} keys="Ctrl+Alt+T">
      <span className="toolbar-mode">
        <Segmented
          label="编辑还是修订"
          size="small"
          value={suggesting ? 'suggest' : 'edit'}
          options={MODES}
          onChange={(mode) => onChange(mode === 'suggest')}
        />
      </span>
    </Tooltip>
  );
}

type ToolProps = {
  icon?: LucideIcon;
  /** Shown on the button; without it, only the icon is. */
  text?: string;
  /** The tooltip, and the name where there is no text. */
  label: string;
  keys: string;
  pressed?: boolean;
  /** The first to go where there is little room. */
  minor?: boolean;
  disabled: boolean;
  onPress: () => void;
};

function Tool({ icon: Icon, text, label, keys, pressed, minor, disabled, onPress }: ToolProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <Bar.Button
        className={`toolbar-tool${minor ? ' minor' : ''}`}
        aria-label={text === undefined || pressed !== undefined ? label : text}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onPress}
      >
        {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
        {Icon ? text && <span className="toolbar-words">{text}</span> : text}
      </Bar.Button>
    </Tooltip>
  );
}
