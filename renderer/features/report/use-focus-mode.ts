import { useEffect, useState } from 'react';

import type { ReportSession } from '../../editor/session.ts';
import { useCommands } from '../../commands/registry.ts';

/** Focus mode: nothing but the page, and the block that is being written stands out. F9 turns it on and off. */
export function useFocusMode(session: ReportSession): boolean {
  const [on, setOn] = useState(false);
  useCommands([
    {
      id: 'view.focus',
      title: on ? '退出专注模式' : '专注模式：只看正在写的一段',
      group: '视图',
      keys: 'F9',
      words: '全屏 打字机',
      run: () => setOn(!on),
    },
  ]);

  useEffect(() => {
    if (!on) return undefined;
    // By hand: the page is not drawn anew when the caret goes from block to block.
    let marked: Element | null = null;
    const mark = () => {
      marked?.removeAttribute('data-current');
      const id = session.currentBlock();
      marked = id ? document.querySelector(`.page [data-block-id="${CSS.escape(id)}"]`) : null;
      marked?.setAttribute('data-current', '');
    };
    mark();
    const off = session.subscribeSelection(() => requestAnimationFrame(mark));
    return () => {
      off();
      marked?.removeAttribute('data-current');
    };
  }, [on, session]);
  return on;
}
