import type { Draw } from '../draw.ts';

const NUMBERS = ['0', '-1', '1', '2147483648', '99999999999', '0.0000001', '[', 'null', '9 0 R', '1 0 R'];
const NAMES = ['/Page', '/Pages', '/Font', '/Type', '/Kids', '/Length', '/FlateDecode', '/LZWDecode', '/X'];

/** A copy of a PDF in which something outside of its packed streams is another. */
export function mutatePdf(file: Uint8Array, draw: Draw): Buffer {
  let text = Buffer.from(file).toString('latin1');
  const times = draw.pick([1, 1, 2, 5]);
  for (let n = 0; n < times; n += 1) {
    const places = [
      ...text.matchAll(draw.chance(0.6) ? /(?<=[\s[(])-?\d+(?:\.\d+)?(?=[\s\])>])/g : /\/[A-Z][A-Za-z]+/g),
    ];
    if (places.length === 0) break;
    const place = draw.pick(places);
    const [was] = place;
    const put = draw.pick(was.startsWith('/') ? NAMES : NUMBERS);
    text = text.slice(0, place.index) + put + text.slice(place.index + was.length);
  }
  return Buffer.from(text, 'latin1');
}
