import { useCallback, useEffect, useState } from 'react';

import type { LeftoversResult } from '../../../shared/contract/export.ts';
import type { MaskedFact } from '../../../shared/edition/masked-facts.ts';
import type { Answer } from '../../../shared/signoff/review-sheet.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { keyOfLeftover } from '../../../shared/edition/leftovers.ts';
import { figuresToFields, hideFigures } from '../../editor/figure-commands.ts';
import { maskText } from '../../editor/mask-text.ts';
import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import type { LeftoverGroup } from './leftover-groups.ts';

const NUMBERS_MARKED = '这些数字中间有修订或批注，没有改，请到正文里修改。';

export type Leftovers = {
  /** Null while they are looked for. */
  found: LeftoversResult | null;
  /** `found` is that of what is shown now, not of a moment ago. */
  fresh: boolean;
  /** How many still have to be decided about. */
  open: number;
  busy: boolean;
  allow: (groups: readonly LeftoverGroup[], allowed: boolean) => void;
  mask: (group: LeftoverGroup) => void;
  /** Figures that were typed by hand: made fields, or their sentences left out of the public edition. */
  makeFields: (groups: readonly LeftoverGroup[]) => void;
  hide: (group: LeftoverGroup) => void;
  /** Says whose report it is; where the text has the name it becomes a field. */
  name: (unit: string) => void;
  reveal: (fact: MaskedFact) => void;
};

/**
 * What stands in the way of a public edition, looked for whenever `wanted` becomes true.
 * @param of looked for anew whenever this is something else
 */
export function useLeftovers(session: ReportSession, wanted: boolean, of?: unknown): Leftovers {
  const client = useClient();
  const toast = useToast();
  const [found, setFound] = useState<LeftoversResult | null>(null);
  const [foundOf, setFoundOf] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const run = useCallback(
    (work: () => Promise<LeftoversResult>) => {
      setBusy(true);
      work()
        .then(setFound)
        .catch((error: unknown) => toast({ text: messageOf(error) }))
        .finally(() => setBusy(false));
    },
    [toast],
  );
  const look = useCallback(async () => {
    // What goes out is what is stored.
    await session.flush();
    return client.call('edition.leftovers', { id: session.id });
  }, [client, session]);

  useEffect(() => {
    if (!wanted) return undefined;
    let live = true;
    const start = async () => {
      try {
        const result = await look();
        if (!live) return;
        setFound(result);
        setFoundOf(of);
      } catch (error) {
        if (live) toast({ text: messageOf(error) });
      }
    };
    void start();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps -- asked anew for `of`
  }, [wanted, look, toast, of]);

  /** Keeps what became of questions, for the sheet of the review (公开审查单), too. */
  const decide = (groups: readonly LeftoverGroup[], answer: Answer | null) =>
    client.call('edition.decide', {
      id: session.id,
      decisions: groups.flatMap(({ kind, places: [one] }) =>
        one
          ? [
              {
                kind,
                text: keyOfLeftover(one),
                allowed: answer === 'publish',
                ...(answer ? { answer } : {}),
              },
            ]
          : [],
      ),
    });
  const allow = (groups: readonly LeftoverGroup[], allowed: boolean) =>
    run(() => decide(groups, allowed ? 'publish' : null));
  /** Changes the text. @param refused said where nothing could be changed */
  const change = (groups: readonly LeftoverGroup[], answer: Answer, work: () => number, refused: string) =>
    run(async () => {
      if (session.whilePublic(work) === 0) {
        toast({ text: refused });
        return look();
      }
      await session.flush();
      return decide(groups, answer);
    });
  const makeFields = (groups: readonly LeftoverGroup[]) =>
    change(
      groups,
      'field',
      () =>
        figuresToFields(
          session.editor,
          groups.flatMap(({ places }) => places),
        ),
      NUMBERS_MARKED,
    );
  const name = (unit: string) =>
    run(async () => {
      session.whilePublic(() => {
        session.setVariable('unit', unit);
        maskText(session.editor, unit, 'value', session.variables);
      });
      return look();
    });
  const hide = (group: LeftoverGroup) =>
    change([group], 'hide', () => hideFigures(session.editor, group.places), NUMBERS_MARKED);
  const mask = (group: LeftoverGroup) =>
    change(
      [group],
      'field',
      () => maskText(session.editor, group.text, group.kind, session.variables),
      '这几个字中间有修订或批注，没能改成字段，请到正文里修改。',
    );
  const reveal = (fact: MaskedFact) =>
    run(async () => {
      session.whilePublic(() =>
        fact.fields.forEach((id, at) =>
          session.setField(id, { value: fact.values?.[at] ?? '', sensitivity: 'public' }),
        ),
      );
      return look();
    });
  const open = found?.leftovers.filter((one) => !one.allowed).length ?? 0;
  const fresh = found !== null && foundOf === of;
  return { found, fresh, open, busy, allow, mask, makeFields, hide, name, reveal };
}
