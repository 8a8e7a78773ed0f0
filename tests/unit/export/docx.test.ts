import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';

import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { layout } from '../../../shared/settings/layout.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { samplePolicy, sampleReport, sampleTemplate } from './sample.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

type Parts = Record<string, string>;

async function partsOf(edition: Edition, state: 'drafting' | 'signed-off' = 'drafting'): Promise<Parts> {
  const bytes = await writeDocx(
    toEdition({ ...sampleReport(), state }, sampleTemplate, edition, samplePolicy),
  );
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** Paragraphs of a part as text, with the paragraph properties that stand before it. */
function paragraphs(xml: string): { text: string; properties: string }[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inside = '']) => ({
    text: [...inside.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(''),
    properties: /<w:pPr>(.*?)<\/w:pPr>/s.exec(inside)?.[1] ?? '',
  }));
}

function style(parts: Parts, id: string): string {
  return new RegExp(`w:styleId="${id}".*?</w:style>`, 's').exec(parts['word/styles.xml'] ?? '')?.[0] ?? '';
}

/** A font set for every script. */
function font(name: string): string {
  return `w:ascii="${name}" w:cs="${name}" w:eastAsia="${name}" w:hAnsi="${name}" w:hint="eastAsia"`;
}

let internal: Parts;
let open: Parts;

beforeAll(async () => {
  internal = await partsOf('internal');
  open = await partsOf('public');
});

