import { isEnabled, type Command } from './command.ts';

/** Where the letters of a query stand in a title by its pinyin; null where they don't. */
export type PinyinMatch = (title: string, query: string) => readonly number[] | null;

/** What was typed, without the marks that input methods put between syllables, and in half width. */
export function plainQuery(query: string): string {
  return query
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s'’]/g, '');
}

/** Of a title that was typed to its end. */
const WHOLE = 120;

type Found = { command: Command; score: number; order: number };

/**
 * The commands that a query means, best first: the words as they stand, their letters in order, pinyin or its
 * initials (`dc` and `daochu` for 导出). Without a query: those used last, then all.
 * @param recent ids, the last one used first
 */
export function searchCommands(
  commands: readonly Command[],
  query: string,
  recent: readonly string[],
  pinyin: PinyinMatch | null,
): Command[] {
  const usable = commands.filter((command) => isEnabled(command));
  const rank = (command: Command): number => {
    const at = recent.indexOf(command.id);
    return at < 0 ? 0 : recent.length - at;
  };
  const wanted = plainQuery(query);
  if (!wanted) {
    const last = recent.flatMap((id) => usable.find((command) => command.id === id) ?? []);
    return [...last, ...usable.filter((command) => !last.includes(command))];
  }
  const found: Found[] = [];
  usable.forEach((command, order) => {
    const best = Math.max(
      // Who types a whole title means that command, whatever begins with the same words and was used last.
      plainQuery(command.title) === wanted ? WHOLE : scoreOf(command.title, wanted, pinyin),
      ...(command.words?.split(' ') ?? []).map((words) => scoreOf(words, wanted, pinyin) - 5),
      scoreOf(command.group, wanted, pinyin) - 60,
    );
    if (best > 0) found.push({ command, score: best + rank(command), order });
  });
  return found.sort((a, b) => b.score - a.score || a.order - b.order).map(({ command }) => command);
}

/** 100 for a beginning, 80 for words inside, less for letters in order and for pinyin; 0 where nothing fits. */
function scoreOf(title: string, wanted: string, pinyin: PinyinMatch | null): number {
  const text = plainQuery(title);
  const at = text.indexOf(wanted);
  if (at === 0) return 100;
  if (at > 0) return 80;
  const hits = /^[a-z0-9]+$/.test(wanted) ? pinyin?.(text, wanted) : null;
  if (hits?.length) return 70 - Math.min(30, (hits[0] ?? 0) * 2) - gaps(hits) * 4;
  const places = lettersInOrder(text, wanted);
  return places ? 40 - Math.min(30, gaps(places) * 4) : 0;
}

function gaps(places: readonly number[]): number {
  return places.filter((place, index) => index > 0 && place !== (places[index - 1] ?? 0) + 1).length;
}

function lettersInOrder(text: string, wanted: string): number[] | null {
  const places: number[] = [];
  let from = 0;
  for (const char of wanted) {
    const at = text.indexOf(char, from);
    if (at < 0) return null;
    places.push(at);
    from = at + 1;
  }
  return places;
}
