import type { ReactNode } from 'react';

import { setPreference, THEMES, usePreferences, type Preferences } from '../../base/preferences.ts';
import { desktopBridge } from '../../client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';

import './preferences.css';

export const THEME_NAMES: Record<Preferences['theme'], string> = {
  system: '跟随系统',
  light: '浅色',
  dark: '深色',
  contrast: '高对比度（白底）',
  'contrast-dark': '高对比度（黑底）',
};

const VIEWS = [
  { value: 'continuous', label: '连续' },
  { value: 'pages', label: '分页' },
] as const;

/**
 * What a person likes. Everything holds at once; there is nothing to confirm.
 * @param more what another part of the program has to set, below the rest
 */
export function PreferencesDialog({ more, onClose }: { more?: ReactNode; onClose: () => void }) {
  const { theme, darkPaper, view, spellCheck } = usePreferences();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="设置"
      about="只管这台电脑，不改报告。"
      footer={<Button onClick={onClose}>关闭</Button>}
    >
      <div className="preferences">
        <Line label="主题" htmlFor="preference-theme">
          <select
            id="preference-theme"
            className="ui-select"
            value={theme}
            onChange={(event) => setPreference('theme', event.target.value as Preferences['theme'])}
          >
            {THEMES.map((one) => (
              <option key={one} value={one}>
                {THEME_NAMES[one]}
              </option>
            ))}
          </select>
        </Line>
        <Line label="深色主题用深色纸面" about="打印和导出总是白纸黑字。">
          <Switch
            label="深色主题用深色纸面"
            checked={darkPaper}
            onChange={(on) => setPreference('darkPaper', on)}
          />
        </Line>
        <Line label="版面" about="分页时按每页 22 行显示页边和页码。">
          <Segmented
            label="版面"
            size="small"
            value={view}
            options={VIEWS}
            onChange={(next) => setPreference('view', next)}
          />
        </Line>
        {desktopBridge() === null && (
          <Line label="浏览器拼写检查" about="只认外文，会把不少词标成错的；一般不用开。">
            <Switch
              label="浏览器拼写检查"
              checked={spellCheck}
              onChange={(on) => setPreference('spellCheck', on)}
            />
          </Line>
        )}
        {more}
      </div>
    </Dialog>
  );
}

type LineProps = { label: string; about?: string; htmlFor?: string; children: ReactNode };

function Line({ label, about, htmlFor, children }: LineProps) {
  return (
    <div className="preference">
      <div>
        {htmlFor ? <label htmlFor={htmlFor}>{label}</label> : <span>{label}</span>}
        {about && <p className="ui-hint">{about}</p>}
      </div>
      {children}
    </div>
  );
}
