import { describe, expect, it } from 'vitest';

import { recognise } from '../../../shared/structure/recognise.ts';
import { takeHeadMarks } from '../../../shared/structure/head-marks.ts';
import { gradesSpokenOf, marksInLine } from '../../../shared/text/secrecy-marks.ts';

const TITLE = '青禾镇2025年法治政府建设年度报告';
const BODY = ['2025年，青禾镇扎实推进法治建设。现报告如下：', '一、2025年主要举措和成效', '开展普法12次。'];
const report = (...head: string[]) => [...head, TITLE, ...BODY].map((text) => ({ text }));

describe('marks of state secrets in the head', () => {
  it.each([
    ['机密★10年'],
    ['秘密★解密日期2030年1月1日'],
    ['机 密'],
    ['机　密★１０年'],
    ['绝密★长期'],
    ['绝密★启用前'],
    ['密级：秘密'],
    ['秘密级'],
    ['000001　机密★10年　特急'],
    ['机密★10年 000001'],
    ['特急 秘密★1年'],
    ['机密＊１０年'],
    ['机密☆20年'],
    ['秘密★6个月'],
    ['  秘  密  '],
    ['机密★2030年12月31日'],
    ['机密·10年'],
    ['【机密】'],
    ['（秘密）'],
    ['機密★10年'],
    ['机密★1年6个月'],
    ['机密★至2030年底'],
    ['机密★10年 (000012)'],
    ['机密★10年。'],
    ['[机密★10年]'],
    ['机密文件'],
    ['机密●10年'],
    ['机密（10年）'],
    ['机密-10年'],
    ['国家秘密·秘密'],
    ['定密：秘密'],
    ['密级：机密　保密期限：10年'],
  ])('“%s” is one, and no part of the title', (mark) => {
    const found = recognise(report(mark), { templates: [] });
    expect(found.grade).toBe(`${/[绝机秘]/.exec(mark.replace('機', '机'))?.[0]}密`);
    expect(found.title).toBe(TITLE);
    expect(found.head.secrecy).toMatch(/密/);
    expect(JSON.stringify(found.document)).not.toMatch(/[绝机秘]\s*密/u);
  });

  it('number of the copy and urgency go with it, each into its place', () => {
    const { head } = recognise(report('000012', '机密★10年', '特急'), { templates: [] });
    expect(head).toEqual({ secrecy: '机密★10年', urgency: '特急', copy: '000012' });
  });

  it('urgency alone is no title either', () => {
    const found = recognise(report('特急'), { templates: [] });
    expect(found.title).toBe(TITLE);
    expect(found.head.urgency).toBe('特急');
    expect(found.grade).toBeNull();
  });

  it.each([[`机密★10年　${TITLE}`], [`机密★10年${TITLE}`], [`机 密　${TITLE}`], [`000001 秘密 ${TITLE}`]])(
    '“%s”: what stands before the title on its line',
    (line) => {
      const found = recognise(
        [line, ...BODY].map((text) => ({ text })),
        { templates: [] },
      );
      expect(found.grade).not.toBeNull();
      expect(found.title).toBe(TITLE);
    },
  );

  it('in the cells of a table of the head', () => {
    const found = recognise(
      [
        {
          text: '',
          table: [
            ['000001', ''],
            ['机密★10年', '特急'],
          ],
        },
        ...report(),
      ],
      { templates: [] },
    );
    expect(found.title).toBe(TITLE);
    expect(found.head).toEqual({ secrecy: '机密★10年', urgency: '特急', copy: '000001' });
    expect(found.document.blocks.some(({ type }) => type === 'table')).toBe(false);
  });

  it('in the page header of a Word file', () => {
    expect(takeHeadMarks(report(), { margins: ['机密★10年'] }).head.secrecy).toBe('机密★10年');
  });

  it('what is pasted keeps its marks as lines of text, none of them the title', () => {
    const found = recognise(report('机密★10年', '特急'), { templates: [], keepMarks: true });
    expect(found.title).toBe(TITLE);
    expect(found.document.blocks.slice(0, 2).map(({ type }) => type)).toEqual(['paragraph', 'paragraph']);
    const glued = recognise(report().with(0, { text: `机密★10年　${TITLE}` }), {
      templates: [],
      keepMarks: true,
    });
    expect(glued.title).toBe(TITLE);
    expect(glued.document.blocks[0]?.type).toBe('paragraph');
  });

  it('in an annex: it stays in its place, and the report has the grade', () => {
    const lines = [...report(), { text: '附件1' }, { text: '秘密★5年' }, { text: '重点人员名单' }];
    const found = recognise(lines, { templates: [] });
    expect(found.grade).toBe('秘密');
    expect(found.head.secrecy).toBe('秘密★5年');
    expect(JSON.stringify(found.document)).toContain('秘密★');
  });

  it('the highest grade counts', () => {
    const lines = [...report('秘密★5年'), { text: '附件1' }, { text: '绝密★长期' }, { text: '名单' }];
    expect(takeHeadMarks(lines).grade).toBe('绝密');
  });

  it('in the middle of a line, with its star', () => {
    expect(marksInLine('青府〔2025〕5号　机密★1年', false)).toMatchObject([{ kind: 'state', grade: '机密' }]);
  });
});

