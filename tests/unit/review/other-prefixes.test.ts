import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { readReviewCopy, type ReturnedCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { parseXml } from '../../../electron/backend/docx/read/xml.ts';
import { image, paragraph } from '../../rich-report.ts';
import { SENT, writtenCopy, type Sent } from './returned.ts';

// A file may declare any prefix for a namespace, and keep its parts under any name: both are the file's own affair.

const said = (id: string, body: string) => ({ id, thread: 't', author: 'zhang', at: SENT, body });
const sent: Sent = {
  blocks: [paragraph('a', [{ text: '全年调解' }, { text: '纠纷', c_t: true }, { text: '若干。' }])],
  variables: {},
  review: {
    revisions: [],
    decisions: [],
    threads: [
      {
        id: 't',
        author: 'zhang',
        at: SENT,
        quote: '纠纷',
        section: '',
        state: 'resolved',
        comments: [said('1', '多少件？'), said('2', '已补。')],
      },
    ],
  },
  people: [{ id: 'zhang', name: '张三', unit: '', role: 'reviewer' }],
};

async function read(edit: (parts: Record<string, string>) => Record<string, string>): Promise<ReturnedCopy> {
  const parts = Object.entries(unzipSync(await writtenCopy(sent)));
  const words = Object.fromEntries(parts.map(([name, bytes]) => [name, strFromU8(bytes)]));
  const edited = Object.entries(edit(words)).map(([name, xml]) => [name, strToU8(xml)] as const);
  const copy = await readReviewCopy('稿.docx', zipSync(Object.fromEntries(edited)));
  return { ...copy, savedAt: null };
}

const renamed = (xml: string, from: string, to: string): string =>
  xml.replaceAll(new RegExp(`(?<=[<\\s/])${from}(?=:)|(?<=xmlns:)${from}(?==)`, 'g'), to);

describe('a returned copy', () => {
  it('is read the same under other prefixes', async () => {
    const own = await read((parts) => parts);
    expect(own.comments).toMatchObject([
      { body: '多少件？', done: true, parent: null },
      { body: '已补。', done: true, parent: own.comments[0]?.id },
    ]);
    const other = await read((parts) =>
      Object.fromEntries(
        Object.entries(parts).map(([name, xml]) => {
          if (!name.startsWith('word/') || name.endsWith('.rels')) return [name, xml];
          const most = ['w14', 'w15', 'r'].reduce(
            (text, prefix, at) => renamed(text, prefix, `ns${at}`),
            xml,
          );
          return [name, renamed(most, 'w', 'main')];
        }),
      ),
    );
    expect(other).toEqual(own);
  });

  it('is read the same in the strict form of the standard', async () => {
    const own = await read((parts) => parts);
    const strict = await read((parts) =>
      Object.fromEntries(
        Object.entries(parts).map(([name, xml]) => [
          name,
          name.startsWith('word/')
            ? renamed(xml, 'w', 'x').replaceAll(
                'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
                'http://purl.oclc.org/ooxml/wordprocessingml/main',
              )
            : xml,
        ]),
      ),
    );
    expect(strict).toEqual(own);
  });

  it('is read the same with its parts under other names', async () => {
    const own = await read((parts) => parts);
    const names: Record<string, string> = {
      'word/document.xml': 'word/document2.xml',
      'word/_rels/document.xml.rels': 'word/_rels/document2.xml.rels',
      'word/comments.xml': 'word/notes of readers.xml',
      'word/commentsExtended.xml': 'word/ext.xml',
      'word/styles.xml': 'word/styles7.xml',
    };
    const other = await read((parts) =>
      Object.fromEntries(
        Object.entries(parts).map(([name, xml]) => [
          names[name] ?? name,
          name.endsWith('.rels')
            ? Object.entries(names).reduce(
                (text, [from, to]) => text.replaceAll(from.replace('word/', ''), to.replace('word/', '')),
                xml,
              )
            : xml,
        ]),
      ),
    );
    expect(other).toEqual(own);
  });

  it('has its images, however their places are written', async () => {
    const withImage = { ...sent, blocks: [...sent.blocks, paragraph('b', [image('i', '会场')])] };
    const file = await writtenCopy(withImage);
    const parts = unzipSync(file);
    const rels = 'word/_rels/document.xml.rels';
    const xml = strFromU8(parts[rels] ?? new Uint8Array());
    expect(xml).toContain('"media/');
    const other = zipSync({ ...parts, [rels]: strToU8(xml.replaceAll('"media/', '"../word/media/')) });
    const own = await readReviewCopy('稿.docx', file);
    expect(JSON.stringify(own.blocks)).toContain('"isSame":true');
    expect((await readReviewCopy('稿.docx', other)).blocks).toEqual(own.blocks);
  });
});

describe('prefixes', () => {
  it('hold as far as their declaration reaches', () => {
    const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const xml = `<a><b xmlns:k="${w}"><k:p k:val="1"/></b><k:p xmlns:k="urn:other" k:val="2"/><k:q k:val="3"/></a>`;
    const { documentElement } = parseXml('x', Buffer.from(xml));
    const attributes = (name: string): unknown =>
      JSON.parse(JSON.stringify(documentElement.children)).flatMap(
        (one: { name: string; attributes: unknown; children: { name: string; attributes: unknown }[] }) =>
          [one, ...one.children].filter((inner) => inner.name === name).map((inner) => inner.attributes),
      );
    expect(attributes('w:p')).toEqual([{ 'w:val': '1' }]);
    expect(attributes('k:q')).toEqual([{ 'k:val': '3' }]);
  });
});
