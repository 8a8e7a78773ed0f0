import type { Block, BlockForm, TextBlock } from '../document/types.ts';
import { formOf } from '../document/resolve.ts';
import { headingNumber } from '../structure/heading-number.ts';
import type { MaskedValues } from './masked-values.ts';
import type { Origin } from './origins.ts';
import type { Reviving } from './revive.ts';
import type { SentLine } from './sent-lines.ts';
import type { Come, Kept } from './their-items.ts';

/** So much of a paragraph that came must be from one that was sent to be that one, moved or copied. */
const SAME = 0.6;

/**
 * Paragraphs and stretches of them that came back in another place, with what they were where they stood: fields,
 * ordinals, notes, the role of the paragraph, and that it is hidden.
 */
export function withMoved(
  items: readonly (Kept | Come)[],
  reviving: Reviving,
  values: MaskedValues,
): (Kept | Come)[] {
  const out: (Kept | Come)[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] as Kept | Come;
    if (item.is === 'kept' || item.token.is === 'table') {
      out.push(item);
      continue;
    }
    const start = item.token.is === 'start' && !item.inCell ? item : null;
    const from = item.token.is === 'start' ? at + 1 : at;
    let to = from;
    while (to < items.length && isWord(items[to])) to += 1;
    const run = items.slice(from, to) as Come[];
    // A heading's number is counted anew wherever it stands.
    const numbered = start ? numberOf(start, run) : 0;
    const origins = [...run.slice(0, numbered).map(() => null), ...reviving.originsOf(run.slice(numbered))];
    const home = start && homeOf(run.length - numbered, origins);
    if (from > at) out.push(start && home ? movedStart(start, home) : item);
    const hasHome = home !== null && home.isHidden;
    const placed = run.map((one, n) => ({ ...one, ...fromOf(origins[n]) }));
    const revived = reviving.revived(placed, origins, (line) => hasHome && line === home.line);
    out.push(...values.withFields(revived));
    at = to - 1;
  }
  return out;
}

const isWord = (item: Kept | Come | undefined): boolean =>
  item?.is === 'come' && item.token.is !== 'start' && item.token.is !== 'table' && item.apart === undefined;

/** How many characters of a heading are its number. */
function numberOf({ token }: Come, run: readonly Come[]): number {
  if (token.is !== 'start' || token.block.type !== 'heading') return 0;
  const words = run.slice(0, NUMBERED).map((one) => (one.token.is === 'char' ? one.token.text : '\uFFFC'));
  const number = headingNumber(words.join(''));
  return number ? Array.from(number.label).length : 0;
}

/** A heading's number is not longer. */
const NUMBERED = 12;

type Home = { line: SentLine; block: TextBlock; isHidden: boolean };

/** The paragraph that this one is, moved or copied; null where it is a new one. */
function homeOf(length: number, origins: readonly (Origin | null)[]): Home | null {
  const counts = new Map<SentLine, number>();
  for (const origin of origins) if (origin) counts.set(origin.line, (counts.get(origin.line) ?? 0) + 1);
  const [line, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  const block = line?.block;
  if (!line || !block || block.type === 'table' || block.type === 'title') return null;
  if (count < length * SAME || count < line.chars.length * SAME) return null;
  return { line, block, isHidden: line.chars.every(({ hidden }) => hidden) };
}

/** What the paragraph is in Word has the last word where it says so. */
function movedStart(item: Come, { block, isHidden }: Home): Come {
  if (item.token.is !== 'start') return item;
  const came = item.token.block;
  const form = sameKind(came, block) ? { ...formOf(block), ...pageOf(came) } : formOf(came);
  const { landscape, carried } = block;
  const made = {
    ...form,
    ...(isHidden ? { secret: true as const } : {}),
    ...(landscape ? { landscape } : {}),
    ...(carried ? { carried } : {}),
    id: '',
    children: [],
  };
  return { ...item, token: { is: 'start', block: made as unknown as TextBlock } };
}

/** Where it was, for whoever looks what was moved. */
function fromOf(origin: Origin | null | undefined): Pick<Come, 'from'> {
  const from = origin?.line.chars[origin.at];
  if (!origin || !from) return {};
  return { from: { line: origin.line.id, at: from.number - origin.line.start } };
}

const pageOf = ({ pageBreak }: TextBlock): Pick<BlockForm, 'pageBreak'> => (pageBreak ? { pageBreak } : {});

const levelOf = (block: Block): number => (block.type === 'heading' ? block.level : 0);

/** Word knows headings of a level; whatever else a block is, is a paragraph there. */
function sameKind(came: TextBlock, was: Block): boolean {
  return levelOf(came) === levelOf(was);
}
