import { Editor, Node, Range, Transforms } from 'slate';

import type { StoredImage } from '../../shared/contract/assets.ts';
import { hasHidden } from '../../shared/document/marked-blocks.ts';
import type { Variables } from '../../shared/document/types.ts';
import type { EditionPolicy } from '../../shared/edition/mask.ts';
import {
  blocksOfFragment,
  blocksOfLines,
  foundIn,
  type PasteFound,
  type PasteInto,
} from '../../shared/paste/pasted.ts';
import { imagesIn, readHtml, type HtmlText, type LeftOut } from '../../shared/paste/read-html.ts';
import { cleanText, readText } from '../../shared/paste/read-text.ts';
import { takeHeadMarks } from '../../shared/structure/head-marks.ts';
import type { SourceLine } from '../../shared/structure/source-line.ts';
import { holdsSomething, textOfCell } from '../../shared/structure/source-text.ts';
import type { Template } from '../../shared/template/schema.ts';
import { bytesOf } from '../client/assets.ts';
import { messageOf } from '../client/client-context.ts';
import { copiedHere, copySelection, FRAGMENT } from './copy-selection.ts';
import type { ReportEditor } from './create-report-editor.ts';
import type { HtmlElement } from '../../shared/paste/html-node.ts';
import { parseHtml } from './html-dom.ts';
import { imageOf, insertImages, whyNoImage } from './image-commands.ts';
import { isBlank } from './live-view.ts';
import { fieldsUnder, isMasked } from './fields-under.ts';
import { insertBlocks } from './paste.ts';
import { blockAt, blocksOf, withoutHangingEnd } from './places.ts';
import { cellAt } from './table-cells.ts';
import { asOneStep } from './with-history-steps.ts';
import { overFields, typeOver } from './with-typed-over.ts';

type Host = {
  editor: ReportEditor;
  variables: () => Variables;
  template: () => Template | null;
  report: () => { unit: string; year: number };
  /** Puts an image into the store; rejects with AppError. */
  addImage: (file: Blob) => Promise<StoredImage>;
  /** Whether words with the grade of a state secret may be here; rejects with AppError. */
  isFit: () => Promise<boolean>;
  /** Runs what changes the document when nobody composes. */
  whenSettled: (work: () => void) => void;
  /** Tells why something was not done. */
  refuse: (why: string) => void;
};

/** What a paste did, for the message; `plain` undoes it and puts the words alone in, false when it is too late. */
export type Pasted = { found: PasteFound | null; leftOut: LeftOut; plain: () => boolean };

const NOTHING: HtmlText = { lines: [], leftOut: { images: 0, objects: 0, deleted: 0, comments: 0 } };

/** Copying out of a report as it is written, and pasting into it from anywhere. */
export class Clipboard {
  readonly #host: Host;
  readonly #listeners = new Set<(pasted: Pasted) => void>();
  #plainNext = false;

  constructor(host: Host) {
    this.#host = host;
    // Also what is dropped comes in this way.
    host.editor.insertData = (data) => this.paste(data);
  }

