import type { PassageKind, SearchAnswer, SearchGroup } from '../../../shared/contract/search.ts';
import type { Params } from '../../../shared/contract/methods.ts';

/** What is asked for. Empty strings and no kinds: everything. */
export type Filters = {
  fromYear: string;
  toYear: string;
  unit: string;
  slot: string;
  kind: PassageKind | '';
};

export const NO_FILTERS: Filters = { fromYear: '', toYear: '', unit: '', slot: '', kind: '' };

export const KIND_NAMES: Record<PassageKind, string> = {
  heading: '标题',
  body: '正文',
  item: '事项',
  table: '表格',
};

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== '');

export function paramsOf(query: string, filters: Filters): Params<'search.find'> {
  const { fromYear, toYear, unit, slot, kind } = filters;
  return {
    query,
    ...(fromYear ? { fromYear: Number(fromYear) } : {}),
    ...(toYear ? { toYear: Number(toYear) } : {}),
    ...(unit ? { unit } : {}),
    ...(slot ? { slot } : {}),
    ...(kind ? { kinds: [kind] } : {}),
  };
}

/** A row of the list that the arrows move over: a passage, or what shows more of a report. */
export type Row =
  | { at: 'hit'; group: SearchGroup; index: number; key: string }
  | { at: 'more'; group: SearchGroup; key: string };

export function rowsOf(groups: readonly SearchGroup[]): Row[] {
  return groups.flatMap((group): Row[] => {
    const hits = group.hits.map((_, index): Row => ({
      at: 'hit',
      group,
      index,
      key: `${group.id}/${group.hits[index]?.block ?? index}`,
    }));
    return group.total > group.hits.length ? [...hits, { at: 'more', group, key: `${group.id}/more` }] : hits;
  });
}

/** Another page behind what is shown. */
export function withPage(shown: SearchAnswer, page: SearchAnswer): SearchAnswer {
  const known = new Set(shown.groups.map(({ id }) => id));
  return { ...page, groups: [...shown.groups, ...page.groups.filter(({ id }) => !known.has(id))] };
}

/** One report with all its passages. */
export function withWhole(shown: SearchAnswer, whole: SearchGroup): SearchAnswer {
  return { ...shown, groups: shown.groups.map((group) => (group.id === whole.id ? whole : group)) };
}

/** A snippet cut where the words that matched begin and end. */
export function partsOf(
  snippet: string,
  marks: readonly (readonly [number, number])[],
): { text: string; marked: boolean; from: number }[] {
  const parts: { text: string; marked: boolean; from: number }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) parts.push({ text: snippet.slice(at, from), marked: false, from: at });
    parts.push({ text: snippet.slice(from, to), marked: true, from });
    at = to;
  }
  if (at < snippet.length) parts.push({ text: snippet.slice(at), marked: false, from: at });
  return parts;
}
