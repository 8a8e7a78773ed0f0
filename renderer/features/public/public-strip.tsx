import { Eye } from 'lucide-react';

import { Button } from '../../ui/button.tsx';

type Props = {
  /** Places of which nobody has decided yet; null while they are looked for. */
  open: number | null;
  onDecide: () => void;
  onBack: () => void;
};

/** In place of the toolbar: says that this is the public edition, and leads back. */
export function PublicStrip({ open, onDecide, onBack }: Props) {
  return (
    <div className="public-strip">
      <output className="sign">
        <Eye size={15} strokeWidth={1.75} aria-hidden />
        公开版（只读）
      </output>
      <span className="about">与导出的公开版相同，可以复制、查找。</span>
      <span className="grow" />
      {open !== null && open > 0 && (
        <button type="button" className="public-open tabular" onClick={onDecide}>
          {open} 处待定
        </button>
      )}
      <Button size="small" onClick={onBack} title="Esc">
        回到内部版
      </Button>
    </div>
  );
}
