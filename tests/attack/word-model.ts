import type { Element } from '../../electron/backend/docx/read/xml.ts';
import {
  copyOf,
  first,
  isElement,
  joinParts,
  make,
  named,
  need,
  openParts,
  PARTS,
  replaceIn,
  within,
} from './word-xml.ts';

/** How a move is done: Word's own tracked move, deleted and put in with tracking on, or cut and pasted without. */
export type Moving = 'move' | 'tracked' | 'untracked';

type Place = { holder: Element; run: Element };

const MARKS = /^(?:ins|del|moveFrom|moveTo)$/;

/**
 * Somebody at a Word file: does to its body what Word does when text is typed, deleted, moved, cut and pasted, when
 * paragraphs are split and joined, and when tables are changed, with tracking on or off. Places are characters that
 * are read: a note's sign or an image counts as one, what is deleted as none.
 */
export class WordModel {
  readonly #parts: Record<string, Uint8Array>;
  readonly #root: Element;
  readonly #author: string;
  #id = 5000;

  constructor(file: Uint8Array, author = '张三') {
    const { parts, root } = openParts(file);
    this.#parts = parts;
    this.#root = root;
    this.#author = author;
  }

  /** The file as it is saved. */
  save(): Uint8Array {
    return joinParts(this.#parts, this.#root);
  }

  /** All of its body, to be read. */
  get root(): Element {
    return this.#root;
  }

  get #body(): Element {
    const body = first(this.#root, 'body');
    if (!body) throw new Error('no body');
    return body;
  }

  /** Paragraphs of the text, without those of tables. */
  get paragraphs(): Element[] {
    return named(this.#body, 'p');
  }

  get tables(): Element[] {
    return named(this.#body, 'tbl');
  }

  /** Paragraphs of cells. */
  get cells(): Element[] {
    return this.tables.flatMap((table) => within(table, /^p$/).map(({ element }) => element));
  }

  /** The first paragraph that has these words, of the text or of a cell. */
  paragraph(words: string): Element {
    const found = [...this.paragraphs, ...this.cells].find((one) => this.textOf(one).includes(words));
    if (!found) throw new Error(`no paragraph with “${words}”`);
    return found;
  }

  /** All that is read, with tracked changes as they are. */
  get text(): string {
    return [...this.paragraphs, ...this.cells].map((one) => this.textOf(one)).join('\n');
  }

  textOf(paragraph: Element): string {
    return this.#runs(paragraph)
      .map(({ run }) => textOfRun(run))
      .join('');
  }

  /** Where these words stand. */
  find(words: string): { paragraph: Element; from: number; to: number } {
    const paragraph = this.paragraph(words);
    const from = this.textOf(paragraph).indexOf(words);
    return { paragraph, from, to: from + words.length };
  }

  #change(more: Record<string, string> = {}): Record<string, string> {
    this.#id += 1;
    return {
      'w:id': String(this.#id),
      'w:author': this.#author,
      'w:date': '2025-12-03T02:03:00Z',
      ...more,
    };
  }

  /** Runs that are read, in order, with what holds each. */
  #runs(paragraph: Element): Place[] {
    const read = (holder: Element): Place[] =>
      holder.children.flatMap((node) => {
        if (!isElement(node)) return [];
        if (node.localName === 'r') return [{ holder, run: node }];
        return /^(?:del|moveFrom|pPr)$/.test(node.localName) ? [] : read(node);
      });
    return read(paragraph);
  }

  /** Parts a run, so that one begins at the place: as Word does, each with an id of the sitting that it was typed in. */
  #cut(paragraph: Element, at: number): void {
    let before = 0;
    for (const { holder, run } of this.#runs(paragraph)) {
      const text = textOfRun(run);
      const inside = at - before;
      before += text.length;
      if (inside <= 0 || inside >= text.length) continue;
      const [left, right] = [copyOf(run), copyOf(run)];
      setText(left, text.slice(0, inside));
      setText(right, text.slice(inside));
      replaceIn(holder, run, [left, right]);
      return;
    }
  }

  #between(paragraph: Element, from: number, to: number): Place[] {
    this.#cut(paragraph, from);
    this.#cut(paragraph, to);
    let at = 0;
    return this.#runs(paragraph).filter(({ run }) => {
      const begin = at;
      at += textOfRun(run).length;
      return begin >= from && at <= to && at > begin;
    });
  }

  /** Puts nodes in at a place. */
  #put(paragraph: Element, at: number, nodes: readonly Element[]): void {
    this.#cut(paragraph, at);
    let before = 0;
    let last: Place | undefined;
    for (const place of this.#runs(paragraph)) {
      if (before >= at) break;
      before += textOfRun(place.run).length;
      last = place;
    }
    if (!last) {
      const properties = paragraph.children.findLastIndex(
        (node) => isElement(node) && /^(?:pPr|bookmarkStart|commentRangeStart)$/.test(node.localName),
      );
      paragraph.children.splice(properties + 1, 0, ...nodes);
      return;
    }
    const { holder, run } = last;
    const behind = holder.children.indexOf(run) + 1;
    if (holder === paragraph) {
      holder.children.splice(behind, 0, ...nodes);
      return;
    }
    // Behind a change of somebody else, not into it.
    const rest = holder.children.splice(behind);
    const outer = within(paragraph, MARKS).find(({ element }) => element === holder)?.holder ?? paragraph;
    const half = make(holder.localName, { ...holder.attributes }, rest);
    outer.children.splice(
      outer.children.indexOf(holder) + 1,
      0,
      ...nodes,
      ...(rest.length > 0 ? [half] : []),
    );
  }

  insert(paragraph: Element, at: number, text: string, tracked = true): void {
    const look = first(this.#runs(paragraph)[0]?.run, 'rPr');
    const run = runOf(text, look);
    this.#put(paragraph, at, [tracked ? make('ins', this.#change(), [run]) : run]);
  }

  delete(paragraph: Element, from: number, to: number, tracked = true): void {
    for (const { holder, run } of this.#between(paragraph, from, to)) {
      if (!tracked || holder.attributes['w:author'] === this.#author) replaceIn(holder, run, []);
      else replaceIn(holder, run, [make('del', this.#change(), [deleted(run)])]);
    }
  }

  replace(paragraph: Element, from: number, to: number, text: string, tracked = true): void {
    this.insert(paragraph, to, text, tracked);
    this.delete(paragraph, from, to, tracked);
  }

  /** Enter within a paragraph: its bookmark stays with the first half. */
  split(paragraph: Element, at: number, tracked = true): Element {
    this.#cut(paragraph, at);
    let before = 0;
    let cut = paragraph.children.length;
    for (const [index, node] of paragraph.children.entries()) {
      if (!isElement(node) || node.localName === 'pPr') continue;
      if (before >= at && (node.localName === 'r' || MARKS.test(node.localName))) {
        cut = index;
        break;
      }
      if (node.localName === 'r') before += textOfRun(node).length;
      else if (!/^(?:del|moveFrom)$/.test(node.localName))
        before += within(node, /^r$/).reduce((sum, { element }) => sum + textOfRun(element).length, 0);
    }
    const properties = first(paragraph, 'pPr');
    const rest = make('p', {}, [
      ...(properties ? [copyOf(properties)] : []),
      ...paragraph.children.splice(cut),
    ]);
    if (tracked) this.#mark(paragraph, 'ins');
    const holder = this.#holderOf(paragraph);
    holder.children.splice(holder.children.indexOf(paragraph) + 1, 0, rest);
    return rest;
  }

  /** Deletes the mark at the end of a paragraph. */
  join(paragraph: Element, tracked = true): void {
    const holder = this.#holderOf(paragraph);
    const next = holder.children[holder.children.indexOf(paragraph) + 1];
    if (!isElement(next) || next.localName !== 'p') return;
    if (tracked) {
      this.#mark(paragraph, 'del');
      return;
    }
    const words = next.children.filter((node) => !isElement(node) || node.localName !== 'pPr');
    paragraph.children.push(...words);
    replaceIn(holder, next, []);
  }

  #mark(paragraph: Element, name: 'ins' | 'del' | 'moveFrom' | 'moveTo'): void {
    const look = need(need(paragraph, 'pPr'), 'rPr', 'end');
    look.children.unshift(make(name, this.#change()));
  }

  #holderOf(one: Element): Element {
    const found = within(this.#root, new RegExp(`^${one.localName}$`)).find(({ element }) => element === one);
    if (!found) throw new Error('it is not in the file');
    return found.holder;
  }

  /** A paragraph with all that is in it, without tracking. */
  removeParagraph(paragraph: Element): void {
    this.#takeOut(paragraph, 'untracked');
  }

  /** Takes a whole paragraph out with its mark. */
  #takeOut(paragraph: Element, way: Moving): void {
    if (way === 'untracked') {
      replaceIn(this.#holderOf(paragraph), paragraph, []);
      return;
    }
    const name = way === 'move' ? 'moveFrom' : 'del';
    for (const { holder, run } of this.#runs(paragraph))
      replaceIn(holder, run, [make(name, this.#change(), [name === 'del' ? deleted(run) : run])]);
    this.#mark(paragraph, name);
  }

  /** Paragraphs to another place of the text: before this one, or to its end. A bookmark is kept where Word keeps it. */
  move(paragraphs: readonly Element[], before: Element | null, way: Moving, withBookmarks = true): void {
    const holder = this.#body;
    const copies = paragraphs.map((one) => {
      const made = copyOf(one);
      if (way === 'untracked') {
        if (withBookmarks) {
          const marks = one.children.filter(
            (node) => isElement(node) && node.localName.startsWith('bookmark'),
          );
          const at = made.children.findIndex((node) => isElement(node) && node.localName === 'pPr') + 1;
          made.children.splice(at, 0, ...marks);
        }
        return made;
      }
      const name = way === 'move' ? 'moveTo' : 'ins';
      for (const { holder: inner, run } of this.#runs(made))
        if (inner === made) replaceIn(inner, run, [make(name, this.#change(), [run])]);
      this.#mark(made, name);
      return made;
    });
    for (const one of paragraphs) this.#takeOut(one, way);
    this.#putBlocks(holder, copies, before);
  }

  copy(paragraphs: readonly Element[], before: Element | null, tracked = true): void {
    const copies = paragraphs.map((one) => {
      const made = copyOf(one);
      if (!tracked) return made;
      for (const { holder, run } of this.#runs(made))
        if (holder === made) replaceIn(holder, run, [make('ins', this.#change(), [run])]);
      this.#mark(made, 'ins');
      return made;
    });
    this.#putBlocks(this.#body, copies, before);
  }

  #putBlocks(holder: Element, blocks: readonly Element[], before: Element | null): void {
    const section = holder.children.findIndex((node) => isElement(node) && node.localName === 'sectPr');
    const found = before ? holder.children.indexOf(before) : -1;
    const end = section < 0 ? holder.children.length : section;
    holder.children.splice(found < 0 ? end : found, 0, ...blocks);
  }

  /** Words of a paragraph to a place in another one, or a copy of them. */
  moveWords(
    from: { paragraph: Element; from: number; to: number },
    to: { paragraph: Element; at: number },
    way: Moving,
    isCopy = false,
  ): void {
    const runs = this.#between(from.paragraph, from.from, from.to);
    const copies = runs.map(({ run }) => copyOf(run));
    const length = from.to - from.from;
    const isSame = from.paragraph === to.paragraph;
    if (isSame && to.at > from.from && to.at < from.to) return;
    const name = way === 'move' && !isCopy ? 'moveTo' : 'ins';
    const nodes = way === 'untracked' ? copies : copies.map((run) => make(name, this.#change(), [run]));
    const behind = isSame && to.at <= from.from ? nodes.length > 0 : false;
    this.#put(to.paragraph, to.at, nodes);
    if (isCopy) return;
    const begin = from.from + (behind ? length : 0);
    for (const { holder, run } of this.#between(from.paragraph, begin, begin + length)) {
      const out = way === 'move' ? 'moveFrom' : 'del';
      if (way === 'untracked' || holder.attributes['w:author'] === this.#author) replaceIn(holder, run, []);
      else replaceIn(holder, run, [make(out, this.#change(), [out === 'del' ? deleted(run) : run])]);
    }
  }

  format(paragraph: Element, from: number, to: number, tracked = true): void {
    for (const { run } of this.#between(paragraph, from, to)) {
      const look = need(run, 'rPr');
      const was = copyOf(look);
      if (first(look, 'b')) continue;
      look.children.push(make('b'));
      if (tracked && !first(look, 'rPrChange')) look.children.push(make('rPrChange', this.#change(), [was]));
    }
  }

  rowsOf(table: Element): Element[] {
    return named(table, 'tr');
  }

  /** A row with these words behind another one. */
  addRow(table: Element, behind: number, words: readonly string[], tracked = true): void {
    const row = this.rowsOf(table)[behind];
    if (!row) return;
    const made = copyOf(row);
    named(made, 'tc').forEach((cell, at) => this.#setCell(cell, words[at] ?? '', tracked));
    if (tracked) need(made, 'trPr').children.push(make('ins', this.#change()));
    table.children.splice(table.children.indexOf(row) + 1, 0, made);
  }

  removeRow(table: Element, at: number, tracked = true): void {
    const row = this.rowsOf(table)[at];
    if (!row) return;
    if (!tracked) {
      replaceIn(table, row, []);
      return;
    }
    for (const paragraph of within(row, /^p$/))
      this.delete(paragraph.element, 0, this.textOf(paragraph.element).length);
    need(row, 'trPr').children.push(make('del', this.#change()));
  }

  /** A row to another place, or a copy of it: Word has no tracked move of rows. */
  moveRow(table: Element, from: number, behind: number, tracked = true, isCopy = false): void {
    const rows = this.rowsOf(table);
    const [row, after] = [rows[from], rows[behind]];
    if (!row || !after || row === after) return;
    const made = copyOf(row);
    if (tracked) {
      for (const { element } of within(made, /^p$/))
        for (const { holder, run } of this.#runs(element))
          replaceIn(holder, run, [make('ins', this.#change(), [run])]);
      need(made, 'trPr').children.push(make('ins', this.#change()));
    }
    table.children.splice(table.children.indexOf(after) + 1, 0, made);
    if (!isCopy) this.removeRow(table, rows.indexOf(row) > behind ? from + 1 : from, tracked);
  }

  /** Rows from this one on in another order. */
  sort(table: Element, from: number): void {
    const rows = this.rowsOf(table);
    const sorted = rows.slice(from).toReversed();
    rows.slice(from).forEach((row) => replaceIn(table, row, []));
    table.children.push(...sorted);
  }

  addColumn(table: Element, behind: number, words: readonly string[]): void {
    this.rowsOf(table).forEach((row, at) => {
      const cell = named(row, 'tc')[behind];
      if (!cell) return;
      const made = copyOf(cell);
      this.#setCell(made, words[at] ?? '', false);
      row.children.splice(row.children.indexOf(cell) + 1, 0, made);
    });
  }

  removeColumn(table: Element, at: number): void {
    for (const row of this.rowsOf(table)) {
      const cell = named(row, 'tc')[at];
      if (cell) replaceIn(row, cell, []);
    }
  }

  /** Joins two cells of a row, as Word does: the words of both, one paragraph behind the other. */
  mergeCells(table: Element, row: number, at: number): boolean {
    const line = this.rowsOf(table)[row];
    const cells = line ? named(line, 'tc') : [];
    const [left, right] = [cells[at], cells[at + 1]];
    if (!line || !left || !right) return false;
    const properties = need(left, 'tcPr');
    const span = first(properties, 'gridSpan');
    const more = spanOf(left) + spanOf(right);
    if (span) replaceIn(properties, span, []);
    const width = properties.children.findIndex((node) => isElement(node) && node.localName === 'tcW');
    properties.children.splice(width + 1, 0, make('gridSpan', { 'w:val': String(more) }));
    left.children.push(...named(right, 'p'));
    replaceIn(line, right, []);
    return true;
  }

  /** A cell becomes two: its words stay in the first. */
  splitCell(table: Element, row: number, at: number): boolean {
    const line = this.rowsOf(table)[row];
    const cell = line ? named(line, 'tc')[at] : undefined;
    if (!line || !cell) return false;
    const made = copyOf(cell);
    this.#setCell(made, '', false);
    line.children.splice(line.children.indexOf(cell) + 1, 0, made);
    // All other rows reach over the new column.
    for (const other of this.rowsOf(table)) {
      if (other === line) continue;
      const wide = named(other, 'tc')[at];
      if (!wide) continue;
      const properties = need(wide, 'tcPr');
      const span = first(properties, 'gridSpan');
      const more = spanOf(wide) + 1;
      if (span) replaceIn(properties, span, []);
      const width = properties.children.findIndex((node) => isElement(node) && node.localName === 'tcW');
      properties.children.splice(width + 1, 0, make('gridSpan', { 'w:val': String(more) }));
    }
    return true;
  }

  moveTable(table: Element, before: Element | null): void {
    replaceIn(this.#body, table, []);
    this.#putBlocks(this.#body, [table], before);
  }

  #setCell(cell: Element, text: string, tracked: boolean): void {
    const [paragraph, ...more] = named(cell, 'p');
    for (const one of more) replaceIn(cell, one, []);
    if (!paragraph) return;
    const look = first(this.#runs(paragraph)[0]?.run, 'rPr');
    const properties = first(paragraph, 'pPr');
    const run = runOf(text, look);
    paragraph.children.splice(
      0,
      paragraph.children.length,
      ...(properties ? [properties] : []),
      ...(text === '' ? [] : [tracked ? make('ins', this.#change(), [run]) : run]),
    );
  }

  /** 接受所有修订 · 拒绝所有修订 */
  decideAll(accept: boolean): void {
    const gone = accept ? /^(?:del|moveFrom)$/ : /^(?:ins|moveTo)$/;
    const kept = accept ? /^(?:ins|moveTo)$/ : /^(?:del|moveFrom)$/;
    for (const { element: row, holder } of within(this.#root, /^tr$/)) {
      const properties = first(row, 'trPr');
      if (properties && properties.children.some((one) => isElement(one) && gone.test(one.localName)))
        replaceIn(holder, row, []);
    }
    for (const table of this.tables)
      if (this.rowsOf(table).length === 0) replaceIn(this.#holderOf(table), table, []);
    // Joins first: the marks of paragraphs that go.
    for (const paragraph of [...this.paragraphs].toReversed()) {
      const look = first(first(paragraph, 'pPr'), 'rPr');
      const isGone = look?.children.some((one) => isElement(one) && gone.test(one.localName)) ?? false;
      const mark = look?.children.filter((one) => isElement(one) && MARKS.test(one.localName)) ?? [];
      for (const one of mark) replaceIn(look!, one as Element, []);
      if (!isGone) continue;
      const holder = this.#holderOf(paragraph);
      const next = holder.children
        .slice(holder.children.indexOf(paragraph) + 1)
        .find((node): node is Element => isElement(node) && /^(?:p|tbl|sectPr)$/.test(node.localName));
      const words = paragraph.children.filter((node) => !isElement(node) || node.localName !== 'pPr');
      if (next?.localName !== 'p') {
        // Nothing can take what is left of it; where nothing is left, it goes.
        const isEmpty = words.every(
          (node) =>
            !isElement(node) ||
            !/^(?:r|ins|moveTo|del|moveFrom)$/.test(node.localName) ||
            gone.test(node.localName),
        );
        if (isEmpty) replaceIn(holder, paragraph, []);
        continue;
      }
      const at = next.children.findIndex((node) => isElement(node) && node.localName === 'pPr') + 1;
      next.children.splice(at, 0, ...words);
      replaceIn(holder, paragraph, []);
    }
    for (const { holder, element } of within(this.#root, /^move(?:From|To)Range(?:Start|End)$/))
      replaceIn(holder, element, []);
    for (let found = within(this.#root, MARKS); found.length > 0; found = within(this.#root, MARKS)) {
      const [{ holder, element } = { holder: this.#root, element: this.#root }] = found;
      if (gone.test(element.localName) || !kept.test(element.localName)) replaceIn(holder, element, []);
      else {
        const back = element.children.map((one) => (isElement(one) ? undeleted(one) : one));
        replaceIn(holder, element, back);
      }
    }
    for (const { holder, element } of within(this.#root, /^(?:rPrChange|pPrChange)$/))
      replaceIn(holder, element, []);
  }

  dropBookmarks(): void {
    for (const { holder, element } of within(this.#root, /^bookmark(?:Start|End)$/))
      if (!(element.attributes['w:name'] ?? '').startsWith('_nsv_')) replaceIn(holder, element, []);
  }

  dropProperties(): void {
    delete this.#parts[PARTS.custom];
    const types = '[Content_Types].xml';
    const list = new TextDecoder().decode(this.#parts[types]);
    this.#parts[types] = new TextEncoder().encode(list.replace(/<Override[^>]*custom\.xml[^>]*\/>/, ''));
  }
}

function textOfRun(run: Element): string {
  return run.children
    .map((node) => {
      if (!isElement(node)) return '';
      if (node.localName === 't') return node.textContent;
      if (/^(?:footnoteReference|endnoteReference|drawing|tab|br)$/.test(node.localName)) return '\uFFFC';
      return '';
    })
    .join('');
}

function setText(run: Element, text: string): void {
  const look = first(run, 'rPr');
  run.children.splice(0, run.children.length, ...(look ? [look] : []), wordsOf(text));
}

const wordsOf = (text: string): Element => make('t', { 'xml:space': 'preserve' }, [text]);

const runOf = (text: string, look: Element | undefined): Element =>
  make('r', { 'w:rsidR': '00AB12CD' }, [
    ...(look && !first(look, 'rStyle') ? [copyOf(look)] : []),
    wordsOf(text),
  ]);

function renamed(run: Element, from: string, to: string): Element {
  const made = copyOf(run);
  made.children.forEach((node, at) => {
    if (isElement(node) && node.localName === from)
      made.children[at] = make(to, { ...node.attributes }, node.children);
  });
  return made;
}

const deleted = (run: Element): Element => renamed(run, 't', 'delText');
const undeleted = (run: Element): Element => renamed(run, 'delText', 't');

const spanOf = (cell: Element): number =>
  Number(first(first(cell, 'tcPr'), 'gridSpan')?.attributes['w:val'] ?? 1);