  /** Hears of pastes that have recognised something or left something out. */
  readonly onPasted = (listener: (pasted: Pasted) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Ctrl+Shift+V was pressed: the browser pastes next, and says nothing of Shift then. */
  plainNext(plain: boolean): void {
    this.#plainNext = plain;
  }

  /** Fills the clipboard with what is selected; see `copySelection`. */
  copy(data: DataTransfer, policy: EditionPolicy): void {
    const { editor, variables, template, report } = this.#host;
    copySelection({ editor, variables: variables(), template: template(), report: report() }, data, policy);
  }

  /** Puts in what was copied or dropped, as one step. */
  paste(data: DataTransfer): void {
    const { editor } = this.#host;
    const plain = this.#plainNext;
    this.#plainNext = false;
    if (!editor.selection) return;
    const text = data.getData('text/plain');
    const fragment = data.getData(FRAGMENT);
    const own = blocksOfFragment(copiedHere(fragment) ?? decoded(fragment), this.#slots());
    // Over a field, words that can be its value are its value; but nothing more open than it was.
    const isOpener =
      own !== null && (hasHidden(own) || fieldsUnder(editor)?.fields.every((one) => !isMasked(one)));
    if (!isOpener && typeOver(editor, cleanText(text.trim()))) return;
    // As words alone, what is hidden would be public.
    if (plain && !(own && hasHidden(own))) {
      this.#ifFit(readText(text), () => this.#pastePlain(text));
      return;
    }
    if (own) {
      overFields(editor, () => insertBlocks(editor, own));
      return;
    }
    const html = data.getData('text/html');
    const page = html ? parseHtml(html) : null;
    const inside = page ? imagesIn(page) : [];
    const files = [...data.files];
    if (page && inside.length > 0)
      this.#ifFit(readHtml(page).lines, () => void this.#pasteWithImages(page, inside, text));
    else this.#pasteWords(page ? readHtml(page) : NOTHING, text, files);
  }

  #pasteWords(read: HtmlText, text: string, files: readonly File[]): void {
    const source = read.lines.length > 0 ? read.lines : readText(text);
    this.#ifFit(source, () => this.#pasteRead(read, text, files));
  }

  /** Puts words with the grade of a state secret in only where the unit has declared this computer fit for them. */
  #ifFit(source: readonly SourceLine[], work: () => void): void {
    const { grade } = takeHeadMarks(source, { keep: true });
    if (grade === null) {
      work();
      return;
    }
    const { refuse, isFit } = this.#host;
    void this.#atSelection(async () => {
      if (await isFit()) return work;
      return () =>
        refuse(
          `没有粘贴：内容标有国家秘密的密级（${grade}），这台计算机没有登记为可以处理涉密文件。请在符合保密要求的计算机上处理。`,
        );
    }).catch((error: unknown) => refuse(messageOf(error)));
  }

  #pasteRead({ lines, leftOut }: HtmlText, text: string, files: readonly File[]): void {
    const { editor } = this.#host;
    const source = lines.length > 0 ? lines : readText(text);
    const blocks = blocksOfLines(source, this.#into());
    if (blocks.length === 0) {
      // Of what is text, too, some programs give an image along; only where there is none it is meant.
      const pictures = files.filter(({ type }) => type.startsWith('image/'));
      if (pictures.length > 0) void this.#pasteImages(pictures);
      else if (leftOut.images + leftOut.objects > 0) this.#tell(null, leftOut, () => false);
      else if (files.length > 0) this.#host.refuse('正文里只能放图片文件。Word 文件请在首页导入。');
      return;
    }
    overFields(editor, () => insertBlocks(editor, blocks));
    this.#offerPlain(foundIn(blocks), leftOut, plainOf(source));
  }

  /** A page that holds images: they are stored first. One that can't be is left out, and told. */
  async #pasteWithImages(page: HtmlElement, addresses: readonly string[], text: string): Promise<void> {
    const stored = new Map<string, StoredImage>();
    let failed: unknown = null;
    await this.#atSelection(async () => {
      for (const address of addresses) {
        try {
          stored.set(address, await this.#host.addImage(blobOf(address)));
        } catch (error) {
          failed ??= error;
        }
      }
      return () => this.#pasteRead(readHtml(page, stored), text, []);
    });
    if (failed !== null) this.#host.refuse(messageOf(failed));
  }

  /** Stores images and puts them in the place of what is selected now, as one step; all of them or none. */
  async #pasteImages(files: readonly File[]): Promise<void> {
    const { editor, addImage, refuse } = this.#host;
    const why = whyNoImage(editor);
    if (why || !editor.selection) {
      if (why) refuse(why);
      return;
    }
    try {
      await this.#atSelection(async () => {
        const stored = await Promise.all(files.map((file) => addImage(file)));
        return () =>
          asOneStep(editor, () => {
            if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
            insertImages(
              editor,
              stored.map((one) => imageOf(one)),
            );
          });
      });
    } catch (error) {
      refuse(messageOf(error));
    }
  }

  /**
   * Does something that takes its time, and then, at what is selected now, what came of it. The
   * place goes along with what is written meanwhile; where it is gone, nothing is done.
   */
  async #atSelection(prepare: () => Promise<() => void>): Promise<void> {
    const { editor, whenSettled } = this.#host;
    if (!editor.selection) return;
    const place = Editor.rangeRef(editor, editor.selection, { affinity: 'forward' });
    try {
      const work = await prepare();
      await new Promise<void>((resolve) => whenSettled(resolve));
      const at = place.current;
      if (!at || !Node.has(editor, at.anchor.path) || !Node.has(editor, at.focus.path)) return;
      Transforms.select(editor, at);
      work();
    } finally {
      place.unref();
    }
  }

  /** Words alone: the first line goes in at the caret, each further one begins a paragraph. One step. */
  #pastePlain(text: string): void {
    const { editor } = this.#host;
    const lines = text
      .replaceAll('\r\n', '\n')
      .split(/[\n\r\u2028\u2029]/)
      .map((line) => cleanText(line));
    while (lines.length > 1 && lines.at(-1) === '') lines.pop();
    const cell = cellAt(editor, editor.selection?.anchor);
    const putIn = (): void => {
      withoutHangingEnd(editor);
      Editor.withoutNormalizing(editor, () => {
        if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
        if (cell) {
          editor.insertText(lines.join(' '));
          return;
        }
        lines.forEach((line, at) => {
          if (at > 0) Transforms.splitNodes(editor, { always: true });
          if (line) editor.insertText(line);
        });
      });
    };
    asOneStep(editor, () => overFields(editor, putIn));
  }

  #offerPlain(found: PasteFound | null, leftOut: LeftOut, text: string): void {
    const { editor } = this.#host;
    const step = editor.history.undos.at(-1);
    const length = step?.operations.length;
    this.#tell(found, leftOut, () => {
      const last = editor.history.undos.at(-1);
      if (!step || last !== step || last.operations.length !== length) return false;
      editor.undo();
      this.#pastePlain(text);
      return true;
    });
  }

  #tell(found: PasteFound | null, leftOut: LeftOut, plain: () => boolean): void {
    for (const listener of this.#listeners) listener({ found, leftOut, plain });
  }

  #into(): PasteInto {
    const { editor, template, variables, report } = this.#host;
    return {
      template: template(),
      unit: variables()['unit'] || report().unit,
      slots: this.#slots(),
      whole: blocksOf(editor).every((block) => isBlank(block)),
      blank: isBlankLine(editor),
    };
  }

  #slots(): Set<string> {
    return new Set(
      blocksOf(this.#host.editor).flatMap((block) =>
        block.type === 'heading' && block.slot !== undefined ? [block.slot] : [],
      ),
    );
  }
}

function isBlankLine(editor: ReportEditor): boolean {
  const block = blockAt(editor, editor.selection?.anchor ?? null)?.block;
  return block?.type === 'paragraph' && isBlank(block);
}

function plainOf(source: readonly SourceLine[]): string {
  return source
    .filter((line) => holdsSomething(line))
    .map((line) => line.table?.map((row) => row.map(textOfCell).join('\t')).join('\n') ?? line.text)
    .join('\n');
}

/** The bytes of an address that holds them (`data:image/png;base64,…`). What is no such thing is no image. */
function blobOf(address: string): Blob {
  const at = address.indexOf(',');
  try {
    return new Blob([bytesOf(decodeURIComponent(address.slice(at + 1)).replaceAll(/\s/g, ''))]);
  } catch {
    return new Blob([]);
  }
}

function decoded(data: string): unknown {
  if (!data) return null;
  try {
    return JSON.parse(decodeURIComponent(atob(data)));
  } catch {
    return null;
  }
}
