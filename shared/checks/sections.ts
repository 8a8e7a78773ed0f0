import { countWords } from '../document/plain-text.ts';
import type { Slot, Template } from '../template/schema.ts';
import { runsOf } from './items.ts';
import { perView } from './per-view.ts';
import { ownStretches, perStretch, type Stretch } from './stretches.ts';
import type { BlockView } from './types.ts';

/** A heading, or the introduction (null), with what follows up to the next heading of its level or above. */
export type Section = {
  heading: BlockView | null;
  slot: Slot | null;
  /** All that belongs to it, subsections included; the headings are not read. */
  parts: readonly Stretch[];
  /** The section has subsections. */
  parent: boolean;
};

const known = new WeakMap<readonly BlockView[], { template: Template | null; sections: Section[] }>();

/** The introduction and every heading's section, in reading order; annexes have none. */
export function sectionsOf(views: readonly BlockView[], template: Template | null): readonly Section[] {
  const found = known.get(views);
  if (found?.template === template) return found.sections;
  const sections = findSections(ownStretches(views), template);
  known.set(views, { template, sections });
  return sections;
}

function findSections(stretches: readonly Stretch[], template: Template | null): Section[] {
  const slots = new Map((template?.slots ?? []).map((slot) => [slot.key, slot]));
  const intro = template?.slots.find((slot) => slot.level === 0) ?? null;
  const first = stretches.findIndex(({ heading, signature }) => heading !== null || signature);
  const sections: Section[] = [
    { heading: null, slot: intro, parts: stretches.slice(0, first < 0 ? undefined : first), parent: false },
  ];
  stretches.forEach(({ heading }, at) => {
    if (!heading) return;
    let to = at + 1;
    for (; to < stretches.length; to += 1) {
      const next = stretches[to]?.heading;
      if (!next || next.level <= heading.level) break;
    }
    const slot = slots.get(heading.slot ?? '') ?? null;
    sections.push({ heading, slot, parts: stretches.slice(at, to), parent: to > at + 1 });
  });
  return sections;
}

/** The first block of a section's text. */
export function firstOf(section: Section): BlockView | undefined {
  return section.parts.find(({ body }) => body.length > 0)?.body[0];
}

/** Words of a view without its items' labels. */
const ownWords = perView((view: BlockView): string => {
  let text = view.text;
  for (const { from, to } of view.ordinals.toReversed()) text = text.slice(0, from) + text.slice(to);
  return text.trim();
});

const wordsOf = perView((view: BlockView): number => countWords(view.text));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const stretchWords = perStretch(({ views }) => sum(views.map((view) => wordsOf(view))));
const bodyWords = perStretch(({ body }) => sum(body.map((view) => wordsOf(view))));

/** Characters of the whole report, headings and all, without its annexes. */
export const wordsOfReport = (views: readonly BlockView[]): number =>
  sum(ownStretches(views).map((stretch) => stretchWords(stretch)));

/** Characters of a section's text. */
export const wordsOfSection = ({ parts }: Section): number => sum(parts.map((part) => bodyWords(part)));

const ownText = perStretch(({ body }) => body.map(ownWords).join(''));

/** What may stand in the place of a variable in a lead-in of the template, in characters. */
const VARIABLE = 30;

/** True while nothing stands in the section but what the template put there. */
export function isEmptySection({ parts, slot }: Section): boolean {
  const lead = slot?.lead?.trim() ?? '';
  const pieces = lead.split(/\{[a-zA-Z]+\}/);
  const longest = lead.length + VARIABLE * (pieces.length - 1);
  let text = '';
  for (const part of parts) {
    text += ownText(part);
    if (text.length > longest) return false;
  }
  if (text === '' || lead === '') return true;
  const escaped = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join(`[^。；]{0,${VARIABLE}}`)}$`).test(text);
}

/** True where the section's text says something of the kind. */
export function saysIn(section: Section, pattern: RegExp): boolean {
  return section.parts.some(({ body }) => body.some((view) => pattern.test(view.text)));
}

/** How many items a stretch lists; runs of one do not count. */
const itemCount = perStretch((stretch) =>
  sum(runsOf(stretch).map(({ items }) => (items.length > 1 ? items.length : 0))),
);

/** How many items a section lists. */
export const itemsIn = ({ parts }: Section): number => sum(parts.map((part) => itemCount(part)));
