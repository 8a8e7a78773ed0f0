import { ArrowDown, ArrowUp, ChevronDown, Link2, ListRestart } from 'lucide-react';
import { Toolbar as Bar } from 'radix-ui';
import { useState } from 'react';

import type { OrdinalScheme } from '../../shared/document/types.ts';
import { useCommands } from '../commands/registry.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { continueRun, itemState, restartRun, setLayout, setScheme, type ItemLayout } from './items.ts';
import { moveBy } from './move.ts';
import type { ReportSession } from './session.ts';
import { focusPage } from './focus-page.ts';

const SCHEMES: readonly { value: OrdinalScheme; label: string; words: string }[] = [
  { value: 'shi', label: '一是、二是、三是', words: '一是' },
  { value: 'yao', label: '一要、二要、三要', words: '一要' },
  { value: 'shouxian', label: '首先，其次，再次，', words: '首先' },
  { value: 'di', label: '第一，第二，第三，', words: '第一' },
  { value: 'qi', label: '其一，其二，其三，', words: '其一' },
];

const LAYOUTS: readonly { value: ItemLayout; label: string }[] = [
  { value: 'together', label: '各项连成一段' },
  { value: 'apart', label: '一项一段' },
];

type Props = { session: ReportSession; disabled: boolean };

/** What can be done with the item that the caret stands in: its words, its layout, its count, its place. */
export function ItemMenu({ session, disabled }: Props) {
  const { editor } = session;
  const [state, setState] = useState(() => itemState(editor));
  const inItem = (): boolean => itemState(editor) !== null;

  const run = (work: () => void) =>
    session.whenSettled(() => {
      work();
      focusPage(editor);
    });

  useCommands([
    ...SCHEMES.map(({ value, label }) => ({
      id: `item.scheme-${value}`,
      title: `编号改为${label}`,
      group: '条目' as const,
      words: '样式 序号',
      enabled: inItem,
      run: () => run(() => setScheme(editor, value)),
    })),
    ...LAYOUTS.map(({ value, label }) => ({
      id: `item.${value}`,
      title: `本节条目${label}`,
      group: '条目' as const,
      words: '分段 合并',
      enabled: inItem,
      run: () => run(() => setLayout(editor, value)),
    })),
    {
      id: 'item.restart',
      title: '从这一项起重新编号',
      group: '条目',
      enabled: () => itemState(editor)?.first === false,
      run: () => run(() => restartRun(editor)),
    },
    {
      id: 'item.continue',
      title: '接着上面的条目编号',
      group: '条目',
      enabled: () => itemState(editor)?.canContinue === true,
      run: () => run(() => continueRun(editor)),
    },
    {
      id: 'item.up',
      title: '条目或段落上移',
      group: '条目',
      keys: 'Alt+↑',
      by: 'owner',
      enabled: () => editor.selection !== null,
      run: () => run(() => moveBy(editor, -1)),
    },
    {
      id: 'item.down',
      title: '条目或段落下移',
      group: '条目',
      keys: 'Alt+↓',
      by: 'owner',
      enabled: () => editor.selection !== null,
      run: () => run(() => moveBy(editor, 1)),
    },
  ]);

  return (
    <Menu
      align="start"
      onOpen={() => setState(itemState(editor))}
      onClosed={() => focusPage(editor)}
      trigger={
        <Bar.Button className="toolbar-tool narrow" aria-label="条目样式和排法" disabled={disabled}>
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
        </Bar.Button>
      }
    >
      <MenuChoice
        label="编号"
        value={state?.scheme ?? null}
        options={SCHEMES}
        disabled={!state}
        onChange={(scheme) => run(() => setScheme(editor, scheme))}
      />
      <MenuSeparator />
      <MenuChoice
        label="本节条目"
        value={state?.layout ?? null}
        options={LAYOUTS}
        disabled={!state}
        onChange={(layout) => run(() => setLayout(editor, layout))}
      />
      <MenuSeparator />
      <MenuItem
        icon={ListRestart}
        disabled={state?.first !== false}
        onSelect={() => run(() => restartRun(editor))}
      >
        从这一项起重新编号
      </MenuItem>
      <MenuItem icon={Link2} disabled={!state?.canContinue} onSelect={() => run(() => continueRun(editor))}>
        接着上面的条目编号
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={ArrowUp} keys="Alt+↑" onSelect={() => run(() => moveBy(editor, -1))}>
        上移
      </MenuItem>
      <MenuItem icon={ArrowDown} keys="Alt+↓" onSelect={() => run(() => moveBy(editor, 1))}>
        下移
      </MenuItem>
    </Menu>
  );
}
