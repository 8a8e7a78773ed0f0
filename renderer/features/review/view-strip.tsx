import { Button } from '../../ui/button.tsx';
import type { ReviewView } from './views.ts';

/** In place of the toolbar where there is nothing to edit. */
export function ViewStrip({ view, onBack }: { view: ReviewView; onBack: () => void }) {
  return (
    <div className="view-strip">
      <span>
        {view === 'clean' ? '清稿：修订全部接受后的样子，只能看。' : '原稿：修订之前的样子，只能看。'}
      </span>
      <Button size="small" onClick={onBack}>
        回到花脸稿
      </Button>
    </div>
  );
}
