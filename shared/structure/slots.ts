import { bigramsOf, similarity } from '../text/similarity.ts';
import type { HeadingLevel } from '../document/types.ts';
import type { Slot, Template } from '../template/schema.ts';

/** Less alike than this, a heading is one of its own. */
const ALIKE = 0.5;
/** What is left to chance: below, somebody should look. */
export const SURE = 0.6;

/** A heading as it is compared: without years, variables, marks and what every heading has. */
export function headingCore(text: string): string {
  return text
    .replace(/\{[^}]*\}/g, '')
    .replace(/[\d０-９*＊xX×○_]+年?度?/g, '')
    .replace(/[\s，。；：、（）()“”《》]/g, '');
}

export type HeadingAt = { level: HeadingLevel; text: string };
export type SlotMatch = { slot: string; similarity: number };

/**
 * How well a heading says what a slot is about, 0 to 1: by its wording against the slot's names (pairs of characters),
 * or by the slot's keywords. What stands at a heading's end is what it names: 推进法治政府建设的主要安排 is a plan.
 */
export function meaning(heading: string, slot: Slot): number {
  const core = headingCore(heading);
  return meaningOf(core, bigramsOf(core), slot);
}

type Bigrams = ReadonlyMap<string, number>;

function meaningOf(core: string, bigrams: Bigrams, slot: Slot): number {
  if (core === '') return 0;
  let best = keywordScore(core, slot.keywords);
  const { names, pairs } = namesOf(slot);
  // Most headings have nothing in common with most slots.
  for (const pair of bigrams.keys()) {
    if (!pairs.has(pair)) continue;
    for (const name of names) best = Math.max(best, similarity(name, bigrams));
    break;
  }
  return best;
}

/** What headings were found to say of a template's slots: the same ones come back in every year's report. */
const SCORES = new WeakMap<Template, Map<string, readonly number[]>>();
const MOST_SCORES = 2000;

/** How well a heading says what each slot of the template is about, in the order of the slots. */
function meanings(heading: string, template: Template): readonly number[] {
  let known = SCORES.get(template);
  if (!known || known.size > MOST_SCORES) SCORES.set(template, (known = new Map()));
  let scores = known.get(heading);
  if (!scores) {
    const core = headingCore(heading);
    const bigrams = bigramsOf(core);
    scores = template.slots.map((slot) => meaningOf(core, bigrams, slot));
    known.set(heading, scores);
  }
  return scores;
}

/** Names of slots as pairs of characters: templates stay the same while reports come and go. */
type Names = { names: Bigrams[]; pairs: ReadonlySet<string> };
const NAMES = new WeakMap<Slot, Names>();

function namesOf(slot: Slot): Names {
  let found = NAMES.get(slot);
  if (!found) {
    const names = [slot.heading, ...slot.aliases]
      .map((name) => headingCore(name))
      .filter((name) => name !== '')
      .map((name) => bigramsOf(name));
    found = { names, pairs: new Set(names.flatMap((name) => [...name.keys()])) };
    NAMES.set(slot, found);
  }
  return found;
}

function keywordScore(core: string, keywords: readonly string[]): number {
  const hits = keywords.filter((word) => core.includes(word));
  if (hits.length === 0) return 0;
  const longest = hits.reduce((a, b) => (b.length > a.length ? b : a));
  const ends = hits.some((word) => core.endsWith(word) || core.endsWith(`${word}情况`));
  const base = longest.length >= 4 ? 0.66 : 0.58;
  return Math.min(0.94, base + 0.08 * (hits.length - 1) + (ends ? 0.14 : 0));
}

/** The slot that each slot stands under in its template; '' for those of the first level. */
function parentsOf(template: Template): Map<string, string> {
  const parents = new Map<string, string>();
  let top = '';
  for (const { key, level } of template.slots) {
    parents.set(key, level > 1 ? top : '');
    if (level === 1) top = key;
  }
  return parents;
}

/**
 * Which slot each heading fills, by what it says and where it stands; each slot is filled once, by the heading that
 * fits it best. Under a section without subsections of its own in the template (the plan) nothing is filled: its
 * subsections go through the year's themes again.
 */
export function matchSlots(headings: readonly HeadingAt[], template: Template): (SlotMatch | null)[] {
  let known = MATCHES.get(headings);
  if (!known) MATCHES.set(headings, (known = new Map()));
  let found = known.get(template);
  if (!found) known.set(template, (found = findSlots(headings, template)));
  return found;
}

/** Choosing a template asks for all of them, and the report then for that one again. */
const MATCHES = new WeakMap<readonly HeadingAt[], Map<Template, (SlotMatch | null)[]>>();

