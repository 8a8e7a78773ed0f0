import { eachOperation } from './page-content.ts';
import { dictOf } from './page-fonts.ts';
import {
  boxOf,
  corners,
  IDENTITY,
  meet,
  multiply,
  pointAt,
  type Box,
  type Matrix,
  type Point,
} from './pdf/geometry.ts';
import type { PdfDocument } from './pdf/document.ts';
import type { Page } from './pdf/pages.ts';
import { nameOf, UnusualPdf, type Dict, type Value } from './pdf/values.ts';

/** Points of one path, and states that are kept for later. An export has a few. */
const MOST = { points: 50_000, states: 1000 };

type State = {
  matrix: Matrix;
  /** Only what lies in it is seen. */
  clip: Box;
  isWhite: boolean;
  /** As good as transparent, or behind a mask. */
  isUnseen: boolean;
  /** How text is drawn (ISO 32000-1, 9.3.6). */
  mode: number;
  font: string;
  size: number;
};

/** What is drawn on a page, in its order. */
export type Drawn = {
  /** A string: its bytes, and from where its characters are scaled and moved to where they stand. */
  text: (bytes: string, matrix: Matrix, state: Readonly<State>) => void;
  /** An area, a picture or anything else that hides what is under it. */
  area: (box: Box) => void;
};

/** Follows the content of a page (ISO 32000-1, 8 and 9) as far as it takes to know what lies where. */
export function drawPage(document: PdfDocument, page: Page, drawn: Drawn): void {
  const resources = dictOf(document, page.dict.get('Resources'));
  const resource = (kind: string, name: Value | undefined): Value | undefined =>
    dictOf(document, resources.get(kind)).get(nameOf(name) ?? '');
  const stack: State[] = [];
  let state: State = {
    matrix: IDENTITY,
    clip: boxOfArray(document, page.dict.get('MediaBox')),
    isWhite: false,
    isUnseen: false,
    mode: 0,
    font: '',
    size: 0,
  };
  let path: Point[] = [];
  let clips = false;
  let line = IDENTITY;
  let leading = 0;

  const cover = (box: Box): void => {
    drawn.area(meet(box, state.clip));
  };
  const show = (value: Value | undefined): void => {
    const parts = value?.type === 'array' ? value.items : [value];
    const bytes = parts.map((part) => (part?.type === 'string' ? part.bytes : '')).join('');
    if (bytes !== '') drawn.text(bytes, multiply(line, state.matrix), state);
  };
  const add = (...numbers: number[]): void => {
    for (let at = 0; at + 1 < numbers.length; at += 2)
      path.push(pointAt(state.matrix, numbers[at] ?? 0, numbers[at + 1] ?? 0));
    if (path.length > MOST.points) path = corners(boxOf(path));
  };
  const endPath = (fills: boolean): void => {
    const box = boxOf(path);
    if (fills && path.length > 0) cover(box);
    if (clips) state.clip = meet(state.clip, box);
    path = [];
    clips = false;
  };
  const nextLine = (x: number, y: number): void => {
    line = multiply([1, 0, 0, 1, x, y], line);
  };

  eachOperation(document, page.dict.get('Contents'), (operator, operands) => {
    const numbers = operands.map((operand) => (operand.type === 'number' ? Number(operand.text) : 0));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    switch (operator) {
      case 'q':
        if (stack.length >= MOST.states) throw new UnusualPdf('states that lie too deep in one another');
        stack.push({ ...state });
        break;
      case 'Q':
        state = stack.pop() ?? state;
        break;
      case 'cm':
        state.matrix = multiply([a, b, c, d, e, f], state.matrix);
        break;
      case 'BT':
        line = IDENTITY;
        break;
      case 'Tm':
        line = [a, b, c, d, e, f];
        break;
      case 'TD':
        leading = -b;
        nextLine(a, b);
        break;
      case 'Td':
        nextLine(a, b);
        break;
      case 'TL':
        leading = a;
        break;
      case 'T*':
        nextLine(0, -leading);
        break;
      case 'Tf':
        state.font = nameOf(operands[0]) ?? '';
        state.size = Math.abs(b);
        break;
      case 'Tr':
        state.mode = a;
        break;
      case 'Tj':
      case 'TJ':
        show(operands[0]);
        break;
      case "'":
      case '"':
        nextLine(0, -leading);
        show(operands.at(-1));
        break;
      case 'rg':
      case 'g':
        state.isWhite = numbers.every((part) => part > 0.9);
        break;
      case 'k':
        state.isWhite = numbers.every((part) => part < 0.1);
        break;
      case 'gs': {
        const change = dictOf(document, resource('ExtGState', operands[0]));
        const alpha = document.resolve(change.get('ca'));
        const mask = document.resolve(change.get('SMask'));
        if (alpha.type === 'number') state.isUnseen = Number(alpha.text) < 0.1;
        if (mask.type === 'dict') state.isUnseen = true;
        break;
      }
      case 'm':
      case 'l':
        add(a, b);
        break;
      case 'c':
        add(a, b, c, d, e, f);
        break;
      case 'v':
      case 'y':
        add(a, b, c, d);
        break;
      case 're':
        add(a, b, a + c, b, a, b + d, a + c, b + d);
        break;
      case 'W':
      case 'W*':
        clips = true;
        break;
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        endPath(!state.isUnseen);
        break;
      case 'n':
      case 'S':
      case 's':
        endPath(false);
        break;
      case 'sh':
        cover(state.clip);
        break;
      case 'Do': {
        const thing = document.resolve(resource('XObject', operands[0]));
        if (thing.type === 'stream') cover(boxOfThing(document, thing.dict, state.matrix));
        break;
      }
    }
  });
}

/** Where a picture or a form lies that is drawn. */
function boxOfThing(document: PdfDocument, dict: Dict, matrix: Matrix): Box {
  const isForm = nameOf(document.resolve(dict.get('Subtype'))) === 'Form';
  const own: Box = isForm ? boxOfArray(document, dict.get('BBox')) : [0, 0, 1, 1];
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(document, dict.get('Matrix'));
  const whole = isForm ? multiply([a, b, c, d, e, f], matrix) : matrix;
  return boxOf(corners(own).map(([x, y]) => pointAt(whole, x, y)));
}

function boxOfArray(document: PdfDocument, value: Value | undefined): Box {
  const [a = 0, b = 0, c = 0, d = 0] = numbersOf(document, value);
  return boxOf([
    [a, b],
    [c, d],
  ]);
}

function numbersOf(document: PdfDocument, value: Value | undefined): number[] {
  const array = document.resolve(value);
  if (array.type !== 'array') return [];
  return array.items.map((item) => {
    const number = document.resolve(item);
    return number.type === 'number' ? Number(number.text) : 0;
  });
}
