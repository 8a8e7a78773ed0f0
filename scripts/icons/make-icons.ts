import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright';

import { findBrowser } from '../../electron/backend/print/find-browser.ts';
import { root } from '../lib/paths.mjs';

// Draws resources/icons/icon.svg in all sizes that Windows and macOS ask for, and writes icon.ico and icon.icns. Run by
// hand when the picture changes: electron-builder would fetch a converter from the network instead.

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Kinds of pictures in an .icns file that are PNG: https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
const ICNS_KINDS = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

const folder = join(root, 'resources', 'icons');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] });
const page = await browser.newPage();
const drawn = new Map<number, Buffer>();
for (const size of new Set([...ICO_SIZES, ...Object.values(ICNS_KINDS)])) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  drawn.set(size, await page.screenshot({ omitBackground: true }));
}
await browser.close();
const pictureOf = (size: number): Buffer => drawn.get(size) ?? Buffer.alloc(0);

/** A directory of pictures, each a PNG: a side of 256 is written as 0. */
function ico(): Buffer {
  const head = Buffer.alloc(6 + ICO_SIZES.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(ICO_SIZES.length, 4);
  let offset = head.length;
  for (const [n, size] of ICO_SIZES.entries()) {
    const at = 6 + n * 16;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(pictureOf(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += pictureOf(size).length;
  }
  return Buffer.concat([head, ...ICO_SIZES.map(pictureOf)]);
}

/** A name, a length with its head, and what is in it. */
function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.from(`${name}----`);
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}

const icns = (): Buffer =>
  chunk(
    'icns',
    Buffer.concat(Object.entries(ICNS_KINDS).map(([kind, size]) => chunk(kind, pictureOf(size)))),
  );

writeFileSync(join(folder, 'icon.ico'), ico());
writeFileSync(join(folder, 'icon.icns'), icns());
