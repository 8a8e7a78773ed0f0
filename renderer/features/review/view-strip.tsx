import { Button } from '../../ui/button.tsx';
import type { ReviewView } from './views.ts';

type Props = {
  view: ReviewView;
  /** It can be written in: the clean view with tracking on. */
  writes: boolean;
  onBack: () => void;
  /** Switches tracking on. */
  onWrite: () => void;
};

/** What is shown instead of the report with all marks, and the way back. */
export function ViewStrip({ view, writes, onBack, onWrite }: Props) {
  return (
    <div className={`view-strip ${writes ? 'low' : ''}`}>
      <span>
        {writes
          ? '清稿：不显示修改标记。在这里改，照样留痕。'
          : view === 'clean'
            ? '清稿：修订全部接受后的样子。要在这里改，先切到“修订”。'
            : '原稿：修订之前的样子，只能看。'}
      </span>
      {view === 'clean' && !writes && (
        <Button size="small" onClick={onWrite}>
          切到修订
        </Button>
      )}
      <Button size="small" onClick={onBack}>
        回到花脸稿
      </Button>
    </div>
  );
}
