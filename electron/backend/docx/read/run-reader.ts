import type { NoteKind } from '../../../../shared/document/types.ts';
import type { SourceFormat, SourceText, SourceVoid } from '../../../../shared/structure/source-line.ts';
import type { Context } from './context.ts';
import { picturesIn } from './pictures.ts';
import { isOn, type Look } from './styles.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/** Words of a paragraph up to a break in it; `page`: what follows begins a new page. */
export type Stretch = SourceText & { ends?: 'line' | 'page' };

type Open = { text: string; formats: SourceFormat[]; voids: SourceVoid[] };

/** Stretches in which nothing stands, by what ends them. */
const EMPTY = {
  line: { text: '', ends: 'line' },
  page: { text: '', ends: 'page' },
  end: { text: '' },
} as const satisfies Record<string, Stretch>;

/** Reads the runs of one paragraph in order; text boxes are set aside, to follow as paragraphs of their own. */
export class RunReader {
  readonly boxes: Element[] = [];
  readonly #context: Context;
  readonly #inNote: boolean;
  readonly #done: Stretch[] = [];
  #open: Open = { text: '', formats: [], voids: [] };

  constructor(context: Context, inNote: boolean) {
    this.#context = context;
    this.#inNote = inNote;
  }

  read(paragraph: Element): Stretch[] {
    this.#walk(paragraph, {});
    this.#break();
    return this.#done;
  }

  #add(text: string, look: Look): void {
    if (text === '') return;
    const { formats } = this.#open;
    const from = this.#open.text.length;
    this.#open.text += text;
    if (!look.bold && !look.sup) return;
    const last = formats.at(-1);
    if (last && last.to === from && last.bold === look.bold && last.sup === look.sup) last.to += text.length;
    else formats.push({ ...look, from, to: from + text.length });
  }

  #break(ends?: 'line' | 'page'): void {
    const { text, formats, voids } = this.#open;
    if (text === '' && voids.length === 0) {
      // A file may have any number of these: all are one.
      this.#done.push(EMPTY[ends ?? 'end']);
      return;
    }
    this.#done.push({
      text,
      ...(formats.length > 0 ? { formats } : {}),
      ...(voids.length > 0 ? { voids } : {}),
      ...(ends ? { ends } : {}),
    });
    this.#open = { text: '', formats: [], voids: [] };
  }

  #walk(parent: Element, look: Look): void {
    for (const element of elementsOf(parent)) this.#read(element, look);
  }

  #read(element: Element, look: Look): void {
    switch (element.localName) {
      case 'r':
        this.#run(element);
        return;
      case 't':
        this.#add(element.textContent, look);
        return;
      case 'tab':
        // Inside pPr a tab is a stop, not a character: pPr is never walked.
        this.#add('\t', look);
        return;
      case 'br':
      case 'cr':
        this.#break(attribute(element, 'type') === 'page' ? 'page' : 'line');
        return;
      case 'noBreakHyphen':
        this.#add('-', look);
        return;
      case 'sym':
        this.#add(symbol(element), look);
        return;
      case 'footnoteReference':
        this.#note('foot', element);
        return;
      case 'endnoteReference':
        this.#note('end', element);
        return;
      case 'del':
      case 'moveFrom':
        this.#context.counts.deleted += 1;
        return;
      case 'AlternateContent': {
        // Choice and Fallback say the same twice.
        this.#walk(child(element, 'Choice') ?? child(element, 'Fallback') ?? element, look);
        return;
      }
      case 'drawing':
      case 'pict':
      case 'object':
        this.#context.leftOut.passes(this.#open.text);
        for (const image of picturesIn(element, this.#context, this.#inNote))
          this.#open.voids.push({ at: this.#open.text.length, image });
        this.#walk(element, look);
        return;
      case 'txbxContent':
        this.boxes.push(element);
        return;
      case 'delText':
      case 'pPr':
      case 'rPr':
      case 'instrText':
      case 'sdtPr':
      case 'sdtEndPr':
        return;
      default:
        this.#walk(element, look);
    }
  }

  #run(run: Element): void {
    const reference = elementsOf(run).find(({ localName }) =>
      ['footnoteReference', 'endnoteReference'].includes(localName),
    );
    // A sign that somebody typed for a note: the note has its own.
    if (reference && isOnAttribute(reference, 'customMarkFollows')) this.#read(reference, {});
    else this.#walk(run, this.#context.styles.look(child(run, 'rPr')));
  }

  #note(kind: NoteKind, element: Element): void {
    const body = this.#context.noteBody(kind, attribute(element, 'id') ?? '');
    if (body) this.#open.voids.push({ at: this.#open.text.length, note: { kind, body } });
    else this.#context.counts.lostReferences += 1;
  }
}

const isOnAttribute = (element: Element, name: string): boolean =>
  ['1', 'true', 'on'].includes(attribute(element, name) ?? '');

/** A character of a symbol font: what is in the private area stands for the same place below. */
function symbol(element: Element): string {
  const code = Number.parseInt(attribute(element, 'char') ?? '', 16);
  if (!Number.isFinite(code)) return '';
  return String.fromCharCode(code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code);
}

/** True for a paragraph that its own properties, or else its style, put on a new page. */
export const beginsPage = (properties: Element | null, style: { pageBreak?: boolean }): boolean =>
  isOn(child(properties, 'pageBreakBefore')) ?? style.pageBreak ?? false;
