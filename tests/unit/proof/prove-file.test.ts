import { beforeAll, describe, expect, it } from 'vitest';

import { readPlainly } from '../../../electron/backend/docx/proof/read-plainly.ts';
import { writeComparisonDocx } from '../../../electron/backend/docx/write/write-comparison.ts';
import { refuseUnproven } from '../../../electron/backend/service/proven-file.ts';
import { compareEditions } from '../../../shared/compare/compare.ts';
import { makeHeading, makeOrdinal, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { proveComparison, proveReading } from '../../../shared/proof/prove-comparison.ts';
import { proveMarked, type WrongFile } from '../../../shared/proof/prove-file.ts';
import { editWord } from '../../office/edit-word.ts';
import { cell, row, richBlocks } from '../../rich-report.ts';
import { writtenCopy, type Sent } from '../review/returned.ts';

const policy = editionPolicy(undefined);

const revision = (id: string, kind: 'insert' | 'delete') => ({
  id,
  author: 'wang',
  at: '2025-12-01T04:00:00.000Z',
  kind,
});

/** A report with notes, images and a table, in which words, a row, a column and breaks came and went. */
function worked(): Sent {
  const blocks: Block[] = [
    ...richBlocks().filter(({ type }) => type !== 'annex' && type !== 'signature'),
    makeParagraph([
      { text: '全年开展检查' },
      { text: '125', del: 'd1' },
      { text: '130', ins: 'i1' },
      { text: '次，' },
      makeOrdinal(),
      { text: '抓学习；' },
      makeOrdinal(),
      { text: '抓落实。', ins: 'i1' },
    ]),
    { ...makeParagraph('这一段是新写的。'), pIns: 'i2' },
    { ...makeParagraph('这一段接到上一段。'), pDel: 'd2' },
    {
      type: 'table',
      id: 'marked',
      columns: [{}, { del: 'd3' }],
      children: [
        row([cell('项目'), cell('去年')]),
        row([cell('新行'), cell('六')], { ins: 'i3' }),
        row([cell('旧行\n另一行'), cell('七')], { del: 'd3' }),
        row([cell('两格合并\n的两段'), cell('八')]),
      ],
    },
    makeParagraph('表后一段 <&> “引号”。'),
  ];
  return {
    blocks,
    variables: {},
    people: [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }],
    review: {
      revisions: [
        revision('i1', 'insert'),
        revision('i2', 'insert'),
        revision('i3', 'insert'),
        revision('d1', 'delete'),
        revision('d2', 'delete'),
        revision('d3', 'delete'),
      ],
      threads: [],
      decisions: [],
    },
  };
}

describe('a review copy that was written', () => {
  const sent = worked();
  let file: Uint8Array;
  beforeAll(async () => {
    file = await writtenCopy(sent);
  });
  const proof = (bytes: Uint8Array): WrongFile | null =>
    proveMarked(sent.blocks, spellerOf(sent.blocks, sent.variables, policy), readPlainly(bytes));

  it('says what the report says, its changes accepted and rejected', () => {
    expect(proof(file)).toBeNull();
    const { accepted, rejected } = readPlainly(file);
    expect(accepted).toContain('全年开展检查130次，一是抓学习；二是抓落实。');
    expect(rejected).toContain('全年开展检查125次，一是抓学习；');
    expect(accepted).toContain('这一段是新写的。这一段接到上一段。');
    expect(rejected).toContain('二是这一段是新写的。\n这一段接到上一段。');
    expect(accepted).toContain('两格合并\n的两段');
    expect(accepted).not.toContain('去年');
    expect(rejected).not.toContain('新行');
    expect(accepted).toContain('表后一段 <&> “引号”。');
  });

  it.each<[string, WrongFile['side'], (xml: string) => string]>([
    ['a figure has lost a digit', 'accepted', (xml) => xml.replace('>130<', '>30<')],
    ['words that went are missing', 'rejected', (xml) => xml.replace('>125<', '><')],
    [
      'words that came are not marked',
      'rejected',
      (xml) => xml.replace(/<w:ins [^>]*>(<w:r>(?:(?!<\/w:r>).)*130<\/w:t><\/w:r>)<\/w:ins>/, '$1'),
    ],
    [
      'a paragraph stands twice',
      'rejected',
      (xml) => xml.replace(/<w:p>(?:(?!<\/w:p>).)*表后一段.*?<\/w:p>/, '$&$&'),
    ],
    ['an image is missing', 'rejected', (xml) => xml.replace(/<w:drawing>.*?<\/w:drawing>/s, '')],
    ['a note is missing', 'rejected', (xml) => xml.replace(/<w:footnoteReference [^>]*\/>/, '')],
    [
      'a row that came is not marked',
      'rejected',
      (xml) =>
        xml
          .replace(/(<w:trPr>(?:(?!<\/w:trPr>).)*)<w:ins [^>]*\/>/, '$1')
          .replaceAll(/<w:ins [^>]*>(<w:r>(?:(?!<\/w:r>).)*(?:新行|六)<\/w:t><\/w:r>)<\/w:ins>/g, '$1'),
    ],
  ])('is refused where %s', (_name, side, spoil) => {
    const wrong = proof(editWord(file, spoil));
    expect(wrong).toMatchObject({ side });
    expect(() => refuseUnproven('送审稿', wrong)).toThrow(/送审稿自检未通过，没有导出，报告没有改动。/);
  });
});

