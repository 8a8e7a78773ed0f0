import { TriangleAlert } from 'lucide-react';

import type { MergeReport } from '../../../shared/contract/merge.ts';
import { lostWords } from '../../../shared/merge/lost-text.ts';

type Props = {
  lost: MergeReport['lost'];
  /** Whether the person goes on all the same; null where it has been decided. */
  knowingly: boolean | null;
  onKnowingly: (knowingly: boolean) => void;
};

/** That a copy lacks much of what was sent, before it is taken in as a deletion of all that. */
export function LostNotice({ lost, knowingly, onKnowingly }: Props) {
  if (lost.length === 0) return null;
  return (
    <section className="take-back-unproven" role="alert">
      <h3>
        <TriangleAlert size={16} aria-hidden />
        送回的文件不全
      </h3>
      <ul>
        {lost.map((one) => (
          <li key={one.name}>
            “{one.name}”：{lostWords(one)}，都没有修订痕迹。
          </li>
        ))}
      </ul>
      {knowingly !== null && (
        <>
          <p>
            多半是另存、拆分时丢了内容，请先向审阅人要完整的一份。仍要收入的，少了的文字都作为待定的删除。
          </p>
          <label>
            <input
              type="checkbox"
              checked={knowingly}
              onChange={(event) => onKnowingly(event.target.checked)}
            />
            <span>确实删了这么多，仍要收入</span>
          </label>
        </>
      )}
    </section>
  );
}
