import { isCarried } from '../../shared/document/carried.ts';
import { inlinesOf, isImage, isNote, isOrdinal, isText, isTextBlock } from '../../shared/document/guards.ts';
import { noteSign } from '../../shared/document/notes.ts';
import { headingLabels } from '../../shared/document/numbering.ts';
import { ordinalLabels } from '../../shared/document/ordinals.ts';
import type {
  Block,
  Note,
  NoteKind,
  Ordinal,
  ParagraphRole,
  Variables,
} from '../../shared/document/types.ts';
import { cleanShapes, type CleanShape } from '../../shared/review/clean-shape.ts';
import { hiddenBlocks } from '../../shared/edition/secrecy.ts';
import type { Template } from '../../shared/template/schema.ts';

type Computed = {
  ordinals: ReadonlyMap<Ordinal, string>;
  headings: ReadonlyMap<string, string>;
  /** The sign of each note: ①, 〔1〕. */
  notes: ReadonlyMap<Note, string>;
  /** What to write in a block while it is empty, by its id; of all that have something to say, empty or not. */
  guidance: ReadonlyMap<string, string>;
  /** Blocks that the public edition leaves out whole. */
  hidden: ReadonlySet<string>;
  /** Attachments right behind another one. */
  further: ReadonlySet<string>;
  /** How blocks stand where tracked changes are not shown. */
  clean: ReadonlyMap<string, CleanShape>;
};

/**
 * What the page shows of a node that follows from the rest of the report: numbers, item labels, guidance, variables.
 * A node asks for its own, and is drawn again only when the answer changes; typing in one paragraph draws no other.
 */
export class LiveView {
  readonly #listeners = new Set<() => void>();
  #blocks: readonly Block[];
  #variables: Variables;
  #template: Template | null = null;
  #computed: Computed | null = null;

  constructor(blocks: readonly Block[], variables: Variables) {
    this.#blocks = blocks;
    this.#variables = variables;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  get template(): Template | null {
    return this.#template;
  }

  get variables(): Variables {
    return this.#variables;
  }

