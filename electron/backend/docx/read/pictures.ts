import { printedSize } from '../../../../shared/document/image-size.ts';
import { imageFrom, type NewImage } from '../../files/image.ts';
import { LIMITS } from '../../files/limits.ts';
import type { Context, SourceImage } from './context.ts';
import { unzipImages } from './unzip.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/** Longest words of an image that a document takes. */
const LONGEST_ALT = 2000;
/** English Metric Units of a point. */
const EMU = 12_700;

/**
 * The images of a drawing, a picture of older files (VML) or an embedded object, in order; what can't be one is counted
 * as left out. A drawing that holds only a text box is none: its words are read as paragraphs.
 */
export function picturesIn(element: Element, context: Context, inNote: boolean): SourceImage[] {
  const { leftOut } = context;
  const place = leftOut.here();
  const found = partsOf(element);
  const frame = frameOf(element);
  const images: SourceImage[] = [];
  for (const { id, linked, size, cropped } of found.images) {
    const relation = id === null ? undefined : context.relations.get(id);
    if (inNote) leftOut.add('in-note', place);
    else if (linked || (relation && 'outside' in relation)) leftOut.add('linked', place);
    else if (!relation) leftOut.add('missing', place);
    else if (context.pictures.length >= LIMITS.images) leftOut.add('many', place);
    else {
      const { width, height } = (found.images.length > 1 ? size : null) ??
        frame.size ??
        size ?? { width: 0, height: 0 };
      const image: SourceImage = { asset: '', width, height, alt: frame.alt.slice(0, LONGEST_ALT) };
      context.pictures.push({
        part: relation.part,
        image,
        cropped,
        isObject: element.localName === 'object',
        place,
      });
      images.push(image);
    }
  }
  if (found.images.length === 0 && !found.hasText)
    leftOut.add(found.isChart ? 'chart' : element.localName === 'object' ? 'object' : 'shape', place);
  return images;
}

type Size = { width: number; height: number };
type Found = {
  images: { id: string | null; linked: boolean; size: Size | null; cropped: boolean }[];
  isChart: boolean;
  hasText: boolean;
};

function partsOf(element: Element): Found {
  const found: Found = { images: [], isChart: false, hasText: false };
  const visit = (parent: Element): void => {
    for (const one of elementsOf(parent)) {
      const { localName } = one;
      if (localName === 'txbxContent') found.hasText = true;
      else if (localName === 'pic') found.images.push(pictureOf(one));
      else if (localName === 'imagedata') {
        const id = one.getAttribute('r:id') ?? one.getAttribute('o:relid');
        if (id !== null) found.images.push({ id, linked: false, size: null, cropped: false });
      } else if (localName === 'chart' || localName === 'relIds') found.isChart = true;
      // Choice and Fallback show the same twice.
      else if (localName === 'AlternateContent') visit(child(one, 'Choice') ?? one);
      else visit(one);
    }
  };
  visit(element);
  return found;
}

function pictureOf(pic: Element): Found['images'][number] {
  const fill = child(pic, 'blipFill');
  const blip = child(fill, 'blip');
  const cut = child(fill, 'srcRect');
  const ext = child(child(child(pic, 'spPr'), 'xfrm'), 'ext');
  const embed = blip?.getAttribute('r:embed') ?? null;
  return {
    id: embed,
    linked: embed === null && (blip?.getAttribute('r:link') ?? null) !== null,
    size: sizeOf(ext),
    cropped: ['l', 't', 'r', 'b'].some((side) => Math.abs(Number(cut?.getAttribute(side) ?? 0)) >= 1000),
  };
}

const sizeOf = (ext: Element | null): Size | null =>
  ext && {
    width: Number(ext.getAttribute('cx') ?? Number.NaN) / EMU,
    height: Number(ext.getAttribute('cy') ?? Number.NaN) / EMU,
  };

/** How large the whole is, and what is said of it. */
function frameOf(element: Element): { size: Size | null; alt: string } {
  const frame = child(element, 'inline') ?? child(element, 'anchor');
  if (frame) {
    const about = child(frame, 'docPr');
    const alt = about?.getAttribute('descr') || about?.getAttribute('title') || '';
    return { size: sizeOf(child(frame, 'extent')), alt };
  }
  const shape = elementsOf(element).find((one) => child(one, 'imagedata') !== null);
  const style = shape?.getAttribute('style') ?? '';
  const [width, height] = ['width', 'height'].map((name) => lengthIn(style, name));
  return {
    size: width && height ? { width, height } : null,
    alt: shape?.getAttribute('alt') ?? attribute(child(shape ?? null, 'imagedata'), 'title') ?? '',
  };
}

const UNITS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 72 / 2.54, mm: 72 / 25.4, px: 0.75 };

/** A length of a style, in points: `width:120pt`. */
function lengthIn(style: string, name: string): number {
  for (const part of style.split(';')) {
    const [key = '', value = ''] = part.split(':');
    if (key.trim() !== name) continue;
    const match = /^(\d+(?:\.\d+)?)(pt|in|cm|mm|px)$/.exec(value.trim());
    return Number(match?.[1] ?? 0) * (UNITS[match?.[2] ?? ''] ?? 0);
  }
  return 0;
}

/**
 * Reads the bytes of a file's images and says of each which it is. What can't be shown, is too large or broken is counted
 * as left out, and keeps no asset.
 * @param source the file's bytes, or its path
 */
export async function readPictures(
  name: string,
  source: Uint8Array | string,
  { pictures, leftOut, counts }: Context,
): Promise<NewImage[]> {
  if (pictures.length === 0) return [];
  const parts = await unzipImages(name, source, new Set(pictures.map(({ part }) => part)));
  const images = new Map<string, NewImage | 'format' | 'damaged'>();
  for (const { part, image, cropped, isObject, place } of pictures) {
    const bytes = parts.get(part);
    if (!bytes) {
      leftOut.add('missing', place);
      continue;
    }
    if (!(bytes instanceof Uint8Array)) {
      leftOut.add(bytes, place);
      continue;
    }
    const known = images.get(part) ?? imageIn(part, bytes);
    images.set(part, known);
    if (typeof known === 'string') {
      leftOut.add(isObject ? 'object' : known, place);
      continue;
    }
    image.asset = known.asset;
    if (cropped) counts.cropped += 1;
    const natural = printedSize(known);
    // What was cut off is shown again: the size that the part had would press the whole together.
    const height = cropped ? image.width * (known.height / known.width) : image.height;
    const isSound = image.width >= 1 && height >= 1 && image.width <= 2000 && height <= 2000;
    Object.assign(image, isSound ? { height } : natural);
  }
  return [...new Set(images.values())].filter((one) => typeof one !== 'string');
}

/** Endings of images that only look broken: they are of a kind that can't be shown. */
const SHOWABLE = /\.(?:png|jpe?g|jfif|gif|bmp|dib|tmp|bin)$/i;

function imageIn(part: string, bytes: Uint8Array): NewImage | 'format' | 'damaged' {
  return imageFrom(bytes) ?? (SHOWABLE.test(part) ? 'damaged' : 'format');
}