const edition = (year: number, blocks: Block[]) =>
  toEdition(
    { document: { schema: 2, blocks }, variables: {}, year, unit: '青禾镇', state: 'drafting' },
    undefined,
    'internal',
    policy,
  );

describe('a comparison', () => {
  const a = edition(2024, [
    makeTitle('青禾镇2024年总结'),
    makeHeading(1, '工作情况'),
    ...richBlocks(),
    makeParagraph('开展检查125次。'),
    makeHeading(1, '存在问题'),
    makeParagraph('执法力量不足，培训没有跟上，案件积压较多。'),
  ]);
  const b = edition(2025, [
    makeTitle('青禾镇2025年总结'),
    makeHeading(1, '存在问题'),
    makeParagraph('执法力量不足，培训没有跟上，案件积压较多。'),
    makeHeading(1, '工作情况'),
    ...richBlocks(),
    makeParagraph('开展检查130次，新增一项。'),
  ]);

  it('leads from one text to the other, on the screen and as a file', async () => {
    const comparison = await compareEditions(
      { id: 'a', doc: a, slots: new Map() },
      { id: 'b', doc: b, slots: new Map() },
    );
    expect(proveComparison(comparison, a, b)).toBeNull();
    const file = await writeComparisonDocx(comparison, new Date('2025-12-20T00:00:00Z'));
    expect(proveReading(readPlainly(file), a, b)).toBeNull();
    const spoilt = editWord(file, (xml) => xml.replace('130', '30'));
    expect(proveReading(readPlainly(spoilt), a, b)).toMatchObject({ side: 'accepted' });
  });

  it('is refused where a piece of it is lost, or stands on the wrong side', async () => {
    const fresh = () =>
      compareEditions({ id: 'a', doc: a, slots: new Map() }, { id: 'b', doc: b, slots: new Map() });
    const pieces = async (change: 'drop' | 'turn') => {
      const comparison = await fresh();
      const changed = comparison.sections
        .flatMap(({ rows }) => rows)
        .find((one) => one.kind === 'changed' && one.pieces.some(({ text }) => text.includes('130')));
      if (!changed) throw new Error('nothing changed');
      if (change === 'drop') changed.pieces = changed.pieces.slice(1);
      else for (const piece of changed.pieces) if (piece.kind === 'insert') piece.kind = 'same';
      return proveComparison(comparison, a, b);
    };
    expect(await pieces('drop')).toMatchObject({ side: 'rejected' });
    expect(await pieces('turn')).toMatchObject({ side: 'rejected' });
    const short = await fresh();
    short.sections.pop();
    expect(proveComparison(short, a, b)).not.toBeNull();
  });
});
