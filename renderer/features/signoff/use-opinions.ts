import { useCallback, useEffect, useState } from 'react';

import type { Opinion } from '../../../shared/signoff/opinions.ts';
import { messageOf } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { usePeople } from '../people/people-context.ts';

const NOBODY = '不知道是谁在填，没有保存。请先在窗口右上角选定自己的姓名，再填一次。';

export type Opinions = {
  /** Null until they were read. */
  opinions: readonly Opinion[] | null;
  failed: string | null;
  /** Says what became of an opinion, and why. */
  answer: (opinion: Opinion, given: Pick<Opinion, 'outcome' | 'reason'>) => void;
};

/** The opinions on a report, as they are stored; read anew when comments or decisions change. */
export function useOpinions(session: ReportSession): Opinions {
  const { client, id } = session;
  const { person } = usePeople();
  const [opinions, setOpinions] = useState<readonly Opinion[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const read = useCallback(async () => {
    await session.flush();
    return (await client.call('opinions.list', { id })).opinions;
  }, [client, id, session]);

  useEffect(() => {
    let live = true;
    const show = (): void =>
      void read()
        .then((found) => live && setOpinions(found))
        .catch((error: unknown) => live && setFailed(messageOf(error)));
    show();
    const stop = client.on('review.changed', (changed) => {
      if (changed.id === id) show();
    });
    return () => {
      live = false;
      stop();
    };
  }, [client, id, read]);

  const save = async (
    { kind, id: thread, revisions }: Opinion,
    given: Pick<Opinion, 'outcome' | 'reason'>,
  ) => {
    if (!person) {
      setFailed(NOBODY);
      return;
    }
    const { outcome, reason } = given;
    const author = person.id;
    try {
      if (kind === 'change') await client.call('review.explain', { id, revisions, author, reason });
      else
        await client.call('opinions.answer', {
          id,
          thread,
          author,
          outcome: outcome === 'open' ? null : outcome,
          reason,
        });
      setFailed(null);
      setOpinions(await read());
    } catch (error) {
      setFailed(messageOf(error));
    }
  };
  return { opinions, failed, answer: (opinion, given) => void save(opinion, given) };
}
