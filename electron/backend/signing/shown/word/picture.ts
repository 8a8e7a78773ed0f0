import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import type { Found } from './found.ts';
import { localName } from './found.ts';

/** English Metric Units of a twip. */
const EMU = 635;
/** Pictures are no smaller than this, in twips, and no larger than the text of a page that lies across. */
const SIZES = { least: 120, most: 13_200 };
/** Share of a picture that may be cut off at an edge, in thousandths of a percent: what is lost in rounding. */
const MOST_CUT = 500;

const ANY = /^/;
const NUMBER = /^\d+$/;
const NOTHING = /^(?:0|false)$/;
const YES_NO = /^(?:0|1|true|false)$/;

/** How an element of a drawing may look: its attributes, and what it may hold. */
export type Shape = {
  attributes?: Readonly<Record<string, RegExp>>;
  children?: readonly string[];
  text?: RegExp;
};

const LOCKS: Shape = {
  attributes: Object.fromEntries(
    [
      'Grp',
      'Select',
      'Rot',
      'ChangeAspect',
      'Move',
      'Resize',
      'EditPoints',
      'AdjustHandles',
      'ChangeArrowheads',
      'ChangeShapeType',
      'Crop',
      'Drilldown',
      'UngrpMove',
    ].map((name) => [`no${name}`, YES_NO]),
  ),
};
const NAMED = { id: NUMBER, name: ANY, descr: ANY, title: ANY };

/** A picture in the line, as our export writes it and other programs write it again. */
const PICTURE: Readonly<Record<string, Shape>> = {
  'w:drawing': { children: ['wp:inline'] },
  'wp:inline': {
    attributes: {
      distT: NUMBER,
      distB: NUMBER,
      distL: NUMBER,
      distR: NUMBER,
      'wp14:anchorId': ANY,
      'wp14:editId': ANY,
    },
    children: ['wp:extent', 'wp:effectExtent', 'wp:docPr', 'wp:cNvGraphicFramePr', 'a:graphic'],
  },
  'wp:extent': { attributes: { cx: NUMBER, cy: NUMBER } },
  'wp:effectExtent': { attributes: { l: ANY, t: ANY, r: ANY, b: ANY } },
  'wp:docPr': { attributes: NAMED, children: ['a:extLst'] },
  'wp:cNvGraphicFramePr': { children: ['a:graphicFrameLocks'] },
  'a:graphicFrameLocks': LOCKS,
  'a:graphic': { children: ['a:graphicData'] },
  'a:graphicData': { attributes: { uri: /\/drawingml\/(?:2006\/)?picture$/ }, children: ['pic:pic'] },
  'pic:pic': { children: ['pic:nvPicPr', 'pic:blipFill', 'pic:spPr'] },
  'pic:nvPicPr': { children: ['pic:cNvPr', 'pic:cNvPicPr'] },
  'pic:cNvPr': { attributes: NAMED, children: ['a:extLst'] },
  'pic:cNvPicPr': { attributes: { preferRelativeResize: YES_NO }, children: ['a:picLocks'] },
  'a:picLocks': LOCKS,
  'pic:blipFill': {
    attributes: { dpi: NUMBER, rotWithShape: YES_NO },
    children: ['a:blip', 'a:srcRect', 'a:stretch'],
  },
  'a:blip': { attributes: { 'r:embed': ANY, cstate: ANY }, children: ['a:extLst'] },
  'a:extLst': { children: ['a:ext'] },
  'a:srcRect': { attributes: { l: ANY, t: ANY, r: ANY, b: ANY } },
  'a:stretch': { children: ['a:fillRect'] },
  'a:fillRect': { attributes: { l: NOTHING, t: NOTHING, r: NOTHING, b: NOTHING } },
  'pic:spPr': {
    attributes: { bwMode: /^auto$/ },
    children: ['a:xfrm', 'a:prstGeom', 'a:noFill', 'a:ln'],
  },
  'a:xfrm': { attributes: { rot: NOTHING, flipH: NOTHING, flipV: NOTHING }, children: ['a:off', 'a:ext'] },
  'a:off': { attributes: { x: NOTHING, y: NOTHING } },
  'a:prstGeom': { attributes: { prst: /^rect$/ }, children: ['a:avLst'] },
  'a:avLst': {},
  'a:noFill': {},
  'a:ln': {
    attributes: { w: NUMBER },
    children: ['a:noFill', 'a:miter', 'a:round', 'a:headEnd', 'a:tailEnd'],
  },
  'a:miter': { attributes: { lim: NUMBER } },
  'a:round': {},
  'a:headEnd': {},
  'a:tailEnd': {},
};