  update(change: { blocks?: readonly Block[]; variables?: Variables; template?: Template | null }): void {
    this.#blocks = change.blocks ?? this.#blocks;
    this.#variables = change.variables ?? this.#variables;
    if (change.template !== undefined) this.#template = change.template;
    const before = this.#computed;
    this.#computed = null;
    // A paragraph more or less changes nothing of the others, and so it is with most commands: nobody is asked then.
    const onlyBlocks = Object.keys(change).every((key) => key === 'blocks');
    if (onlyBlocks && before && isSame(before, this.#all())) return;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Only words within blocks have changed: numbers, labels and guidance are as before, and nobody needs to be asked.
   * Where a sentence is not public, a word more or less may hide its block: then everything is looked at.
   */
  follow(blocks: readonly Block[]): void {
    if (this.#computed && this.#computed.hidden.size === 0) this.#blocks = blocks;
    else this.update({ blocks });
  }

  ordinal(node: Ordinal): string {
    return this.#all().ordinals.get(node) ?? '';
  }

  noteSign(note: Note): string {
    return this.#all().notes.get(note) ?? '';
  }

  /** Of a heading, or of an annex. */
  number(headingId: string): string {
    return this.#all().headings.get(headingId) ?? '';
  }

  guidance(blockId: string): string {
    return this.#all().guidance.get(blockId) ?? '';
  }

  /** True where the public edition leaves the block out whole. */
  isHidden(blockId: string): boolean {
    return this.#all().hidden.has(blockId);
  }

  /** True for an attachment that follows another: only the first is called one. */
  isFurther(blockId: string): boolean {
    return this.#all().further.has(blockId);
  }

  /** How a block stands where tracked changes are not shown; '' as with them. */
  cleanShape(blockId: string): CleanShape | '' {
    return this.#all().clean.get(blockId) ?? '';
  }

  #all(): Computed {
    if (this.#computed) return this.#computed;
    const hidden = hiddenBlocks(this.#blocks);
    this.#computed = {
      ordinals: ordinalLabels(this.#blocks),
      headings: headingLabels(this.#blocks),
      notes: noteSigns(this.#blocks),
      guidance: guidanceOf(this.#blocks, this.#template),
      hidden,
      further: furtherAttachments(this.#blocks),
      clean: cleanShapes(this.#blocks),
    };
    return this.#computed;
  }
}

/** No node gets another answer. */
function isSame(a: Computed, b: Computed): boolean {
  return (
    a.ordinals.size === b.ordinals.size &&
    a.headings.size === b.headings.size &&
    a.guidance.size === b.guidance.size &&
    isSameSet(a.hidden, b.hidden) &&
    isSameSet(a.further, b.further) &&
    a.clean.size === b.clean.size &&
    hasAll(a.clean, b.clean) &&
    hasAll(a.headings, b.headings) &&
    hasAll(a.guidance, b.guidance) &&
    hasAll(a.ordinals, b.ordinals) &&
    a.notes.size === b.notes.size &&
    hasAll(a.notes, b.notes)
  );
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

function hasAll<K>(a: ReadonlyMap<K, string>, b: ReadonlyMap<K, string>): boolean {
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

/**
 * The signs of the notes as they will be printed: one that a tracked change takes out is not counted, and shows the sign
 * that it had.
 */
function noteSigns(blocks: readonly Block[]): Map<Note, string> {
  const counts: Record<NoteKind, number> = { foot: 0, end: 0 };
  const signs = new Map<Note, string>();
  for (const block of blocks) {
    for (const node of inlinesOf(block)) {
      if (!isNote(node)) continue;
      const n = counts[node.kind] + 1;
      if (node.del === undefined) counts[node.kind] = n;
      signs.set(node, noteSign(node.kind, n));
    }
  }
  return signs;
}

/** True where nobody has written anything yet: nothing at all, or the first item's label alone. */
export function isUnwritten(block: Block): boolean {
  const nodes = inlinesOf(block);
  return (
    nodes.every((node) => (isText(node) ? node.text === '' : isOrdinal(node))) &&
    nodes.filter((node) => isOrdinal(node)).length <= 1
  );
}

/** True where a block holds nothing to read. */
export function isBlank(block: Block): boolean {
  return inlinesOf(block).every((node) => isText(node) && node.text === '');
}

function furtherAttachments(blocks: readonly Block[]): Set<string> {
  const further = new Set<string>();
  let after = false;
  for (const block of blocks) {
    const isAttachment = block.type === 'paragraph' && block.role === 'attachment';
    if (isAttachment && after) further.add(block.id);
    after = isAttachment;
  }
  return further;
}

/** True for a paragraph that only shows images. */
export function isPicture(block: Block): boolean {
  return (
    block.type === 'paragraph' &&
    block.children.some((node) => isImage(node)) &&
    block.children.every((node) => isImage(node) || (isText(node) && node.text.trim() === ''))
  );
}

/** What is written in the parts of an official document that are not body. */
const PARTS: Partial<Record<ParagraphRole, string>> = {
  docnumber: '发文字号，如：青府〔2025〕1号',
  addressee: '主送机关，如：云川市委、市政府：',
  attachment: '附件：名称',
  caption: '题注，如：表1　各镇案件数',
  measure: '单位行，如：单位：件',
};

function guidanceOf(blocks: readonly Block[], template: Template | null): Map<string, string> {
  const guidance = new Map<string, string>();
  const slots = new Map((template?.slots ?? []).map((slot) => [slot.key, slot]));
  const intro = template?.slots.find((slot) => slot.level === 0);
  blocks.forEach((block, index) => {
    if (block.type === 'title') guidance.set(block.id, '标题');
    if (block.type === 'heading') guidance.set(block.id, '小标题');
    if (block.type === 'annex') guidance.set(block.id, '附件标题');
    if (block.type !== 'paragraph') return;
    const part = PARTS[block.role ?? 'body'];
    if (part) {
      guidance.set(block.id, part);
      return;
    }
    const before = blocks[index - 1];
    const slot =
      before?.type === 'heading' && before.slot
        ? slots.get(before.slot)
        : before?.type === 'title'
          ? intro
          : undefined;
    if (slot?.guidance) guidance.set(block.id, slot.guidance);
  });
  return guidance;
}

/** True while the block, or a sentence of it, is still last year's. */
export function isStillCarried(block: Block): boolean {
  return isTextBlock(block) && block.carried !== undefined && isCarried(block);
}
