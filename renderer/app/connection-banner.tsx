import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useConnection } from './client-context.ts';

export function ConnectionBanner() {
  const connection = useConnection();
  if (connection === 'online') return null;
  if (connection === 'reconnecting') {
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
      text="后台已停止，新写的内容还没有保存。请先复制要紧的文字，再重新打开程序。"
    >
      <Button size="small" onClick={() => window.location.reload()}>
        重新连接
      </Button>
    </Banner>
  );
}
