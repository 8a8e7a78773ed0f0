import { ChevronRight } from 'lucide-react';

import type { Obstacle } from '../../../shared/signoff/types.ts';

const GROUPS: readonly { kind: Obstacle['kind']; title: string }[] = [
  { kind: 'change', title: '修订' },
  { kind: 'comment', title: '批注' },
  { kind: 'slot', title: '必写的小节' },
  { kind: 'field', title: '数据' },
  { kind: 'check', title: '校对' },
];

type Props = { obstacles: readonly Obstacle[]; onGo: (obstacle: Obstacle) => void };

/** What is not done yet, by kind, each with the way to it. */
export function ObstacleList({ obstacles, onGo }: Props) {
  return (
    <div className="obstacles">
      {GROUPS.map(({ kind, title }) => {
        const some = obstacles.filter((obstacle) => obstacle.kind === kind);
        if (some.length === 0) return null;
        return (
          <section key={kind} aria-label={title}>
            <h3>
              {title}
              <span className="tabular">{some.length}</span>
            </h3>
            <ul>
              {some.map((obstacle) => {
                const key = `${obstacle.text} ${obstacle.block ?? ''} ${obstacle.field ?? obstacle.thread ?? ''}`;
                const canGo = obstacle.block !== undefined || obstacle.thread !== undefined;
                return (
                  <li key={key}>
                    {canGo ? (
                      <button type="button" onClick={() => onGo(obstacle)}>
                        <span>{obstacle.text}</span>
                        <ChevronRight size={14} aria-hidden />
                      </button>
                    ) : (
                      <span className="obstacle-fixed">{obstacle.text}</span>
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
