import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { writeComparisonDocx } from '../../../electron/backend/docx/write/write-comparison.ts';
import { comparisonHtml } from '../../../electron/backend/print/comparison-html.ts';
import { compareEditions } from '../../../shared/compare/compare.ts';
import type { Comparison } from '../../../shared/compare/types.ts';
import { withHolders } from '../../../shared/document/guards.ts';
import { SCHEMA_VERSION, type Block, type Inline } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { richBlocks } from '../../rich-report.ts';

function compared(before: Block[], after: Block[]): Promise<Comparison> {
  const [a, b] = [before, after].map((blocks, at) => ({
    id: `${at}`,
    slots: new Map<string, string>(),
    doc: toEdition(
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
    ),
  }));
  if (!a || !b) throw new Error('two sides');
  return compareEditions(a, b);
}

/** The invented report with its inline nodes changed. */
const changed = (change: (node: Inline) => Inline): Block[] =>
  richBlocks().map((block) => withHolders(block, (nodes) => nodes.map((node) => change(node))));

const differing = ({ sections }: Comparison) =>
  sections.flatMap(({ rows }) => rows.filter(({ kind }) => kind !== 'same'));

describe('a comparison', () => {
  it('of a report with itself has no difference, and neither have formats', async () => {
    const itself = await compared(richBlocks(), richBlocks());
    expect(itself.differences).toBe(0);
    // Cells that span others do so here, too.
    expect(comparisonHtml(itself, '')).toContain('<th rowspan="2">项目</th><th colspan="2">数量</th></tr>');
    const docx = await writeComparisonDocx(itself, new Date('2025-12-01T02:03:04Z'));
    const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('<w:gridSpan w:val="2"/>');
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
    const plain = changed((node) => {
      const { bold: _, ...rest } = node;
      return rest;
    });
    expect((await compared(richBlocks(), plain)).differences).toBe(0);
  });

  it('sees a changed footnote, in the text and in a table', async () => {
    const other = changed((node) =>
      'type' in node && node.type === 'note' && node.id !== 'n2'
        ? { ...node, body: [{ text: `${node.body[0]?.text ?? ''}（已核对）` }] }
        : node,
    );
    const found = await compared(richBlocks(), other);
    expect(differing(found).map(({ b }) => [b?.type, b?.label, b?.text])).toEqual([
      ['note', '①', '据镇司法所台账。（已核对）'],
      ['note', '②', '含简易程序。（已核对）'],
    ]);
    expect(comparisonHtml(found, '')).toContain(
      '<p class="note-line">①据镇司法所台账。<ins>（已核对）</ins></p>',
    );
    const docx = await writeComparisonDocx(found, new Date('2025-12-01T02:03:04Z'));
    expect(strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array())).toContain('（已核对）');
  });

  it('sees another image of which the same is said', async () => {
    const other = changed((node) =>
      'type' in node && node.type === 'image' ? { ...node, asset: 'b'.repeat(64) } : node,
    );
    const found = await compared(richBlocks(), other);
    expect(differing(found)).toMatchObject([{ kind: 'changed', b: { type: 'image' } }]);
    expect(found.differences).toBe(1);
    expect(comparisonHtml(found, '')).toContain(
      '<del>〔图：普法宣传现场〕</del><ins>〔图：普法宣传现场〕</ins>',
    );
  });

  it('has each annex as a section of its own, behind the signature', async () => {
    const found = await compared(
      richBlocks(),
      changed((node) => ('text' in node && node.text === '共三人。' ? { text: '共四人。' } : node)),
    );
    const names = found.sections.map(({ b }) => (b ? b.number + b.text : ''));
    expect(names).toEqual([
      '引言',
      '一、主要工作',
      '落款',
      '附件1　行政执法情况表',
      '一、总体情况',
      '附件2　名单',
    ]);
    expect(found.sections.filter(({ differences }) => differences > 0).map(({ b }) => b?.text)).toEqual([
      '名单',
    ]);
  });
});
