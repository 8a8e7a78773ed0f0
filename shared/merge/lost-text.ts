import { inlinesOf } from '../document/guards.ts';
import type { Block } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import type { Revision } from '../review/types.ts';

/** How much of what was sent is not in a copy, without anybody having deleted it with tracking on. */
export type LostText = Record<'characters' | 'paragraphs' | 'tables', { gone: number; of: number }>;

/** From these shares on a copy is not what was sent any more, but a part of it. */
const MUCH = { characters: 1 / 2, paragraphs: 1 / 3, tables: 1 };
/** Of a text of a few lines, one or two that went say nothing. */
const FEW = { characters: 60, paragraphs: 3, tables: 1 };

/** Of a paragraph that is not there: so much of its words are gone. */
const NEARLY = 9 / 10;

/**
 * Null where a copy has lost no more than an edit may take.
 * @param sent the version that was sent
 * @param merged what it became: what the copy lacks is marked as deleted by nobody known
 */
export function lostText(
  sent: { blocks: readonly Block[]; spell: Spell },
  merged: { blocks: readonly Block[]; revisions: readonly Revision[] },
  unknown: string,
): LostText | null {
  const ids = new Set(
    merged.revisions.flatMap(({ id, author, kind }) => (kind === 'delete' && author === unknown ? id : [])),
  );
  if (ids.size === 0) return null;
  const gone = (id: string | undefined): boolean => id !== undefined && ids.has(id);
  const lengthOf = (block: Block, counts: (del: string | undefined) => boolean): number =>
    inlinesOf(block).reduce((sum, node) => {
      if (!counts(node.del)) return sum;
      return sum + sent.spell(node).reduce((length, { text }) => length + text.trim().length, 0);
    }, 0);
  const lengths = new Map<string, number>();
  const lost: LostText = {
    characters: { gone: 0, of: 0 },
    paragraphs: { gone: 0, of: 0 },
    tables: { gone: 0, of: 0 },
  };
  for (const block of sent.blocks) {
    const length = lengthOf(block, () => true);
    lost.characters.of += length;
    if (block.type === 'table') lost.tables.of += 1;
    else if (length > 0) {
      lost.paragraphs.of += 1;
      lengths.set(block.id, length);
    }
  }
  for (const block of merged.blocks) {
    const isGone = gone(block.pDel);
    const length = lengthOf(block, (del) => gone(del) || (block.type === 'table' && isGone));
    lost.characters.gone += length;
    const was = lengths.get(block.id);
    if (block.type === 'table') lost.tables.gone += isGone ? 1 : 0;
    // Some of its words may have been deleted here since, and others put in.
    else if (was !== undefined && length >= was * (isGone ? 1 / 2 : NEARLY)) lost.paragraphs.gone += 1;
  }
  const kinds = ['characters', 'paragraphs', 'tables'] as const;
  const isMuch = kinds.some((kind) => {
    const { gone: went, of } = lost[kind];
    return of > 0 && went >= FEW[kind] && went >= of * MUCH[kind];
  });
  return isMuch ? lost : null;
}

/** What of a copy is not there, in words: 少了 120 段中的 60 段. */
export function lostWords({ characters, paragraphs, tables }: LostText): string {
  const parts = [
    paragraphs.gone > 0 && `${paragraphs.of} 段里少了 ${paragraphs.gone} 段`,
    characters.gone > 0 && `${characters.of} 字里少了 ${characters.gone} 字`,
    tables.gone > 0 && `${tables.of} 张表里少了 ${tables.gone} 张`,
  ];
  return parts.filter((part) => part !== false).join('，');
}
