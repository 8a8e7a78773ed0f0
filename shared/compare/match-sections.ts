import { isHead } from './types.ts';
import { candidatesOf, choose, type Candidate, type Match } from '../text/align.ts';
import { isClosing, isIntroduction, type PartSection } from './parts.ts';
import { bigramsOf, similarity } from '../text/similarity.ts';

/** Slots of headings by block id; they say nothing secret, and survive every rewording. */
export type Slots = ReadonlyMap<string, string>;

/** Headings and texts below this likeness don't meet. */
const HEADING = 0.55;
const CONTENT = 0.3;

/** A heading as it is compared over the years: without years, white space and marks. */
export function comparableHeading(text: string): string {
  return text.replace(/\d{4}年?/g, '').replace(/[\s\p{P}]/gu, '');
}

/**
 * For each section of `b` the same one in `a`: by template slot, by the meaning of the heading, by what stands in it.
 * A section that was renamed is known by its text, one that was rewritten by its heading.
 */
export function matchSections(
  a: readonly PartSection[],
  b: readonly PartSection[],
  slotsOfA: Slots,
  slotsOfB: Slots,
): (Match | null)[] {
  const scores = new Map<string, Candidate>();
  const put = (mine: number, index: number, score: number): void => {
    const key = `${mine} ${index}`;
    const known = scores.get(key);
    const far = Math.abs(mine / Math.max(1, a.length) - index / Math.max(1, b.length));
    if (!known || known.similarity < score) scores.set(key, { a: mine, b: index, similarity: score, far });
  };
  for (const found of candidatesOf(contents(a), contents(b), CONTENT)) {
    if (plain(a[found.a]) && plain(b[found.b])) put(found.a, found.b, 0.9 * found.similarity);
  }
  const headingsOfA = a.map(({ head }) => bigramsOf(comparableHeading(head.text)));
  b.forEach((section, index) => {
    const heading = bigramsOf(comparableHeading(section.head.text));
    const slot = section.head.block === null ? undefined : slotsOfB.get(section.head.block);
    a.forEach((other, mine) => {
      if (!plain(section) || !plain(other)) {
        if (
          isIntroduction(section.head) === isIntroduction(other.head) &&
          isClosing(section.head) === isClosing(other.head)
        )
          if (!plain(section) && !plain(other)) put(mine, index, 2);
        return;
      }
      const alike = similarity(headingsOfA[mine] ?? new Map(), heading);
      const level = other.head.level === section.head.level ? 0.05 : 0;
      if (slot !== undefined && other.head.block !== null && slotsOfA.get(other.head.block) === slot)
        put(mine, index, 1.1 + alike / 10);
      else if (alike >= HEADING) {
        const content = scores.get(`${mine} ${index}`)?.similarity ?? 0;
        put(mine, index, alike + level + content / 10);
      }
    });
  });
  const partner = choose([...scores.values()], b.length);
  addParents(a, b, partner);
  return partner;
}

function contents(sections: readonly PartSection[]): string[] {
  return sections.map(({ parts }) => parts.map((part) => (isHead(part) ? '' : part.text)).join(''));
}

function plain(section: PartSection | undefined): boolean {
  return section !== undefined && section.head.level > 0;
}

/** A renamed heading that holds only subsections meets the one whose subsections met its own. */
function addParents(a: readonly PartSection[], b: readonly PartSection[], partner: (Match | null)[]): void {
  const taken = new Set(partner.flatMap((match) => (match ? [match.a] : [])));
  b.forEach((section, index) => {
    if (partner[index] || !plain(section)) return;
    const votes = new Map<number, number>();
    for (let at = index + 1; at < b.length; at += 1) {
      const child = b[at];
      if (!child || child.head.level <= section.head.level) break;
      const match = partner[at];
      const parent = match ? parentOf(a, match.a, section.head.level) : -1;
      if (parent >= 0 && !taken.has(parent)) votes.set(parent, (votes.get(parent) ?? 0) + 1);
    }
    const [best] = [...votes.entries()].sort(([, x], [, y]) => y - x);
    if (!best) return;
    partner[index] = { a: best[0], similarity: 0.5 };
    taken.add(best[0]);
  });
}

function parentOf(sections: readonly PartSection[], index: number, level: number): number {
  for (let at = index; at >= 0; at -= 1) if (sections[at]?.head.level === level) return at;
  return -1;
}
