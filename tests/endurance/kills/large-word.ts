import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

import { strToU8, Zip, ZipPassThrough } from 'fflate';

const STEP = 1024 * 1024;

/** A Word file on the disk, with its size and the SHA-256 of its bytes. */
export type WordFile = { path: string; size: number; hash: string };

/**
 * Writes a Word file with a text and a picture that makes it about so large. Nothing is packed, as with pictures that
 * are packed already; no stretch of the picture is like another.
 */
export function largeWord(path: string, title: string, size: number): WordFile {
  const handle = openSync(path, 'w');
  const hash = createHash('sha256');
  let written = 0;
  const zip = new Zip((error, data) => {
    if (error) throw error;
    writeSync(handle, data);
    hash.update(data);
    written += data.length;
  });
  const add = (name: string, pieces: Iterable<Uint8Array>): void => {
    const part = new ZipPassThrough(name);
    zip.add(part);
    for (const piece of pieces) part.push(piece);
    part.push(new Uint8Array(), true);
  };
  try {
    add('word/document.xml', [strToU8(documentOf(title))]);
    add('word/media/image1.png', picture(size));
    zip.end();
  } finally {
    closeSync(handle);
  }
  return { path, size: written, hash: hash.digest('hex') };
}

function* picture(size: number): Generator<Uint8Array> {
  for (let at = 0; at < size; at += STEP) {
    const piece = Buffer.alloc(Math.min(STEP, size - at), `${at} `);
    yield piece;
  }
}

const documentOf = (title: string): string => {
  const paragraphs = [
    title,
    '2021年，青禾镇扎实推进依法行政，现将有关情况报告如下：',
    '一、工作情况',
    '开展宣讲12场。',
  ];
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
};