describe('marks of internal papers', () => {
  it.each([
    ['内部资料'],
    ['内部资料，不得外传'],
    ['内部资料 注意保存'],
    ['【内部资料，不得外传】'],
    ['（内部文件）'],
    ['仅供内部使用'],
    ['工作秘密'],
    ['工作秘密★3年'],
    ['内部★1年'],
    ['内部★'],
    ['注意保存'],
    ['请勿外传！'],
    ['内部资料·阅后退回'],
    ['内部使用，禁止复印'],
    ['（此件不予公开）'],
  ])('“%s” is one', (mark) => {
    const found = recognise(report(mark), { templates: [] });
    expect(found.grade).toBeNull();
    expect(found.title).toBe(TITLE);
    expect(found.head.secrecy).not.toBe('');
    expect(found.doubtful.some(({ why }) => why.includes('版头'))).toBe(true);
  });

  it('a sentence of the text stays where it is, and is told', () => {
    const lines = [TITLE, '2025年，青禾镇扎实推进。内部资料，不得外传。现报告如下：', ...BODY].map(
      (text) => ({ text }),
    );
    const { told, lines: left } = takeHeadMarks(lines);
    expect(told).toEqual(['“内部资料,不得外传”是内部标志，留在正文里，公开前会问']);
    expect(left).toEqual(lines);
  });

  it('in brackets behind the title', () => {
    expect(marksInLine('青禾镇2025年工作总结（内部资料）', true)).toMatchObject([
      { kind: 'internal', from: 12 },
    ]);
  });
});

describe('words that are no marks', () => {
  it.each([
    ['涉及国家秘密的除外'],
    ['深入学习保密法'],
    ['按照绝密级文件要求，对重点人员开展管控。'],
    ['机密件管理制度'],
    ['健全机密件管理制度。'],
    ['依法保护商业秘密。'],
    ['依法保护商业秘密'],
    ['编印内部资料3期。'],
    ['加强内部资料管理'],
    ['严格执行“机密★10年”等标志的规定。'],
    ['注意保存证据材料。'],
    ['政府信息公开，不予公开3件。'],
    ['秘密2025年青禾镇调查'],
    ['国家秘密、工作秘密、商业秘密'],
    ['2025年'],
    ['特急件办理3件'],
    ['泄露国家秘密案件1起；'],
  ])('“%s”', (line) => {
    expect(marksInLine(line, true)).toEqual([]);
    const found = recognise([{ text: TITLE }, { text: line }, ...BODY.map((text) => ({ text }))], {
      templates: [],
    });
    expect(found.grade).toBeNull();
    expect(found.head.secrecy).toBe('');
  });

  it('a column of a table outside of the head names grades', () => {
    const table = [
      ['文件', '密级'],
      ['甲', '机密'],
    ];
    const lines = [...report(), { text: '清单如下：' }, { text: '', table }];
    expect(takeHeadMarks(lines).grade).toBeNull();
  });

  it('a document of a grade that the text speaks of is worth a look', () => {
    expect(gradesSpokenOf('按照绝密级文件要求').map(({ text }) => text)).toEqual(['绝密级文件']);
    expect(gradesSpokenOf('涉及国家秘密的除外，机密件管理制度，商业秘密文件')).toEqual([]);
  });
});
