import { inlinesOf, isField, isOrdinal } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { noteNumbers } from '../document/notes.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { readInlines, type InlineReading } from '../document/reading.ts';
import { unitNames } from '../document/unit-name.ts';
import type { Block, Field, Inline, ReportDocument, Variables } from '../document/types.ts';
import { layout as layoutSchema, type LayoutSettings } from '../settings/layout.ts';
import type { Template } from '../template/schema.ts';
import { assembleBlocks } from './assemble-blocks.ts';
import { fileNameOf } from './file-name.ts';
import { finalView } from '../document/resolve.ts';
import { hidesField, isHiddenIn, maskedUnitName, type EditionPolicy } from './mask.ts';
import { publicView } from './secrecy.ts';
import { addRun, printedParts, runsOfPiece, shows, type FieldPrint } from './spell.ts';
import { wordMasker } from './mask-words.ts';
import type {
  EditionBlock,
  EditionDocument,
  EditionHead,
  EditionImprint,
  EditionRun,
  ItemStart,
} from './types.ts';
import type { ReportHead } from './head.ts';
import type { Edition } from './edition.ts';
import type { ReportState } from '../document/report-state.ts';

/** What the gate reads of a report; `ReportDetail` is one. */
export type EditionSource = {
  document: ReportDocument;
  variables: Variables;
  year: number;
  unit: string;
  state: ReportState;
  /** Which signed-off version this is, counted from 1. */
  version?: number;
  /** All of the report, where the document is a stretch of it: what is hidden elsewhere is hidden here, too. */
  whole?: readonly Block[];
  /** What the report's own head says. */
  head?: Partial<ReportHead>;
};

/**
 * Turns a report into one of its editions: the only maker of an `EditionDocument`, and so the only way to a
 * writer. In the public edition every value of an internal field or variable is mask characters from here on, in
 * text, title, file name and properties, and sentences and paragraphs that are not public are gone. Values that are
 * secret are masked in both. Tracked deletions, comments, labels and hints don't come through.
 */
export function toEdition(
  source: EditionSource,
  template: Template | undefined,
  edition: Edition,
  policy: EditionPolicy,
  layout: LayoutSettings = DEFAULT_LAYOUT,
): EditionDocument {
  const { variables, year } = source;
  const whole = source.whole ?? source.document.blocks;
  const hides = hiderOf(whole, edition, policy);

  const blocks =
    edition === 'public' ? publicView(source.document.blocks) : finalView(source.document.blocks);
  const ordinals = ordinalLabels(blocks);
  const field = printedParts({ variables, hides, mask: policy.mask });
  const notes = noteNumbers(blocks);
  const words = wordMasker(whole, { variables, edition, policy, hides });
  const read = (nodes: readonly Inline[]): Printed =>
    printed(readInlines(nodes, ordinals, { field }), { notes, words });
  const unitIsHidden = isHiddenIn(edition, policy.variable('unit'));
  const all = editionBlocks(blocks, read).map((block) =>
    unitIsHidden && isDocumentNumber(block)
      ? { ...block, runs: [{ text: maskedNumber(textOfRuns(block.runs)) }], items: [] }
      : block,
  );

  const unit = unitIsHidden ? maskedUnitName(source.unit, policy.mask) : source.unit;
  const fileName = fileNameOf(source, template, edition, policy);
  const { head: hasHead, mark, ...choices } = layout;
  const head = hasHead ? headOf(source, all, mark, edition, policy) : null;
  // A number that stands in the head does not stand in the body once more.
  const out = head ? all.filter((_, at) => at !== head.typed?.at) : all;
  const heading = out.find((block) => block.type === 'title');
  const made: Omit<EditionDocument, keyof Brand> = {
    edition,
    blocks: out,
    title: heading ? textOfRuns(heading.runs).trim() : fileName,
    unit,
    year,
    fileName,
    draft: source.state !== 'signed-off',
    head,
    imprint: imprintOf(source.head, edition),
    layout: choices,
  };
  return made as EditionDocument;
}

const DEFAULT_LAYOUT = layoutSchema.parse(undefined);

type NumberBlock = Extract<EditionBlock, { type: 'paragraph' }>;

function isDocumentNumber(block: EditionBlock): block is NumberBlock {
  return block.type === 'paragraph' && block.role === 'docnumber';
}

