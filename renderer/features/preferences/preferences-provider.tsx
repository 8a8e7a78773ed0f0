import { createContext, use, useCallback, useState, type ReactNode } from 'react';

import { setPreference, THEMES, usePreferences } from '../../base/preferences.ts';
import { desktopBridge } from '../../client/bridge.ts';
import { useCommands } from '../../commands/registry.ts';
import { PreferencesDialog, THEME_NAMES } from './preferences-dialog.tsx';

const OpenContext = createContext<() => void>(() => undefined);

/** Opens the dialog of what a person likes. */
export function useOpenPreferences(): () => void {
  return use(OpenContext);
}

/** The dialog 设置, and its wishes as commands. */
export function PreferencesProvider({ more, children }: { more?: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const { theme, view, spellCheck } = usePreferences();
  const show = useCallback(() => setOpen(true), []);
  useCommands([
    {
      id: 'preferences.open',
      title: '设置',
      group: '视图',
      keys: 'Ctrl+,',
      words: '偏好 主题 选项',
      run: show,
    },
    ...THEMES.map((one) => ({
      id: `theme.${one}`,
      title: `主题：${THEME_NAMES[one]}`,
      group: '视图' as const,
      words: '夜间 暗色 颜色',
      enabled: () => one !== theme,
      run: () => setPreference('theme', one),
    })),
    {
      id: 'view.pages',
      title: view === 'pages' ? '版面：连续显示' : '版面：分页显示',
      group: '视图',
      words: '页面 页码',
      run: () => setPreference('view', view === 'pages' ? 'continuous' : 'pages'),
    },
    {
      id: 'preferences.spell-check',
      title: spellCheck ? '关闭浏览器拼写检查' : '打开浏览器拼写检查',
      group: '视图',
      // The desktop program has no dictionaries and fetches none.
      enabled: () => desktopBridge() === null,
      run: () => setPreference('spellCheck', !spellCheck),
    },
  ]);
  return (
    <OpenContext value={show}>
      {children}
      {open && <PreferencesDialog more={more} onClose={() => setOpen(false)} />}
    </OpenContext>
  );
}
