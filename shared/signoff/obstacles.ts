import { inlinesOf, isField, isText } from '../document/guards.ts';
import { headingLabels, sectionsOf } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { fieldValue } from '../document/field-text.ts';
import { textOfBlock } from '../document/plain-text.ts';
import type { Block, Variables } from '../document/types.ts';
import { marksIn } from '../document/marks.ts';
import type { Review } from '../review/types.ts';
import type { Template } from '../template/schema.ts';
import type { Obstacle } from './types.ts';

/** Characters of a comment or a change that are shown of it. */
const SHOWN = 30;

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/**
 * What still stands between a report and its signature, apart from proofreading: open changes, open comments, required
 * sections without text, figures without a value. In reading order within each kind.
 */
export function obstaclesOf(
  blocks: readonly Block[],
  variables: Variables,
  review: Review,
  template: Template | undefined,
): Obstacle[] {
  return [
    ...openChanges(blocks),
    ...openComments(review),
    ...emptySlots(blocks, variables, template),
    ...emptyFields(blocks, variables),
  ];
}

function openChanges(blocks: readonly Block[]): Obstacle[] {
  return blocks.flatMap((block): Obstacle[] => {
    const { revisions } = marksIn([block]);
    if (revisions.size === 0) return [];
    const labels = ordinalLabels(blocks);
    return [
      {
        kind: 'change',
        text: `有 ${revisions.size} 处修订没有定：${short(textOfBlock(block, labels, { variables: {} }))}`,
        block: block.id,
      },
    ];
  });
}

function openComments({ threads }: Review): Obstacle[] {
  return threads
    .filter((thread) => thread.state === 'open' && thread.comments.some((comment) => !comment.removed))
    .map((thread) => ({
      kind: 'comment',
      text: `批注没有解决：${short(thread.comments.find((comment) => !comment.removed)?.body ?? thread.quote)}`,
      thread: thread.id,
    }));
}

function emptySlots(all: readonly Block[], variables: Variables, template: Template | undefined): Obstacle[] {
  if (!template) return [];
  // What stands in an annex fills no section of the report.
  const annex = all.findIndex((block) => block.type === 'annex');
  const blocks = annex < 0 ? all : all.slice(0, annex);
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  const says = (from: number, to: number): boolean =>
    blocks
      .slice(from, to)
      .some((block) => block.type !== 'heading' && textOfBlock(block, labels, { variables }).trim() !== '');
  const sections = sectionsOf(blocks);
  return template.slots
    .filter((slot) => slot.required)
    .flatMap((slot): Obstacle[] => {
      if (slot.level === 0) {
        const from = blocks.findIndex((block) => block.type === 'title') + 1;
        const heading = blocks.findIndex((block) => block.type === 'heading');
        const first = blocks[from];
        return says(from, heading < 0 ? blocks.length : heading)
          ? []
          : [{ kind: 'slot', text: '引言还没有写', ...(first ? { block: first.id } : {}) }];
      }
      const section = sections.find(({ heading }) => heading.slot === slot.key);
      if (!section) return [{ kind: 'slot', text: `缺少必写的一节：${slot.heading}` }];
      if (says(section.from + 1, section.to)) return [];
      const name =
        (numbers.get(section.heading.id) ?? '') + textOfBlock(section.heading, labels, { variables });
      return [{ kind: 'slot', text: `这一节还没有写：${name}`, block: section.heading.id }];
    });
}

function emptyFields(blocks: readonly Block[], variables: Variables): Obstacle[] {
  return blocks.flatMap((block) =>
    inlinesOf(block).flatMap((node): Obstacle[] => {
      if (isText(node) || !isField(node) || fieldValue(node, variables)) return [];
      const what = node.mask ? '还是掩码' : '还没有填';
      return [{ kind: 'field', text: `${node.label || '数据'}${what}`, block: block.id, field: node.id }];
    }),
  );
}
