import { CircleHelp, Settings } from 'lucide-react';
import type { ReactNode } from 'react';

import { hashOf, type Route } from '../../base/route.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useHelp } from '../help/help-context.ts';
import { useOpenPreferences } from '../preferences/preferences-provider.tsx';
import { Brand } from './brand.tsx';

import './main-head.css';

/** The screens beside the reports themselves, in their order. */
const ENTRIES: readonly { route: Route; name: string }[] = [
  { route: { at: 'start' }, name: '报告' },
  { route: { at: 'search' }, name: '检索' },
  { route: { at: 'compare', a: null, b: null }, name: '对比' },
  { route: { at: 'figures' }, name: '数据' },
  { route: { at: 'backups' }, name: '备份' },
];

/** The head of the start screen and of its neighbours: brand, navigation, help. */
export function MainHead({ at, children }: { at: Route['at']; children?: ReactNode }) {
  const help = useHelp();
  const openPreferences = useOpenPreferences();
  return (
    <header className="main-head">
      <Brand />
      <nav className="main-nav" aria-label="主导航">
        {ENTRIES.map(({ route, name }) => (
          <a key={route.at} href={hashOf(route)} aria-current={route.at === at ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <span className="grow" />
      {children}
      <IconButton icon={Settings} label="设置" keys="Ctrl+," onClick={openPreferences} />
      <IconButton icon={CircleHelp} label="使用说明" keys="F1" onClick={help.open} />
    </header>
  );
}
