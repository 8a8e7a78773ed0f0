import { TriangleAlert } from 'lucide-react';

import type { MergeReport } from '../../../shared/contract/merge.ts';
import { unprovenText } from '../../../shared/proof/unproven-text.ts';

type Props = {
  unproven: MergeReport['unproven'];
  /** Whether the person goes on all the same; null where there is nothing to decide. */
  knowingly: boolean | null;
  /** It was taken in all the same. */
  taken: boolean;
  onKnowingly?: (knowingly: boolean) => void;
};

/** That the program could not prove what copies bring: where, what was kept, and what can be done. */
export function UnprovenNotice({ unproven, knowingly, taken, onKnowingly }: Props) {
  if (unproven.length === 0) return null;
  return (
    <section className="take-back-unproven" role="alert">
      <h3>
        <TriangleAlert size={16} aria-hidden />
        自检未通过
      </h3>
      <ul>
        {unproven.map((one) => (
          <li key={`${one.name} ${one.side}`}>{unprovenText(one)}</li>
        ))}
      </ul>
      {!taken && (
        <p>
          报告和送审稿都没有改动。稳妥的做法：不收，留好送审稿，对照着手工改。
          {knowingly !== null && '仍要收入的，收入前会先存一版，可以恢复。'}
        </p>
      )}
      {knowingly !== null && (
        <label>
          <input
            type="checkbox"
            checked={knowingly}
            onChange={(event) => onKnowingly?.(event.target.checked)}
          />
          <span>我已看过上面这处，仍要收入</span>
        </label>
      )}
    </section>
  );
}
