import { createEditor } from 'slate';
import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { SCHEMA_VERSION, type Block, type Inline } from '../../../shared/document/types.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { findLeftovers } from '../../../shared/edition/leftovers.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { findNames } from '../../../shared/privacy/names.ts';
import { findNumbers } from '../../../shared/privacy/numbers.ts';
import { maskText } from '../../../renderer/editor/mask-text.ts';
import { image, note } from '../../rich-report.ts';
import { samplePolicy, sampleReport, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('l');

function leftovers(...paragraphs: (string | Inline[])[]): string[] {
  const blocks = paragraphs.map((content) => makeParagraph(content, 'body', ids));
  const found = findLeftovers({ schema: 1, blocks }, { unit: '青禾镇' }, sampleTemplate, samplePolicy);
  return found.map(({ kind, text }) => `${kind} ${text}`);
}

const kinds = (text: string): string[] => findNumbers(text).map((one) => `${one.kind} ${one.text}`);

describe('findLeftovers', () => {
  it('finds a hidden value typed again in clear', () => {
    const hidden = [
      { text: '参加' },
      makeField({ value: '348', unit: '人' }, ids),
      { text: '，由' },
      makeField({ kind: 'person', value: '周明远', unit: '书记', unitPlace: 'before' }, ids),
    ];
    expect(leftovers(hidden, '全镇348人，其中周明远负责。')).toEqual(['value 348人', 'value 周明远']);
  });

  it('finds the unit’s name, with and without its last word', () => {
    const unit = makeField({ kind: 'place', variable: 'unit', unit: '镇' }, ids);
    expect(leftovers([unit], '青禾镇党委、青禾片区')).toEqual(['value 青禾镇', 'value 青禾']);
  });

  it('looks into notes, and at what is said of images, and says so', () => {
    const blocks = [
      makeParagraph(
        padInlines([
          { text: '详见台账' },
          note('n1', '联系李华律师，13800138000。'),
          { text: '。' },
          image('i1', '李华讲课'),
        ]),
        'body',
        ids,
      ),
    ];
    const find = (): string[] =>
      findLeftovers(
        { schema: SCHEMA_VERSION, blocks: editor.children as unknown as Block[] },
        {},
        undefined,
        samplePolicy,
      ).map(({ kind, text, inNote }) => `${kind} ${text} ${inNote}`);
    const editor = withDocument(createEditor());
    editor.children = blocks;
    expect(find()).toEqual(['name 李华 true', 'phone 13800138000 true', 'name 李华 true']);
    // Hidden from there, nothing is left: the note and the image stay in the internal edition.
    expect(maskText(editor, '李华', 'name', {})).toBe(2);
    expect(find()).toEqual([]);
    expect(JSON.stringify(editor.children)).toContain('13800138000');
  });

  it('makes a figure of what is hidden elsewhere, and not of a part of another', () => {
    const editor = withDocument(createEditor());
    editor.children = [makeParagraph('检查７３９１宗，档案17391号、7391件', 'body', countingIds('f'))];
    maskText(editor, '７３９１宗', 'value', {});
    maskText(editor, '7391', 'value', {});
    const fields = (editor.children[0] as { children: Inline[] }).children.filter(
      (node) => 'type' in node && node.type === 'field',
    );
    expect(fields).toMatchObject([
      { kind: 'count', value: '7391', unit: '宗' },
      { kind: 'count', value: '7391', unit: '' },
    ]);
  });

  it('masks in a note what is a hidden value elsewhere, and finds there what only a hidden sentence says', () => {
    const blocks = [
      makeParagraph(
        padInlines([
          makeField({ kind: 'person', value: '周明远', unit: '书记', unitPlace: 'before' }, ids),
          { text: '带头。' },
          {
            ...makeField({ value: '青禾商贸公司', kind: 'organisation', sensitivity: 'public' }, ids),
            secret: true,
          },
          note('n1', '周明远说明：青禾商贸公司已整改。'),
        ]),
        'body',
        ids,
      ),
    ];
    const found = findLeftovers({ schema: SCHEMA_VERSION, blocks }, {}, undefined, samplePolicy);
    expect(found.map(({ text, inNote, before }) => [text, inNote, before])).toEqual([
      ['青禾商贸公司', true, '***说明：'],
    ]);
  });

  it('leaves numbers alone that only look alike', () => {
    expect(leftovers([makeField({ value: '12', unit: '次' }, ids)], '12月召开112次会议，2012年')).toEqual([
      'figure 112次',
    ]);
  });

  it('says where', () => {
    const [found] = findLeftovers(
      { schema: 1, blocks: [makeParagraph('由周明远同志负责', 'body', countingIds('p'))] },
      {},
      undefined,
      editionPolicy(undefined),
    );
    expect(found).toMatchObject({
      kind: 'name',
      block: 'p1',
      text: '周明远',
      at: 1,
      before: '由',
      after: '同志负责',
    });
  });

  it('finds nothing in a report without leftovers', () => {
    const { document, variables } = sampleReport();
    expect(findLeftovers(document, variables, sampleTemplate, samplePolicy)).toEqual([]);
  });
});

function texts(places: readonly { text: string }[]): string[] {
  return places.map((place) => place.text);
}

describe('personal data', () => {
  it('knows names beside an office', () => {
    expect(texts(findNames('李华律师、欧阳明律师和书记周明远'))).toEqual(['李华', '欧阳明', '周明远']);
  });
  it('knows a list of names before an office', () => {
    const found = findNames('聘请该所李华、王小明两位律师，张大山等3名同志');
    expect(found).toEqual([
      { text: '李华', at: 4 },
      { text: '王小明', at: 7 },
      { text: '张大山', at: 15 },
    ]);
  });
  it('takes no office for a name', () => {
    const plain =
      '担任党委书记，高级律师，村党支部书记，律师事务所，镇党委书记高度重视，书记带头，书记、镇长于3月，律师团队，政法委员，各村主任';
    expect(texts(findNames(plain))).toEqual([]);
  });
  it('knows names in the middle of the text once it has met them beside an office', () => {
    expect(leftovers('李华律师到场。李华讲解，群众满意。')).toEqual(['name 李华', 'name 李华']);
  });

  it('knows telephone numbers', () => {
    expect(kinds('电话13800138000，138 0013 8000，+86 13800138000，编号138001380001')).toEqual([
      'phone 13800138000',
      'phone 138 0013 8000',
      'phone +86 13800138000',
      'case-number 138001380001',
    ]);
    expect(kinds('值班0571-87654321，（010）62345678，１３８００１３８０００')).toEqual([
      'phone 0571-87654321',
      'phone （010）62345678',
      'phone １３８００１３８０００',
    ]);
  });
  it('knows identity cards by their check digit', () => {
    expect(kinds('11010519491231002X 110105194912310021')).toEqual(['id-number 11010519491231002X']);
    expect(kinds('110105 19491231 002X，110105491231002')).toEqual([
      'id-number 110105 19491231 002X',
      'id-number 110105491231002',
    ]);
  });
  it('knows bank cards and credit codes by their check digit', () => {
    expect(kinds('账号6222021234567890128，6222 0212 3456 7890 128')).toEqual([
      'bank-card 6222021234567890128',
      'bank-card 6222 0212 3456 7890 128',
    ]);
    expect(kinds('编码6222021234567890129')).toEqual(['case-number 6222021234567890129']);
    expect(kinds('共6222021234567890129')).toEqual([]);
    // What stands behind 账号 is one, whatever its check digit says.
    expect(kinds('账号6222021234567890129')).toEqual(['bank-card 6222021234567890129']);
    expect(kinds('代码91350100M000100Y43，91350100M000100Y44')).toEqual(['credit-code 91350100M000100Y43']);
  });
  it('knows plates, e-mail and addresses', () => {
    expect(kinds('粤B12345、沪A·D12345，邮箱zhou@example.com')).toEqual([
      'plate 粤B12345',
      'plate 沪A·D12345',
      'email zhou@example.com',
    ]);
    expect(kinds('住育才路12号3栋501室，在石桥村开展3场，文件〔2025〕5号')).toEqual([
      'address 住育才路12号3栋501室',
    ]);
  });
  it('takes no figure of the report for one', () => {
    expect(kinds('全年开展普法活动36场次，投入经费1200000元，覆盖348000人次，2021—2025年')).toEqual([]);
  });
});
