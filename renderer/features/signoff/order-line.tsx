import { useSetting } from '../../client/use-setting.ts';
import { Button } from '../../ui/button.tsx';
import { orderText } from './approval-words.ts';
import { useSignoffWindows } from './signoff-windows-context.ts';

import './approval.css';

/** 审签顺序 among the settings: how it is now, and the way to change it. */
export function OrderLine() {
  const [{ steps }] = useSetting('approval');
  const { editOrder } = useSignoffWindows();
  return (
    <section className="preference order-line" aria-label="审签顺序">
      <div>
        <span>审签顺序</span>
        <p className="ui-hint">{orderText(steps)}</p>
      </div>
      <Button onClick={editOrder}>修改…</Button>
    </section>
  );
}
