import { countWords } from '../document/plain-text.ts';
import type { Slot, Template } from '../template/schema.ts';
import { runsOf } from './items.ts';
import { perView } from './per-view.ts';
import type { BlockView } from './types.ts';

/** A heading, or the introduction (null), with the blocks up to the next heading of its level or above. */
export type Section = {
  heading: BlockView | null;
  slot: Slot | null;
  /** All that belongs to it, subsections included, without their headings. */
  body: readonly BlockView[];
  /** The section has subsections. */
  parent: boolean;
};

const isBody = (view: BlockView): boolean => view.type === 'paragraph' || view.type === 'cell';

const known = new WeakMap<readonly BlockView[], { template: Template | null; sections: Section[] }>();

/** The introduction and every heading's section, in reading order. */
export function sectionsOf(views: readonly BlockView[], template: Template | null): readonly Section[] {
  const found = known.get(views);
  if (found?.template === template) return found.sections;
  const sections = findSections(views, template);
  known.set(views, { template, sections });
  return sections;
}

function findSections(views: readonly BlockView[], template: Template | null): Section[] {
  const slots = new Map((template?.slots ?? []).map((slot) => [slot.key, slot]));
  const intro = template?.slots.find((slot) => slot.level === 0) ?? null;
  const first = views.findIndex((view) => view.type === 'heading' || view.type === 'signature');
  const sections: Section[] = [
    {
      heading: null,
      slot: intro,
      body: views.slice(0, first < 0 ? undefined : first).filter(isBody),
      parent: false,
    },
  ];
  views.forEach((heading, at) => {
    if (heading.type !== 'heading') return;
    let to = at + 1;
    let parent = false;
    for (; to < views.length; to += 1) {
      const view = views[to];
      if (!view || view.type === 'signature') break;
      if (view.type !== 'heading') continue;
      if (view.level <= heading.level) break;
      parent = true;
    }
    sections.push({
      heading,
      slot: slots.get(heading.slot ?? '') ?? null,
      body: views.slice(at + 1, to).filter(isBody),
      parent,
    });
  });
  return sections;
}

/** Words of a view without its items' labels. */
const ownWords = perView((view: BlockView): string => {
  let text = view.text;
  for (const { from, to } of view.ordinals.toReversed()) text = text.slice(0, from) + text.slice(to);
  return text.trim();
});

export const wordsOf = perView((view: BlockView): number => countWords(view.text));

/** True while nothing stands in the section but what the template put there. */
export function isEmptySection({ body, slot }: Section): boolean {
  const text = body.map(ownWords).join('');
  if (text === '') return true;
  const lead = slot?.lead?.trim();
  if (!lead) return false;
  const parts = lead
    .split(/\{[a-zA-Z]+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^。；]{0,30}')}$`).test(text);
}

export function textOf(section: Section): string {
  return section.body.map((view) => view.text).join('\n');
}

const counted = new WeakMap<readonly BlockView[], Map<BlockView, number>>();

/** How many items each view lists; runs of one do not count. */
function itemCounts(views: readonly BlockView[]): Map<BlockView, number> {
  const found = counted.get(views);
  if (found) return found;
  const counts = new Map<BlockView, number>();
  for (const { items } of runsOf(views)) {
    if (items.length < 2) continue;
    for (const { view } of items) counts.set(view, (counts.get(view) ?? 0) + 1);
  }
  counted.set(views, counts);
  return counts;
}

/** How many items a section lists. */
export function itemsIn(section: Section, views: readonly BlockView[]): number {
  const counts = itemCounts(views);
  return section.body.reduce((n, view) => n + (counts.get(view) ?? 0), 0);
}
