import type { Token } from '../review/tokens.ts';
import type { Theirs } from './their-items.ts';
import type { TablePlan } from './word-tables.ts';

/** What a copy says, without anything that nobody is named for. @param sent the tokens of the text that it is a copy of */
export function onlyTracked<T extends Pick<Theirs, 'items' | 'lost'>>(theirs: T, sent: readonly Token[]): T {
  const items = beforeUnread(theirs.items, sent).flatMap((item): Theirs['items'] => {
    if (item.is === 'come') {
      if (item.by === null) return [];
      const { cut, ...rest } = item;
      return [cut === undefined || cut === null ? rest : item];
    }
    const { cut, form, look, ...kept } = item;
    return [
      {
        ...kept,
        ...(cut ? { cut } : {}),
        ...(form?.by ? { form } : {}),
        ...(look?.by ? { look } : {}),
      },
    ];
  });
  return { ...theirs, items, lost: theirs.lost.filter(({ by }) => by !== null) };
}

/** The same of the rows and columns of tables. */
export function onlyTrackedLines(plan: TablePlan): TablePlan {
  const byCell: TablePlan['byCell'] = new Map(
    [...plan.byCell].map(([id, table]) => {
      const { come, kept, ...rest } = table.lines;
      const lines = {
        ...rest,
        come: come.filter(({ by }) => by !== null),
        kept: kept.map(({ cut, ...line }) => (cut ? { ...line, cut } : line)),
      };
      return [id, { ...table, lines }];
    }),
  );
  return { ...plan, byCell };
}

/**
 * Paragraphs of the text that the copy's reader passes over, as those of text boxes, stand behind the one that they are
 * anchored in: what was put in at its end comes before them.
 */
function beforeUnread(items: Theirs['items'], sent: readonly Token[]): Theirs['items'] {
  const out: Theirs['items'] = [];
  /** Where the paragraphs begin in `out` that the copy does not have; -1 where the last one is in it. */
  let unread = -1;
  for (const item of items) {
    if (item.is === 'come') {
      const isWord = item.token.is !== 'start' && item.token.is !== 'table';
      if (unread >= 0 && isWord) {
        out.splice(unread, 0, item);
        unread += 1;
      } else {
        unread = -1;
        out.push(item);
      }
      continue;
    }
    const token = sent[item.token];
    const begins = token?.is === 'start' || token?.is === 'table';
    if (item.cut !== null) unread = -1;
    else if (unread < 0 && begins) unread = out.length;
    out.push(item);
  }
  return out;
}
