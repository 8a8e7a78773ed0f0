import { describe, expect, it } from 'vitest';

import { SCHEMA_VERSION, type Block } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeHtml } from '../../../shared/edition/write-html.ts';
import { writeText, writeTextFile, writeTextOf } from '../../../shared/edition/write-text.ts';
import { photoAsset, richBlocks } from '../../rich-report.ts';

const edition = (blocks: Block[] = richBlocks()): EditionDocument =>
  toEdition(
    {
      document: { schema: SCHEMA_VERSION, blocks },
      variables: {},
      year: 2025,
      unit: '青禾镇',
      state: 'signed-off',
    },
    undefined,
    'internal',
    editionPolicy(undefined),
  );

const TEXT = `青禾镇2025年法治政府建设年度报告
2025年，青禾镇坚持依法行政①，化解纠纷1164件，林地122亩。〔1〕
一、主要工作
表1　行政执法情况
单位：件
项目\t数量\t
\t2024年\t2025年
行政处罚②\t1098\t1203
{图}
图1　普法宣传
新的一页。
横向页。
青禾镇人民政府
2026年1月15日
附件1
行政执法情况表
一、总体情况
全年检查612次。
附件2
名单
共三人。
①据镇司法所台账。
②含简易程序。
〔1〕引自实施纲要。`;

describe('the text of an edition', () => {
  it('that is signed has signs and words of notes, labels of annexes, and nothing said of images', () => {
    expect(writeText(edition())).toBe(TEXT.replace('{图}', ''));
  });

  it('for people names images', () => {
    expect(writeTextFile(edition())).toBe(TEXT.replace('{图}', '〔图：普法宣传现场〕'));
    expect(writeTextOf(edition().blocks)).toBe(writeTextFile(edition()));
  });

  it('that is signed does not change with what is said of an image', () => {
    const other = richBlocks().map((block) =>
      block.id === 'figure' && block.type === 'paragraph'
        ? {
            ...block,
            children: block.children.map((node) =>
              'type' in node && node.type === 'image' ? { ...node, alt: '另一种说法' } : node,
            ),
          }
        : block,
    );
    expect(writeText(edition(other))).toBe(writeText(edition()));
    expect(writeTextFile(edition(other))).toContain('〔图：另一种说法〕');
  });
});

const address = (asset: string): string | null =>
  asset === photoAsset ? 'data:image/png;base64,AAAA' : null;

describe('the clipboard', () => {
  const html = writeHtml(edition().blocks, false);

  it('has spans, alignment and widths of a table, and no cells that are covered', () => {
    expect(html).toContain('<th rowspan="2" style=');
    expect(html).toContain('<th colspan="2" style=');
    expect(html.match(/<t[hd][ >]/g)).toHaveLength(2 + 2 + 3);
    expect(html).toMatch(/text-align:right[^>]*>1098</);
    expect(html).toContain('style="width:120pt"');
  });

  it('has formats, signs of notes, and their words at the end', () => {
    expect(html).toContain('<b>坚持依法行政</b><sup>①</sup>');
    expect(html).toContain('林地12<sup>2</sup>亩。<sup>〔1〕</sup>');
    const end = html.slice(html.lastIndexOf('共三人。'));
    for (const words of ['①据镇司法所台账。', '②含简易程序。', '〔1〕引自实施纲要。'])
      expect(end).toContain(words);
  });

  it('has an image where its bytes are at hand, else its name', () => {
    expect(html).toContain('〔图：普法宣传现场〕');
    expect(writeHtml(edition().blocks, false, address)).toContain(
      '<img src="data:image/png;base64,AAAA" alt="普法宣传现场" width="120" height="60"',
    );
  });

  it('begins annexes on a page of their own under their labels', () => {
    expect(html).toMatch(/page-break-before:always[^>]*>附件1<\/p>\n<p align="center"[^>]*>行政执法情况表</);
    expect(html).toMatch(/page-break-before:always[^>]*>新的一页。/);
  });

  it('goes on in a line, with the notes of that line', () => {
    const lead = edition().blocks.filter(({ id }) => id === 'lead');
    const inline = writeHtml(lead, true);
    expect(inline).toContain('<!--StartFragment--><span>2025年，青禾镇');
    expect(inline).toContain('①据镇司法所台账。');
  });
});
