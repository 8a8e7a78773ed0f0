import { charactersIn, tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { quoteOf, wordsIn } from './found.ts';
import type { Room } from './paragraph-look.ts';
import { checkShape, type Shape } from './picture.ts';
import type { Walk } from './walk.ts';

const ANY = /^/;
const NUMBER = /^\d+$/;
const ZERO = /^0$/;
const ON_PAGE = /^(?:page|margin)$/;

/**
 * The imprint (版记) as LibreOffice writes it once the file has been through another format: a box at the foot of the
 * page in place of our table, once for each of two generations of Word. Any other box is none of ours.
 */
const BOX: Readonly<Record<string, Shape>> = {
  'w:drawing': { children: ['wp:anchor'] },
  'wp:anchor': {
    attributes: {
      behindDoc: ZERO,
      distT: NUMBER,
      distB: NUMBER,
      distL: NUMBER,
      distR: NUMBER,
      simplePos: ZERO,
      locked: ZERO,
      layoutInCell: ANY,
      allowOverlap: ANY,
      relativeHeight: NUMBER,
    },
    children: [
      'wp:simplePos',
      'wp:positionH',
      'wp:positionV',
      'wp:extent',
      'wp:effectExtent',
      'wp:wrapSquare',
      'wp:docPr',
      'a:graphic',
    ],
  },
  'wp:simplePos': { attributes: { x: ZERO, y: ZERO } },
  'wp:positionH': { attributes: { relativeFrom: ON_PAGE }, children: ['wp:posOffset', 'wp:align'] },
  'wp:positionV': { attributes: { relativeFrom: ON_PAGE }, children: ['wp:align'] },
  'wp:posOffset': { text: NUMBER },
  'wp:align': { text: /^(?:bottom|left|center)$/ },
  'wp:extent': { attributes: { cx: NUMBER, cy: NUMBER } },
  'wp:effectExtent': { attributes: { l: ZERO, t: ZERO, r: ZERO, b: ZERO } },
  'wp:wrapSquare': { attributes: { wrapText: /^bothSides$/ } },
  'wp:docPr': { attributes: { id: NUMBER, name: ANY } },
  'a:graphic': { children: ['a:graphicData'] },
  'a:graphicData': { attributes: { uri: /\/wordprocessingShape$/ }, children: ['wps:wsp'] },
  'wps:wsp': { children: ['wps:cNvSpPr', 'wps:spPr', 'wps:style', 'wps:bodyPr'] },
  'wps:cNvSpPr': { attributes: { txBox: /^1$/ } },
  'wps:spPr': { children: ['a:xfrm', 'a:prstGeom', 'a:solidFill', 'a:noFill', 'a:ln'] },
  'a:ln': { attributes: { w: ZERO }, children: ['a:noFill'] },
  'wps:style': { children: ['a:lnRef', 'a:fillRef', 'a:effectRef', 'a:fontRef'] },
  'a:lnRef': { attributes: { idx: ZERO } },
  'a:fillRef': { attributes: { idx: ZERO } },
  'a:effectRef': { attributes: { idx: ZERO } },
  'a:fontRef': { attributes: { idx: /^minor$/ } },
  'a:xfrm': { children: ['a:off', 'a:ext'] },
  'a:off': { attributes: { x: ZERO, y: ZERO } },
  'a:prstGeom': { attributes: { prst: /^rect$/ }, children: ['a:avLst'] },
  'a:avLst': {},
  'a:noFill': {},
  'a:solidFill': { children: ['a:srgbClr'] },
  'a:srgbClr': { attributes: { val: /^ffffff$/i }, children: ['a:alpha'] },
  'a:alpha': { attributes: { val: NUMBER } },
  'wps:bodyPr': {
    attributes: { anchor: /^t$/, lIns: NUMBER, tIns: NUMBER, rIns: NUMBER, bIns: NUMBER },
    children: ['a:noAutofit'],
  },
  'a:noAutofit': {},
  'w:pict': { children: ['v:rect'] },
  'v:rect': {
    attributes: {
      id: ANY,
      ID: ANY,
      path: /^m0,0l-?\d+,0l-?\d+,-?\d+l0,-?\d+xe$/,
      style: ANY,
      fillcolor: /^(?:#ffffff|white)$/i,
      stroked: /^f$/,
      'o:allowincell': ANY,
    },
    children: ['v:textbox', 'w10:wrap', 'v:fill', 'v:stroke'],
  },
  'v:fill': { attributes: { type: /^solid$/, color2: ANY, 'o:detectmouseclick': ANY } },
  'v:stroke': { attributes: { color: ANY, joinstyle: ANY, endcap: ANY } },
  'v:textbox': { attributes: { inset: ANY } },
  'w10:wrap': { attributes: { type: /^square$/ } },
};

/** Parts of the style of the older form: where the box stands, and how large it is. */
const STYLE =
  /^(?:position:absolute|rotation:-?0|(?:width|height|margin-top|margin-left|mso-wrap-distance-(?:left|right|top|bottom)):\d+(?:\.\d+)?pt|mso-position-vertical:bottom|mso-wrap-style:square|v-text-anchor:top|mso-position-(?:vertical|horizontal)-relative:(?:page|margin))$/;

/** Least height of a row of the imprint, and greatest of all of it, in twips. */
const ROW = 400;
const MOST = 6000;

/**
 * Looks at a piece that programs show in one of several ways: it may be the imprint's box alone, the same in each.
 * @param wordsOf walks through the text of a box
 */
export function imprintBox(
  walk: Walk,
  piece: Tag,
  wordsOf: (walk: Walk, content: Tag, room: Room) => Walk['shown'],
): void {
  const { found } = walk.inspection;
  const [choice, fallback, more] = tagsOf(piece);
  const drawing = onlyIn(choice, 'mc:Choice', 'w:drawing');
  const picture = onlyIn(fallback, 'mc:Fallback', 'w:pict');
  const [box, other] = [drawing, picture].map((one) => one && boxIn(one));
  if (!drawing || !picture || !box || !other || more || choice?.attributes['Requires'] !== 'wps') {
    found.add('alternative', quoteOf(piece));
    return;
  }
  if (walk.kind !== 'body' || walk.table !== null) found.add('picture', quoteOf(piece));
  checkShape(found, withoutText(drawing), BOX);
  checkShape(found, withoutText(picture), BOX);
  const style = tagIn(picture, 'v:rect')?.attributes['style'] ?? '';
  if (style.split(';').some((part) => part !== '' && !STYLE.test(part))) found.add('picture', style);
  const anchor = tagIn(drawing, 'wp:anchor');
  const place = tagIn(tagIn(anchor, 'wp:positionV'), 'wp:align');
  if (!place || charactersIn(place) !== 'bottom' || !style.includes('mso-position-vertical:bottom'))
    found.add('picture', `${wordsIn(box)}（不在页面下端）`);
  const { cx, cy } = tagIn(anchor, 'wp:extent')?.attributes ?? {};
  const room = { width: Number(cx ?? 0) / 635 };
  const [shown, again] = [wordsOf(walk, box, room), wordsOf(walk, other, room)];
  if (wordsIn(box) !== wordsIn(other) || JSON.stringify(shown) !== JSON.stringify(again))
    found.add('alternative', `${wordsIn(box)} ≠ ${wordsIn(other)}`);
  const rows = tagsOf(tagIn(box, 'w:tbl')).filter(({ name }) => name === 'w:tr').length;
  const heights = [Number(cy ?? 0) / 635, Number(/(?:^|;)height:([\d.]+)pt/.exec(style)?.[1] ?? 0) * 20];
  if (rows < 1 || rows > 2 || heights.some((height) => !(height >= rows * ROW && height <= MOST)))
    found.add('cut', `${wordsIn(box)}（文本框）`);
  for (const one of shown) walk.add(one);
  walk.isFloating = true;
}

const onlyIn = (parent: Tag | undefined, name: string, child: string): Tag | null => {
  const [only, more] = tagsOf(parent ?? null);
  return parent?.name === name && only?.name === child && !more ? only : null;
};

/** The text of a box, whichever of the two forms it has; null where there is none, or several. */
function boxIn(tag: Tag): Tag | null {
  const all = (one: Tag): Tag[] =>
    one.name === 'w:txbxContent' ? [one] : tagsOf(one).flatMap((inner) => all(inner));
  const [box, more] = all(tag);
  return box && !more ? box : null;
}

/** The drawing of a box without the text in it, which is looked at as a text. */
const withoutText = (tag: Tag): Tag => ({
  ...tag,
  children: tag.children.flatMap((node): (Tag | string)[] => {
    if (typeof node === 'string') return [node];
    return node.name === 'wps:txbx' || node.name === 'w:txbxContent' ? [] : [withoutText(node)];
  }),
});
