import { describe, expect, it } from 'vitest';

import { imageOf } from '../../../electron/backend/files/image.ts';
import { withoutMetadata } from '../../../electron/backend/files/image-metadata.ts';
import { draws, fc } from '../../random.ts';
import { photo } from '../../rich-report.ts';

const text = (words: string): number[] => [...Buffer.from(words, 'latin1')];
const segment = (marker: number, body: readonly number[]): number[] => {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...body];
};
const JFIF = segment(0xe0, [...text('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
/** A frame of 40 × 20 pixels, and what stands for the picture. */
const FRAME = segment(0xc0, [8, 0, 20, 0, 40, 1, 1, 0x11, 0]);
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 3, 0xff, 0xd9];
/** How the photograph lies, and where it was taken. */
const exif = (orientation: number, little: boolean): number[] => {
  const short = (n: number): number[] => (little ? [n & 255, n >> 8] : [n >> 8, n & 255]);
  const long = (n: number): number[] => (little ? [...short(n), 0, 0] : [0, 0, ...short(n)]);
  const entry = [...short(0x0112), ...short(3), ...long(1), ...short(orientation), ...short(0)];
  const tiff = [...text(little ? 'II' : 'MM'), ...short(42), ...long(8), ...short(1), ...entry, ...long(0)];
  return segment(0xe1, [...text('Exif'), 0, 0, ...tiff, ...text('GPS 31.2304N Qinghe camera')]);
};
const jpeg = (...segments: number[][]): Uint8Array =>
  new Uint8Array([0xff, 0xd8, ...segments.flat(), ...FRAME, ...SCAN]);
const read = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('a photograph that comes in', () => {
  it.each([true, false])(
    'says no longer where, when and by whom it was taken (little endian: %s)',
    (little) => {
      const taken = jpeg(
        JFIF,
        exif(6, little),
        segment(0xe1, text('http://ns.adobe.com/xap/1.0/ owner')),
        segment(0xed, text('Photoshop IPTC author')),
        segment(0xfe, text('comment')),
      );
      const { bytes, width, height, asset } = imageOf(taken);
      expect(read(bytes)).not.toMatch(/GPS|owner|author|comment|camera/);
      // It still lies as it lay, and the picture is the same.
      expect([width, height]).toEqual([20, 40]);
      expect(imageOf(bytes)).toMatchObject({ asset, width: 20, height: 40 });
      expect(read(bytes).endsWith(read(new Uint8Array([...FRAME, ...SCAN])))).toBe(true);
      expect(withoutMetadata(bytes)).toEqual(bytes);
    },
  );

  it('stays as it is where it says nothing', () => {
    const plain = jpeg(JFIF);
    expect(withoutMetadata(plain)).toBe(plain);
    expect(withoutMetadata(photo)).toBe(photo);
  });

  it('loses the words of a PNG, and what stands behind its end', () => {
    const end = photo.length - 12;
    const chunk = new Uint8Array([0, 0, 0, 9, ...text('tEXtAuthor\0Li'), 0, 0, 0, 0]);
    const told = new Uint8Array([
      ...photo.subarray(0, end),
      ...chunk,
      ...photo.subarray(end),
      ...text('hidden'),
    ]);
    expect(withoutMetadata(told)).toEqual(new Uint8Array(photo));
  });

  it('is never taken apart where it is not sound, and nothing fails', async () => {
    const sound = jpeg(JFIF, exif(3, true));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sound.length - 1),
        fc.nat(255),
        fc.nat(sound.length),
        async (at, byte, length) => {
          const broken = sound.slice(0, length);
          if (at < broken.length) broken[at] = byte;
          const once = withoutMetadata(broken);
          expect(withoutMetadata(once)).toEqual(once);
        },
      ),
      { numRuns: draws(2000) },
    );
  });
});