/** The unit is called by the sign at the beginning of its numbers: 青府〔2025〕5号. */
function maskedNumber(number: string): string {
  return number.replace(/^[^〔[（(]+/, '**');
}

/**
 * The head as the edition may print it. A public edition carries neither grade of secrecy nor signer, and where the
 * unit's name is hidden, so is what it is called by in its mark (青禾镇人民政府文件) and number (青府〔2025〕5号).
 */
function headOf(
  source: EditionSource,
  blocks: readonly EditionBlock[],
  mark: string,
  edition: Edition,
  policy: EditionPolicy,
): EditionHead {
  const { head, unit } = source;
  const { government } = unitNames(source.variables, unit);
  const behind = government.startsWith(unit) ? government.slice(unit.length) : '';
  const masked = maskedUnitName(unit, policy.mask) + behind;
  const hidden = isHiddenIn(edition, policy.variable('unit'));
  const at = blocks.findIndex(isDocumentNumber);
  const block = blocks[at];
  const typed = block && isDocumentNumber(block) ? { text: textOfRuns(block.runs), at } : null;
  const own = head?.number ?? '';
  const number = own === '' ? (typed?.text ?? '') : hidden ? maskedNumber(own) : own;
  const inside = (value: string | undefined): string => (edition === 'public' ? '' : (value ?? ''));
  return {
    copy: inside(head?.copy),
    secrecy: inside(head?.secrecy),
    urgency: inside(head?.urgency),
    signer: inside(head?.signer),
    mark: hidden ? `${masked}文件` : head?.mark || mark || `${government || unit}文件`,
    number,
    typed,
  };
}

/** For those who got the paper only: a public edition names neither the contact nor who else has it. */
function imprintOf(head: Partial<ReportHead> | undefined, edition: Edition): EditionImprint | null {
  if (!head || edition === 'public') return null;
  const { contact = '', copies = '', printer = '', printDate = '' } = head;
  const imprint = { contact, copies, printer, printDate };
  return Object.values(imprint).some((text) => text !== '') ? imprint : null;
}

/** Which fields of a report an edition must not print. */
export function hiderOf(
  blocks: readonly Block[],
  edition: Edition,
  policy: EditionPolicy,
): (field: Field) => boolean {
  const fields = new Map<string, Field>();
  for (const block of blocks)
    for (const node of inlinesOf(block)) if (isField(node)) fields.set(node.id, node);
  return (field) => {
    if (hidesField(field, edition, policy)) return true;
    if (!field.computed) return false;
    // What is worked out from a hidden figure gives it away, whatever the field itself says.
    const from = fields.get(field.computed.source);
    return (
      isHiddenIn(edition, field.computed.base.sensitivity) ||
      (from ? hidesField(from, edition, policy) : true)
    );
  };
}

/** The brand's own key, which no code can name: what is left when the public keys are taken away. */
type Brand = Pick<EditionDocument, Extract<keyof EditionDocument, symbol>>;

/** The words of runs, one after the other. */
export function textOfRuns(runs: readonly { text: string }[]): string {
  return runs.map((run) => run.text).join('');
}

function solid(run: EditionRun): boolean {
  return run.blank === true || (run.text === '' ? shows(run) : run.text.trim() !== '');
}

/** Runs, and the places in their words at which items begin. */
type Printed = { runs: EditionRun[]; items: ItemStart[] };

/**
 * What is read, without white space at both ends: the layout indents, and spaces that were typed to indent or to centre
 * would come on top of it. The gap of an empty field stays.
 */
function printed(reading: InlineReading, print: Pick<FieldPrint, 'notes' | 'words'>): Printed {
  const all: EditionRun[] = [];
  for (const piece of reading.pieces) for (const run of runsOfPiece(reading, piece, print)) addRun(all, run);
  const first = all.findIndex(solid);
  const kept = first < 0 ? [] : all.slice(first, all.findLastIndex(solid) + 1);
  const runs = kept.map((run, at) => {
    if (run.blank) return run;
    let { text } = run;
    if (at === 0) text = text.trimStart();
    if (at === kept.length - 1) text = text.trimEnd();
    return { ...run, text };
  });
  const [start] = kept;
  const indent = start && !start.blank ? start.text.length - start.text.trimStart().length : 0;
  const cut = textOfRuns(all.slice(0, Math.max(first, 0))).length + indent;
  const items = reading.pieces
    .filter(({ node, from, to }) => isOrdinal(node) && from < to)
    .map(({ from, to }) => ({ from: from - cut, to: to - cut }));
  return { runs, items };
}

/** Blocks without those in which there is nothing to print. */
function editionBlocks(
  blocks: readonly Block[],
  read: (nodes: readonly Inline[]) => Printed,
): EditionBlock[] {
  const numbers = headingLabels(blocks);
  return assembleBlocks(blocks, {
    cell: (nodes) => read(nodes).runs,
    text: (block) => {
      const { runs, items } = read(block.children);
      if (block.type === 'heading' || block.type === 'annex')
        return { runs, items, number: numbers.get(block.id) ?? '' };
      return runs.length === 0 ? null : { runs, items, number: '' };
    },
  });
}