function findSlots(headings: readonly HeadingAt[], template: Template): (SlotMatch | null)[] {
  const scores = headings.map(({ text }) => meanings(text, template));
  const parents = parentsOf(template);
  const hasChildren = new Set(parents.values());
  const tops = topsOf(headings);
  const found: (SlotMatch | null)[] = headings.map(() => null);
  const taken = new Set<string>();
  const highest = Math.min(...headings.map(({ level }) => level));

  const fill = (
    wanted: (index: number) => boolean,
    allowed: (index: number, slot: Slot) => boolean,
  ): void => {
    const candidates: { index: number; slot: Slot; alike: number }[] = [];
    headings.forEach((heading, index) => {
      if (!wanted(index)) return;
      template.slots.forEach((slot, at) => {
        const alike = (scores[index]?.[at] ?? 0) - levelPenalty(heading.level, slot.level);
        if (alike < ALIKE || slot.level === 0 || taken.has(slot.key) || !allowed(index, slot)) return;
        candidates.push({ index, slot, alike });
      });
    });
    candidates.sort((a, b) => b.alike - a.alike || a.index - b.index);
    for (const { index, slot, alike } of candidates) {
      if (found[index] || taken.has(slot.key)) continue;
      found[index] = { slot: slot.key, similarity: alike };
      taken.add(slot.key);
    }
  };
  fill(
    (index) => headings[index]?.level === highest,
    () => true,
  );
  fill(
    (index) => headings[index]?.level !== highest,
    (index, slot) => {
      const top = found[tops[index] ?? -1]?.slot;
      if (top === undefined) return true;
      if (!hasChildren.has(top)) return false;
      const parent = parents.get(slot.key) ?? '';
      // A report without its own 成效和问题 has the problems wherever it has them.
      return parent === top || !(parent === '' ? hasChildren.has(slot.key) : taken.has(parent));
    },
  );
  return found;
}

/** Index of the heading of the highest level that each heading stands under; -1 for none. */
function topsOf(headings: readonly HeadingAt[]): number[] {
  const highest = Math.min(...headings.map(({ level }) => level));
  let top = -1;
  return headings.map(({ level }, index) => (level === highest ? (top = index) : top));
}

/** Another level than the template's is possible, but then the words must be clearer. */
function levelPenalty(level: number, wanted: number): number {
  if (level === wanted) return 0;
  return level > 1 && wanted > 1 ? 0.04 : 0.1;
}

/**
 * The heading among `headings` that is about the same as a wanted one: that of its slot, or of the slot that its
 * words mean, or the one most like it. -1 where there is none.
 */
export function sameSection(
  wanted: { slot?: string | undefined; heading?: string | undefined },
  headings: readonly HeadingAt[],
  template: Template | undefined,
): number {
  const { heading } = wanted;
  const core = heading === undefined ? '' : headingCore(heading);
  const exact = core === '' ? -1 : headings.findIndex((one) => headingCore(one.text) === core);
  if (exact >= 0) return exact;
  const slots = template ? matchSlots(headings, template) : [];
  const slot = wanted.slot ?? (heading === undefined || !template ? undefined : bestSlot(heading, template));
  if (slot !== undefined) {
    const at = slots.findIndex((match) => match?.slot === slot);
    if (at >= 0) return at;
  }
  if (core === '') return -1;
  const bigrams = bigramsOf(core);
  let best = { at: -1, alike: ALIKE };
  headings.forEach((one, at) => {
    const alike = similarity(bigrams, bigramsOf(headingCore(one.text)));
    if (alike > best.alike) best = { at, alike };
  });
  return best.at;
}

function bestSlot(heading: string, template: Template): string | undefined {
  const scored = template.slots
    .filter(({ level }) => level > 0)
    .map((slot) => ({ key: slot.key, alike: meaning(heading, slot) }))
    .sort((a, b) => b.alike - a.alike);
  const [first] = scored;
  return first && first.alike >= SURE ? first.key : undefined;
}

/** The template whose outline and title fit best, and how sure that is; the first where none fits. */
export function chooseTemplate(
  title: string,
  headings: readonly HeadingAt[],
  templates: readonly Template[],
): { template: Template; sure: number } | undefined {
  const scored = templates.map((template) => {
    const matches = matchSlots(headings, template);
    const alike = matches.reduce((sum, match) => sum + (match?.similarity ?? 0), 0);
    const named = similarity(bigramsOf(headingCore(template.title)), bigramsOf(headingCore(title)));
    return { template, score: alike / Math.max(3, headings.length) + named };
  });
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best) return undefined;
  // Half a point ahead leaves no doubt; nothing alike at all is a guess, also where there is but one.
  const ahead = best.score - (second?.score ?? 0);
  return { template: best.template, sure: best.score < 0.3 ? 0.5 : Math.min(0.98, 0.7 + ahead) };
}

/** Levels of the headings that templates know, by their words: for lines that stand without a number. */
export function knownHeadings(templates: readonly Template[]): (text: string) => HeadingLevel | null {
  const known = new Map<string, HeadingLevel>();
  for (const { slots } of templates) {
    for (const slot of slots) {
      if (slot.level === 0) continue;
      for (const name of [slot.heading, ...slot.aliases]) {
        const core = headingCore(name);
        if (core.length >= 4 && !known.has(core)) known.set(core, slot.level as HeadingLevel);
      }
    }
  }
  return (text) => (text.length > 30 ? null : (known.get(headingCore(text)) ?? null));
}