/**
 * Extensions by which Word says of what resolution a picture is, when it was put in, and that it is an ornament; any
 * other may bring a picture of its own.
 */
const EXTENSIONS = new Set([
  '{28A0092B-C50C-407E-A947-70E740481C1C}',
  '{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}',
  '{C183D7F6-B498-43B3-948B-1728B52AA6E4}',
]);

/** Looks through a drawing for all that its pattern doesn't have. */
export function checkShape(
  found: Found,
  tag: Tag,
  shapes: Readonly<Record<string, Shape>>,
  inside = '',
): void {
  // The same name stands for a length in one element and for an extension in another.
  if (tag.name === 'a:ext') {
    const { attributes } = tag;
    const isSize =
      inside === 'a:xfrm' && Object.keys(attributes).every((name) => name === 'cx' || name === 'cy');
    if (!isSize && (inside !== 'a:extLst' || !EXTENSIONS.has(attributes['uri'] ?? '')))
      found.add('picture', `ext ${attributes['uri'] ?? ''}`);
    return;
  }
  const shape = shapes[tag.name];
  if (!shape) {
    found.add('picture', localName(tag.name));
    return;
  }
  for (const [name, value] of Object.entries(tag.attributes))
    if (!(shape.attributes?.[name]?.test(value) ?? false))
      found.add('picture', `${localName(tag.name)} ${name}="${value}"`);
  for (const node of tag.children) {
    if (typeof node === 'string') {
      if (node.trim() !== '' && !(shape.text?.test(node) ?? false)) found.add('unread', node);
    } else if (shape.children?.includes(node.name)) checkShape(found, node, shapes, tag.name);
    else found.add('picture', localName(node.name));
  }
}

const isFit = ({ width, height }: { width: number; height: number }): boolean =>
  [width, height].every((size) => size >= SIZES.least && size <= SIZES.most);

/** The relation and the height (in twips) of a picture in the line; null where there is none to be shown. */
export function pictureIn(found: Found, drawing: Tag): { relation: string; height: number } | null {
  checkShape(found, drawing, PICTURE);
  const inline = tagIn(drawing, 'wp:inline');
  const data = tagIn(tagIn(inline, 'a:graphic'), 'a:graphicData');
  const pictures = tagsOf(data).filter(({ name }) => name === 'pic:pic');
  const [picture] = pictures;
  const fill = tagIn(picture ?? null, 'pic:blipFill');
  const relation = tagIn(fill, 'a:blip')?.attributes['r:embed'];
  const frames = tagsOf(drawing);
  if (frames.length !== 1 || pictures.length !== 1 || relation === undefined) {
    found.add('picture', '没有图片的图形');
    return null;
  }
  const line = tagIn(tagIn(picture ?? null, 'pic:spPr'), 'a:ln');
  if (line && !tagIn(line, 'a:noFill')) found.add('picture', '有边框的图片');
  const cut = tagIn(fill, 'a:srcRect')?.attributes ?? {};
  if (['l', 't', 'r', 'b'].some((side) => !(Math.abs(Number(cut[side] ?? 0)) <= MOST_CUT)))
    found.add('picture', '裁切过的图片');
  const drawn = tagIn(tagIn(tagIn(picture ?? null, 'pic:spPr'), 'a:xfrm'), 'a:ext')?.attributes;
  const sizes = [tagIn(inline, 'wp:extent')?.attributes ?? {}, drawn ?? {}].map(({ cx, cy }) => ({
    width: Number(cx) / EMU,
    height: Number(cy) / EMU,
  }));
  const [frame, own] = sizes;
  if (!frame || !own || !isFit(frame) || !isFit(own)) found.add('picture', '过大或过小的图片');
  return { relation, height: frame?.height ?? 0 };
}
