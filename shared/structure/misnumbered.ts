import { inlinesOf, isOrdinal } from '../document/guards.ts';
import { numberInLabel, ordinalLabel } from '../document/ordinals.ts';
import type { Block, Ordinal, OrdinalScheme } from '../document/types.ts';

/** An ordinal whose typed label skips a number or repeats one. */
export type Misnumbered = {
  /** Place of its block in the report, and of the node in the block. */
  block: number;
  at: number;
  ordinal: Ordinal;
  typed: string;
  /** What should stand there. */
  right: string;
};

/**
 * The ordinals that were typed out of order. Lists inside one another are in order as long as each counts up by
 * itself, and so are 首先，…第二，…最后，.
 */
export function misnumbered(blocks: readonly Block[]): Misnumbered[] {
  const found: Misnumbered[] = [];
  let last = new Map<OrdinalScheme, number>();
  let scheme: OrdinalScheme | null = null;
  blocks.forEach((block, index) => {
    if (block.type === 'heading' || block.type === 'title' || block.type === 'signature') {
      last = new Map();
      scheme = null;
    }
    inlinesOf(block).forEach((ordinal, at) => {
      if (!isOrdinal(ordinal) || ordinal.del) return;
      const { typed } = ordinal;
      const begins = typed === undefined && (ordinal.restart || ordinal.scheme !== scheme);
      const next = begins ? 1 : (last.get(ordinal.scheme) ?? 0) + 1;
      const n = (typed === undefined ? null : numberInLabel(typed)) ?? next;
      if (typed !== undefined && n !== next)
        found.push({
          block: index,
          at,
          ordinal,
          typed,
          right: ordinalLabel(ordinal.scheme, next, ordinal.mark),
        });
      last.set(ordinal.scheme, n);
      scheme = ordinal.scheme;
    });
  });
  return found;
}
