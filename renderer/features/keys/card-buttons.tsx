import { Copy, IdCard } from 'lucide-react';

import { messageOf } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Copies a fingerprint, to be sent or read out. */
export function useCopyFingerprint(): (fingerprint: string) => void {
  const toast = useToast();
  return (fingerprint) => {
    navigator.clipboard
      .writeText(fingerprint)
      .then(() => toast({ text: '指纹已复制。' }))
      .catch(() => toast({ text: '没有复制成功，请照着屏幕上的指纹抄写。' }));
  };
}

type Props = { fingerprint: string; onExport: () => Promise<unknown> };

/** What one does with one's own key: hand its card on, and say its fingerprint. */
export function CardButtons({ fingerprint, onExport }: Props) {
  const toast = useToast();
  const copy = useCopyFingerprint();
  return (
    <div className="key-buttons">
      <Button icon={Copy} onClick={() => copy(fingerprint)}>
        复制指纹
      </Button>
      <Button
        icon={IdCard}
        onClick={() => {
          onExport().catch((error: unknown) => toast({ text: messageOf(error) }));
        }}
      >
        导出密钥卡
      </Button>
    </div>
  );
}