describe('the Word file', () => {
  it('holds the edition’s text, block by block', () => {
    for (const [parts, edition] of [
      [internal, 'internal'],
      [open, 'public'],
    ] as const) {
      const text = paragraphs(parts['word/document.xml'] ?? '').map((one) => one.text);
      const expected = writeText(toEdition(sampleReport(), sampleTemplate, edition, samplePolicy));
      expect(text).toEqual(expected.split(/[\n\t]/));
    }
  });

  it('keeps what is internal out of every part of the public edition', () => {
    const all = Object.entries(open).flat().join('\n');
    expect(all).not.toMatch(/青禾|周明远|348|27\.5|5821/);
    expect(Object.entries(internal).flat().join('\n')).toMatch(/青禾镇/);
  });

  it('names unit and title in its properties, and no machine or user', () => {
    expect(open['docProps/core.xml']).toContain('<dc:creator>**镇</dc:creator>');
    expect(internal['docProps/core.xml']).toContain('<dc:creator>青禾镇</dc:creator>');
    expect(internal['docProps/core.xml']).toContain('<cp:lastModifiedBy>青禾镇</cp:lastModifiedBy>');
    expect(internal['docProps/core.xml']).toContain('<dc:title>青禾镇2025年全面依法治市');
    expect(Object.values(internal).join('')).not.toMatch(/Un-named/);
  });

  it('has the official page', () => {
    const xml = internal['word/document.xml'] ?? '';
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/);
    expect(xml).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"/);
  });

  it('sets every style in its official font and size', () => {
    const defaults = /<w:docDefaults>.*<\/w:docDefaults>/s.exec(internal['word/styles.xml'] ?? '')?.[0];
    expect(defaults).toContain(font('仿宋_GB2312'));
    expect(defaults).toContain('<w:spacing w:val="-5"/><w:sz w:val="32"/>');
    expect(defaults).toContain('<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>');
    expect(defaults).toContain('w:line="579" w:lineRule="exact"');
    expect(defaults).toContain(
      '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>',
    );
    expect(style(internal, 'Title')).toContain(font('方正小标宋简体'));
    expect(style(internal, 'Title')).toContain('<w:sz w:val="44"/>');
    expect(style(internal, 'Heading1')).toContain(font('黑体'));
    expect(style(internal, 'Heading2')).toContain(font('楷体_GB2312'));
    expect(style(internal, 'Heading3')).toContain(font('仿宋_GB2312'));
    for (const [at, id] of ['Heading1', 'Heading2', 'Heading3', 'Heading4'].entries()) {
      expect(style(internal, id)).toContain(`<w:outlineLvl w:val="${at}"/>`);
      expect(style(internal, id)).toContain('w:firstLineChars="200"');
    }
    expect(style(internal, 'BodyText')).toContain('w:firstLineChars="200"');
  });

  it('says what its fonts are called elsewhere', () => {
    expect(internal['word/fontTable.xml']).toContain(
      '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>',
    );
  });

  it('gives each block its style', () => {
    const styles = Object.fromEntries(
      paragraphs(internal['word/document.xml'] ?? '').map(({ text, properties }) => [
        text,
        /<w:pStyle w:val="([^"]*)"/.exec(properties)?.[1],
      ]),
    );
    expect(styles['青禾镇2025年全面依法治市工作总结和2026年工作计划']).toBe('Title');
    expect(styles['云川市委全面依法治市委员会办公室：']).toBe('Salutation');
    expect(styles['一、法治建设工作情况']).toBe('Heading1');
    expect(styles['（一）学习宣传贯彻习近平法治思想']).toBe('Heading2');
    expect(styles['1.村（社区）普法阵地']).toBe('Heading3');
    expect(styles['（1）第一类阵地']).toBe('Heading4');
    expect(styles['将继续深入推进法治建设。']).toBe('BodyText');
    expect(styles['5821宗']).toBe('TableText');
    expect(styles['青禾镇']).toBe('Signature');
  });

  it('numbers pages right on odd and left on even ones', () => {
    expect(internal['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
    const rels = internal['word/_rels/document.xml.rels'] ?? '';
    for (const [type, side] of [
      ['default', 'right'],
      ['even', 'left'],
    ] as const) {
      const id = new RegExp(`<w:footerReference w:type="${type}" r:id="([^"]*)"`).exec(
        internal['word/document.xml'] ?? '',
      )?.[1];
      const target = [...rels.matchAll(/<Relationship [^>]*>/g)].find(([one]) =>
        one.includes(`"${id}"`),
      )?.[0];
      const footer = internal[`word/${/Target="([^"]*)"/.exec(target ?? '')?.[1]}`] ?? '';
      expect(footer).toContain(`<w:jc w:val="${side}"/>`);
      expect(footer).toContain('<w:sz w:val="28"/>');
      expect(footer).toMatch(/— <.*PAGE.*> —</s);
    }
  });

  it('is marked as a draft until it is signed off', async () => {
    const headers = Object.entries(internal).filter(([name]) => /^word\/header\d/.test(name));
    expect(headers).toHaveLength(2);
    expect(headers.every(([, part]) => part.includes('征求意见稿'))).toBe(true);
    expect(Object.values(await partsOf('internal', 'signed-off')).join('')).not.toContain('征求意见稿');
  });

  it('carries the head with the red rule, and in public neither grade nor signer nor name', async () => {
    const head = {
      copy: '000012',
      secrecy: '机密★1年',
      urgency: '特急',
      number: '青府〔2025〕5号',
      signer: '周明远',
    };
    const layoutOf = layout.parse({ head: true, mark: '青禾镇人民政府文件' });
    const textOf = async (edition: Edition): Promise<string[]> => {
      const doc = toEdition({ ...sampleReport(), head }, sampleTemplate, edition, samplePolicy, layoutOf);
      const xml = strFromU8(unzipSync(await writeDocx(doc))['word/document.xml'] ?? new Uint8Array());
      expect(xml).toMatch(/<w:pBdr><w:bottom w:val="single" w:color="FF0000"/);
      return paragraphs(xml).map((one) => one.text);
    };
    expect((await textOf('internal')).slice(0, 5)).toEqual([
      '000012',
      '机密★1年',
      '特急',
      '青禾镇人民政府文件',
      '青府〔2025〕5号\t签发人：周明远',
    ]);
    expect((await textOf('public')).slice(0, 2)).toEqual(['**镇人民政府文件', '**〔2025〕5号']);
  });

  it('follows the unit’s choices of digits, title font and page numbers', async () => {
    const chosen = layout.parse({
      digits: 'times',
      titleFont: 'heiti',
      pageNumber: 'plain',
      pageNumberPlace: 'centre',
    });
    const doc = toEdition(sampleReport(), sampleTemplate, 'internal', samplePolicy, chosen);
    const parts: Parts = Object.fromEntries(
      Object.entries(unzipSync(await writeDocx(doc))).map(([name, part]) => [name, strFromU8(part)]),
    );
    expect(style(parts, 'Title')).toContain(
      'w:ascii="Times New Roman" w:cs="Times New Roman" w:eastAsia="黑体"',
    );
    const footers = Object.entries(parts).filter(([name]) => /^word\/footer\d/.test(name));
    expect(footers.every(([, xml]) => xml.includes('<w:jc w:val="center"/>') && !xml.includes('—'))).toBe(
      true,
    );
  });

  it('survives characters that XML forbids', async () => {
    const text = '甲\u0000乙\u0008丙\uD800丁\uFFFE戊 & <己>';
    const doc = toEdition(sampleReport([makeParagraph(text)]), sampleTemplate, 'internal', samplePolicy);
    const xml = strFromU8(unzipSync(await writeDocx(doc))['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('甲乙丙\uFFFD丁戊 &amp; &lt;己&gt;');
  });

  it('runs a body on in its heading’s line, in the body’s font', async () => {
    const heading = { ...makeHeading(2, '加强领导。'), runIn: true as const };
    const doc = toEdition(
      sampleReport([heading, makeParagraph('全年开会。')]),
      sampleTemplate,
      'internal',
      samplePolicy,
    );
    const xml = strFromU8(unzipSync(await writeDocx(doc))['word/document.xml'] ?? new Uint8Array());
    const line = paragraphs(xml).find((one) => one.text === '（一）加强领导。全年开会。');
    expect(line?.properties).toContain('Heading2');
    expect(xml).toMatch(/仿宋_GB2312"[^>]*\/><\/w:rPr><w:t[^>]*>全年开会。/);
  });

  it('breaks lines and sets tabs where the text has them', async () => {
    const doc = toEdition(
      sampleReport([makeParagraph('上行\n下行\t格')]),
      sampleTemplate,
      'internal',
      samplePolicy,
    );
    const xml = strFromU8(unzipSync(await writeDocx(doc))['word/document.xml'] ?? new Uint8Array());
    expect(xml).toMatch(/上行<\/w:t><w:cr\/><w:t[^>]*>下行<\/w:t><w:tab\/><w:t[^>]*>格</);
  });

  it('takes a hundred pages in good time', async () => {
    const more = Array.from({ length: 500 }, () =>
      makeParagraph('依法行政建设法治政府推进基层治理'.repeat(8)),
    );
    const begun = performance.now();
    const bytes = await writeDocx(toEdition(sampleReport(more), sampleTemplate, 'internal', samplePolicy));
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
