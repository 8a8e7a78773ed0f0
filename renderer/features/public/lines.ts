import type { EditionLine, LinePart } from '../../../shared/edition/cut-edition.ts';

/** The elements that hold the words of the public page, in reading order. */
export const linesIn = (page: HTMLElement): HTMLElement[] => [
  ...page.querySelectorAll<HTMLElement>('[data-line]'),
];

/** Which words of the edition an element holds. */
export function lineOf(element: HTMLElement): EditionLine {
  const { line = '', cell, runIn } = element.dataset;
  const [row, column] = cell?.split(',').map(Number) ?? [];
  return {
    block: line,
    ...(runIn === undefined ? {} : { runIn: true }),
    ...(row === undefined || column === undefined ? {} : { cell: [row, column] }),
  };
}

/** The words of a line, without the signs of notes. */
export const wordsOf = (line: HTMLElement): string =>
  textsIn(line)
    .map(({ data }) => data)
    .join('');

function textsIn(line: HTMLElement): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest('[data-aside]')) texts.push(node as Text);
  return texts;
}

/** The parts of lines that are selected, in reading order. */
export function partsIn(page: HTMLElement, range: Range): LinePart[] {
  return linesIn(page).flatMap((line): LinePart[] => {
    if (!range.intersectsNode(line)) return [];
    const length = wordsOf(line).length;
    const from = line.contains(range.startContainer)
      ? wordsBefore(line, range.startContainer, range.startOffset)
      : 0;
    const to = line.contains(range.endContainer)
      ? wordsBefore(line, range.endContainer, range.endOffset)
      : length;
    return from < to || (length === 0 && from === to) ? [{ line: lineOf(line), from, to }] : [];
  });
}

/** How many characters of a line stand before a place of the page. */
function wordsBefore(line: HTMLElement, node: Node, offset: number): number {
  const place = document.createRange();
  place.setStart(node, offset);
  let count = 0;
  for (const text of textsIn(line)) {
    if (text === node) return count + offset;
    if (place.comparePoint(text, 0) >= 0) return count;
    count += text.length;
  }
  return count;
}

/** Characters of a line as a range of the page. */
export function rangeOf(line: HTMLElement, from: number, to: number): Range | null {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (const text of textsIn(line)) {
    const end = at + text.length;
    if (!begun && from < end) {
      range.setStart(text, from - at);
      begun = true;
    }
    if (begun && to <= end) {
      range.setEnd(text, to - at);
      return range;
    }
    at = end;
  }
  return null;
}
