import { useRef, useState, type DragEvent, type RefObject } from 'react';

import { placesFor, sectionOf, type Refusal } from '../../../shared/document/section-moves.ts';
import type { ReportSession } from '../../editor/session.ts';
import { blocksOf } from '../../editor/places.ts';
import type { OutlineRow } from './outline-model.ts';
import { moveSectionTo, refusalAt } from './section-commands.ts';

/** Where a dragged section would go. */
export type Drop = {
  /** Pixels from the top of the tree's content. */
  top: number;
  level: number;
  /** Why it can't go there. */
  refusal: Refusal;
};

type Target = Drop & { to: number };

/** Dragging a section between others: a line shows where it goes, or says why it can't. */
export function useSectionDrag(
  session: ReportSession,
  tree: RefObject<HTMLElement | null>,
  rows: readonly OutlineRow[],
) {
  const dragged = useRef<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);

  const find = (y: number): Target | null => {
    const root = tree.current;
    const { editor } = session;
    const blocks = blocksOf(editor);
    const section = dragged.current ? sectionOf(blocks, dragged.current) : null;
    if (!root || !section) return null;
    const places = new Set(placesFor(blocks, section));
    const top = root.getBoundingClientRect().top - root.scrollTop;
    let best: Target | null = null;
    const offer = (to: number, edge: number) => {
      if (!places.has(to) || (best && Math.abs(best.top - (y - top)) <= Math.abs(edge - (y - top)))) return;
      best = { to, top: edge, level: section.heading.level, refusal: null };
    };
    let bottom = 0;
    for (const row of rows) {
      const element = root.querySelector(`[data-row="${CSS.escape(row.key)}"]`);
      if (!element) continue;
      const box = element.getBoundingClientRect();
      bottom = box.bottom - top;
      const at = blocks.findIndex((block) => block.id === row.block);
      if (row.level > 0 && row.state !== 'missing') offer(at, box.top - top);
    }
    offer(Math.max(...places), bottom);
    const found = best as Target | null;
    return (
      found && { ...found, refusal: refusalAt(editor, section.heading.id, found.to, session.rules.required) }
    );
  };

  const end = () => {
    dragged.current = null;
    setTarget(null);
  };

  return {
    drop: target as Drop | null,
    dragStart: (event: DragEvent, row: OutlineRow) => {
      dragged.current = row.block;
      event.dataTransfer.effectAllowed = 'move';
      // Something must be carried, or the browser drags nothing.
      event.dataTransfer.setData('text/plain', `${row.number}${row.text}`);
    },
    dragEnd: end,
    treeProps: {
      onDragOver: (event: DragEvent) => {
        if (dragged.current === null) return;
        event.preventDefault();
        const next = find(event.clientY);
        event.dataTransfer.dropEffect = next && !next.refusal ? 'move' : 'none';
        setTarget((old) =>
          old?.to === next?.to && old?.top === next?.top && old?.refusal === next?.refusal ? old : next,
        );
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(null);
      },
      onDrop: (event: DragEvent) => {
        if (dragged.current === null) return;
        event.preventDefault();
        const id = dragged.current;
        const next = find(event.clientY);
        end();
        if (!next) return;
        const refusal = next.refusal ?? moveSectionTo(session.editor, id, next.to, session.rules.required);
        if (refusal) session.rules.refuse(refusal);
      },
    },
  };
}
