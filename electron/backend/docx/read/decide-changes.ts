import { VERSION_ANCHOR } from '../../../../shared/merge/anchors.ts';
import { child, elementsOf, Element } from './xml.ts';

/** What holds text that was put in, and text that was taken out, with tracking on. */
const COMES: ReadonlySet<string> = new Set(['ins', 'moveTo']);
const LEAVES: ReadonlySet<string> = new Set(['del', 'moveFrom']);

/** A tracked change in some part of a file, whatever prefix its elements have. */
const MARKED =
  /<(?:[\w.-]+:)?(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|cellIns|cellDel|commentReference|commentRangeStart)[\s/>]/;

/** Whether the text of a Word file has tracked changes or comments, or the bookmark that a review copy has. */
export function isMarked(part: Buffer): boolean {
  // A part in UTF-16 has a zero beside each of these characters.
  const isWide = part[0] === 0xff || part[0] === 0xfe;
  const text = isWide ? part.toString('latin1').replaceAll('\0', '') : part.toString('latin1');
  return text.includes(VERSION_ANCHOR) || MARKED.test(text);
}

/** What was left out of a part: stretches and rows, and the notes that were referred to in them. */
export type Dropped = { count: number; notes: Set<string> };

/**
 * What becomes of a part's changes. `before-kept`: rejected, but for those in text boxes and in tables that stand in
 * cells: they can't be kept, and are accepted.
 */
export type HowToDecide = 'accept' | 'reject' | 'before-kept';

/**
 * Accepts or rejects all tracked changes of a part, in place (ECMA-376 part 1, 17.13.5). Rows and cells count, and marks
 * of paragraphs: where one goes, the words before it go on in the next paragraph.
 */
export function decideChanges(root: Element, how: HowToDecide): Dropped {
  const dropped: Dropped = { count: 0, notes: new Set() };
  const apart = how === 'before-kept' ? new Decision(true, dropped, null) : null;
  new Decision(how === 'accept', dropped, apart).decide(root);
  return dropped;
}

/** The name of a note of either kind. */
export const noteName = (reference: string, id: string): string => `${reference} ${id}`;

class Decision {
  readonly #accept: boolean;
  readonly #goes: ReadonlySet<string>;
  readonly #stays: ReadonlySet<string>;
  readonly #dropped: Dropped;
  /** Decides what is in text boxes and in tables in cells; null: as all the rest. */
  readonly #apart: Decision | null;

  constructor(accept: boolean, dropped: Dropped, apart: Decision | null) {
    this.#accept = accept;
    this.#apart = apart;
    this.#goes = accept ? LEAVES : COMES;
    this.#stays = accept ? COMES : LEAVES;
    this.#dropped = dropped;
  }

  decide(parent: Element): void {
    const out: (Element | string)[] = [];
    /** Words of paragraphs whose marks go. */
    let open: (Element | string)[] = [];
    const flush = (): void => {
      if (open.some((node) => typeof node !== 'string' && holdsSomething(node))) {
        const last = new Element('w:p', {});
        last.children.push(...open);
        out.push(last);
      }
      open = [];
    };
    const add = (nodes: readonly (Element | string)[]): void => {
      for (const node of nodes) {
        if (typeof node === 'string') {
          out.push(node);
          continue;
        }
        if (this.#goes.has(node.localName) || this.#isLineThatGoes(node)) {
          this.#drop(node);
          continue;
        }
        if (this.#stays.has(node.localName)) {
          add(this.#accept ? node.children : node.children.map((one) => undeleted(one)));
          continue;
        }
        this.#inside(node);
        if (node.localName === 'p' && this.#hasMarkThatGoes(node)) {
          open.push(...wordsOf(node));
          continue;
        }
        if (node.localName === 'p' && open.length > 0) {
          const at = node.children.findIndex((one) => typeof one !== 'string' && one.localName === 'pPr') + 1;
          node.children.splice(at, 0, ...open);
          open = [];
        }
        if (node.localName === 'tbl' || node.localName === 'sectPr') flush();
        out.push(node);
      }
    };
    add([...parent.children]);
    flush();
    parent.children.splice(0, parent.children.length, ...out);
  }

  #inside(node: Element): void {
    if (node.localName === 'rPr' || node.localName === 'pPr') {
      if (!this.#accept) restoreProperties(node);
    } else if (node.localName === 'trPr' || node.localName === 'tcPr') withoutMarks(node);
    else if (this.#apart && node.localName === 'txbxContent') this.#apart.decide(node);
    else if (this.#apart && node.localName === 'tc') this.#cell(node, this.#apart);
    else if (node.localName !== 'tblPr' && node.localName !== 'sectPr') this.decide(node);
  }

  #cell(cell: Element, apart: Decision): void {
    for (const inner of elementsOf(cell)) if (inner.localName === 'tbl') apart.decide(inner);
    this.decide(cell);
  }

  /** A row or a cell. */
  #isLineThatGoes(node: Element): boolean {
    if (node.localName === 'tr') return child(child(node, 'trPr'), this.#accept ? 'del' : 'ins') !== null;
    if (node.localName === 'tc')
      return child(child(node, 'tcPr'), this.#accept ? 'cellDel' : 'cellIns') !== null;
    return false;
  }

  #hasMarkThatGoes(paragraph: Element): boolean {
    const mark = child(child(paragraph, 'pPr'), 'rPr');
    return mark !== null && elementsOf(mark).some(({ localName }) => this.#goes.has(localName));
  }

  #drop(node: Element): void {
    this.#dropped.count += 1;
    const references = (parent: Element): void => {
      for (const inner of elementsOf(parent)) {
        if (inner.localName === 'footnoteReference' || inner.localName === 'endnoteReference')
          this.#dropped.notes.add(noteName(inner.localName, inner.getAttribute('w:id') ?? ''));
        else references(inner);
      }
    };
    references(node);
  }
}

const wordsOf = ({ children }: Element): (Element | string)[] =>
  children.filter((one) => typeof one === 'string' || one.localName !== 'pPr');

/** Words, or what stands among them. */
const holdsSomething = (node: Element): boolean =>
  node.textContent !== '' || /^(?:r|hyperlink|sdt|fldSimple)$/.test(node.localName);

/** Takes the marks of a row or a cell that stays. */
function withoutMarks(properties: Element): void {
  const kept = properties.children.filter(
    (one) => typeof one === 'string' || !/^(?:ins|del|cellIns|cellDel)$/.test(one.localName),
  );
  properties.children.splice(0, properties.children.length, ...kept);
}

/** Formats as they were before a tracked change of them. */
function restoreProperties(properties: Element): void {
  const change = elementsOf(properties).find(
    ({ localName }) => localName === `${properties.localName}Change`,
  );
  if (!change) {
    for (const inner of elementsOf(properties)) if (inner.localName === 'rPr') restoreProperties(inner);
    return;
  }
  const before = elementsOf(change).find(({ localName }) => localName === properties.localName);
  // The mark of the paragraph and the end of a section are no part of what was changed.
  const kept = elementsOf(properties).filter(
    ({ localName }) => properties.localName === 'pPr' && ['rPr', 'sectPr'].includes(localName),
  );
  properties.children.splice(0, properties.children.length, ...(before?.children ?? []), ...kept);
}

function undeleted(node: Element | string): Element | string {
  if (typeof node === 'string') return node;
  const name = node.localName === 'delText' ? node.name.replace('delText', 't') : node.name;
  const made = new Element(name, node.attributes);
  made.children.push(...node.children.map((one) => undeleted(one)));
  return made;
}
