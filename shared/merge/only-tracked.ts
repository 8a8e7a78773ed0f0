import type { Theirs } from './their-items.ts';
import type { TablePlan } from './word-tables.ts';

/** What a copy says, without anything that nobody is named for. */
export function onlyTracked<T extends Pick<Theirs, 'items' | 'lost'>>(theirs: T): T {
  const items = theirs.items.flatMap((item): Theirs['items'] => {
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
