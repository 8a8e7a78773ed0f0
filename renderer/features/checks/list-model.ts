import {
  documentSchema,
  formSchema,
  wordSchema,
  type BaseLists,
  type CheckLists,
  type DocumentEntry,
  type FormEntry,
  type WordEntry,
} from '../../../shared/settings/check-lists.ts';
import type { CheckSetting } from '../../../shared/settings/checks.ts';

export type ListKind = 'words' | 'forms' | 'documents';

export type ListEntry = {
  key: string;
  left: string;
  right: string;
  /** Added by the unit. */
  own: boolean;
  /** The program's, left out by the unit. */
  dropped: boolean;
};

type Entry = WordEntry | FormEntry | DocumentEntry;

function show(entry: Entry): { key: string; left: string; right: string } {
  if ('name' in entry) return { key: entry.name, left: `《${entry.name}》`, right: entry.years.join('、') };
  if (Array.isArray(entry.wrong))
    return { key: entry.right, left: entry.right, right: entry.wrong.join('、') };
  return { key: entry.wrong, left: entry.wrong, right: entry.right || '（不宜用）' };
}

/** The unit's entries, then the program's, then what the unit has left out. */
export function entriesOf(
  kind: ListKind,
  base: BaseLists,
  lists: CheckLists,
  setting: CheckSetting,
): ListEntry[] {
  const own = new Set(setting[kind].map((entry) => show(entry).key));
  const dropped = new Set(setting.dropped[kind]);
  const entries = lists[kind].map((entry) => {
    const shown = show(entry);
    return { ...shown, own: own.has(shown.key), dropped: false };
  });
  const gone = (base[kind] as readonly Entry[])
    .map((entry) => ({ ...show(entry), own: false, dropped: true }))
    .filter(({ key }) => dropped.has(key) && !own.has(key));
  return [...entries.filter((entry) => entry.own), ...entries.filter((entry) => !entry.own), ...gone];
}

const LONG_FORM = 8;

/** The setting with an entry more; a sentence where it can't be one. */
export function addEntry(
  kind: ListKind,
  setting: CheckSetting,
  wrong: string,
  right: string,
): CheckSetting | string {
  if (kind === 'words') {
    if (wrong === right) return '错误写法和正确写法一样。';
    const parsed = wordSchema.safeParse({ wrong, right });
    if (!parsed.success) return '请填写错误写法，60字以内。';
    return withEntry(setting, 'words', parsed.data);
  }
  if (kind === 'forms') {
    // What is long enough to be told from others is also found where a character is off.
    const near = right.length >= LONG_FORM ? 1 : 0;
    const parsed = formSchema.safeParse({ right, wrong: wrong.split(/\s+/).filter(Boolean), near });
    if (!parsed.success) return '请填写固定提法，80字以内。';
    if (near === 0 && parsed.data.wrong.length === 0) return '提法较短，请写上常见的误写。';
    return withEntry(setting, 'forms', parsed.data);
  }
  const years = wrong.split(/[\s、]+/).filter(Boolean);
  const parsed = documentSchema.safeParse({ name: right.replace(/^《|》$/g, ''), years });
  if (!parsed.success) return '请填写文件名称；年份写成“2021—2025年”。';
  return withEntry(setting, 'documents', parsed.data);
}

function withEntry<K extends ListKind>(
  setting: CheckSetting,
  kind: K,
  entry: CheckSetting[K][number],
): CheckSetting {
  const { key } = show(entry);
  const others = (setting[kind] as Entry[]).filter((other) => show(other).key !== key);
  return { ...setting, [kind]: [entry, ...others] };
}

/** The unit's own entry goes for good; the program's is left out, and may be taken back. */
export function dropEntry(kind: ListKind, setting: CheckSetting, key: string, own: boolean): CheckSetting {
  if (own)
    return { ...setting, [kind]: (setting[kind] as Entry[]).filter((entry) => show(entry).key !== key) };
  const dropped = { ...setting.dropped, [kind]: [...setting.dropped[kind], key] };
  return { ...setting, dropped };
}

export function restoreEntry(kind: ListKind, setting: CheckSetting, key: string): CheckSetting {
  const dropped = { ...setting.dropped, [kind]: setting.dropped[kind].filter((other) => other !== key) };
  return { ...setting, dropped };
}
