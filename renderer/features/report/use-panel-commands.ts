import { useCommands } from '../../commands/registry.ts';
import type { RightTab } from './right-panel.tsx';

/** The panels by name; that of the checks has its command, and its key, with the checks. */
export function usePanelCommands(show: (tab: RightTab) => void): void {
  useCommands([
    {
      id: 'panel.fields',
      title: '看字段：全部数据',
      group: '窗口',
      words: '面板 未填 数据表',
      run: () => show('fields'),
    },
    {
      id: 'panel.past',
      title: '看往年：原文、沿用、好句',
      group: '窗口',
      words: '面板 去年 上年',
      run: () => show('past'),
    },
    {
      id: 'panel.review',
      title: '看批注和修订',
      group: '窗口',
      words: '面板 审阅 意见',
      run: () => show('review'),
    },
  ]);
}
