import { bigramsOf, similarity } from '../compare/similarity.ts';
import type { HeadingLevel } from '../document/types.ts';
import type { Slot, Template } from '../template/schema.ts';

/** Less alike than this, a heading is one of its own. */
const ALIKE = 0.5;

/** A heading as it is compared: without years, variables, marks and what every heading has. */
export function headingCore(text: string): string {
  return text
    .replace(/\{[^}]*\}/g, '')
    .replace(/[\d*＊xX×]+年?度?/g, '')
    .replace(/[\s，。；：、（）()“”《》]/g, '');
}

export type HeadingAt = { level: HeadingLevel; text: string };
export type SlotMatch = { slot: string; similarity: number };

/** Which slot each heading fills, by what it says; each slot is filled once, by the heading that is most like it. */
export function matchSlots(headings: readonly HeadingAt[], template: Template): (SlotMatch | null)[] {
  const candidates: { index: number; slot: Slot; alike: number }[] = [];
  const cores = headings.map((heading) => bigramsOf(headingCore(heading.text)));
  for (const slot of template.slots) {
    if (slot.level === 0) continue;
    const names = [slot.heading, ...slot.aliases].map((name) => bigramsOf(headingCore(name)));
    headings.forEach((heading, index) => {
      const core = cores[index];
      if (!core || core.size === 0) return;
      const best = Math.max(...names.map((name) => (name.size === 0 ? 0 : similarity(name, core))));
      // Another level than the template's is possible, but then the words must be clear.
      const alike = heading.level === slot.level ? best : best - 0.2;
      if (alike >= ALIKE) candidates.push({ index, slot, alike });
    });
  }
  candidates.sort((a, b) => b.alike - a.alike || a.index - b.index);
  const found: (SlotMatch | null)[] = headings.map(() => null);
  const taken = new Set<string>();
  for (const { index, slot, alike } of candidates) {
    if (found[index] || taken.has(slot.key)) continue;
    found[index] = { slot: slot.key, similarity: alike };
    taken.add(slot.key);
  }
  return found;
}

/** The template whose outline and title fit best; the first where none fits. */
export function chooseTemplate(
  title: string,
  headings: readonly HeadingAt[],
  templates: readonly Template[],
): Template | undefined {
  const scored = templates.map((template) => {
    const matches = matchSlots(headings, template);
    const alike = matches.reduce((sum, match) => sum + (match?.similarity ?? 0), 0);
    const named = similarity(bigramsOf(headingCore(template.title)), bigramsOf(headingCore(title)));
    return { template, score: alike / Math.max(3, headings.length) + named };
  });
  scored.sort((a, b) => b.score - a.score);
  return scored[0]?.template;
}

/** Levels of the headings that a template knows, by their words: for lines that stand without a number. */
export function knownHeadings(templates: readonly Template[]): (text: string) => HeadingLevel | null {
  const known = new Map<string, HeadingLevel>();
  for (const { slots } of templates) {
    for (const slot of slots) {
      if (slot.level === 0) continue;
      for (const name of [slot.heading, ...slot.aliases]) {
        const core = headingCore(name);
        if (core.length >= 4) known.set(core, slot.level as HeadingLevel);
      }
    }
  }
  return (text) => (text.length > 30 ? null : (known.get(headingCore(text)) ?? null));
}
