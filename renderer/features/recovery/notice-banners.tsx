import { TriangleAlert } from 'lucide-react';

import type { Notice } from '../../../shared/contract/recovery.ts';
import { go } from '../../base/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { useNotices } from './use-notices.ts';

import './recovery.css';

/** Lines that are shown without being asked for. */
const SHORT = 3;

/** Banners about the data, each until somebody has read it. */
export function NoticeBanners() {
  const { notices, markRead } = useNotices();
  return notices.map((notice) => (
    <NoticeBanner key={notice.id} notice={notice} onRead={() => markRead(notice.id)} />
  ));
}

function NoticeBanner({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { kind, text, lines = [] } = notice;
  const mends = kind === 'damaged' || kind === 'behind';
  return (
    <section className={`ui-banner notice ${kind === 'damaged' ? 'bad' : 'warn'}`} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div className="notice-text">
        <p>{text}</p>
        {lines.length > 0 && lines.length <= SHORT && <Lines lines={lines} />}
        {lines.length > SHORT && (
          <details>
            <summary>详情（{lines.length} 项）</summary>
            <Lines lines={lines} />
          </details>
        )}
      </div>
      {mends && (
        <Button size="small" variant="primary" onClick={() => go({ at: 'recovery' })}>
          查看并修复
        </Button>
      )}
      <Button size="small" onClick={onRead}>
        知道了
      </Button>
    </section>
  );
}

export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
