import { useEffect, useState } from 'react';

import { Banner } from '../ui/banner.tsx';
import { useConnection } from '../client/client-context.ts';

/** How long a break may be before anybody is told: opening the line at start takes a moment too. */
const PATIENCE = 1000;

function useLasting(on: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => setLasting(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [on]);
  return lasting;
}

export function ConnectionBanner() {
  const connection = useConnection();
  const lasting = useLasting(connection === 'reconnecting');
  if (connection === 'online') return null;
  if (connection === 'reconnecting') {
    if (!lasting) return null;
    return (
      <Banner
        tone="warn"
        icon="offline"
        text="与后台的连接断了，正在重新连接。可以接着写，连上后自动保存。"
      />
    );
  }
  return (
    <Banner
      tone="bad"
      icon="offline"
      text="后台已停止，没保存的内容还在窗口里。请先复制要紧的文字，再重新打开程序。"
    />
  );
}
