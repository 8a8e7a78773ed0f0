import { describe, expect, it } from 'vitest';

import { parseMarkdown, parseSpans, plainSpans } from '../../../renderer/features/help/markdown.ts';

describe('parseMarkdown', () => {
  it('reads headings, paragraphs and quotes, and joins the lines of a Chinese paragraph without a space', () => {
    expect(parseMarkdown('# 开始\n\n先导入\n往年材料。\n\n> 提示\n> 两行\n')).toEqual([
      { kind: 'heading', level: 1, spans: [{ kind: 'text', text: '开始' }] },
      { kind: 'paragraph', spans: [{ kind: 'text', text: '先导入往年材料。' }] },
      { kind: 'quote', spans: [{ kind: 'text', text: '提示两行' }] },
    ]);
  });

  it('keeps a space between Latin words of two lines', () => {
    const [node] = parseMarkdown('Word\nand PDF');
    expect(node?.kind === 'paragraph' && plainSpans(node.spans)).toBe('Word and PDF');
  });

  it('reads lists, nested and with lines that go on', () => {
    const [node] = parseMarkdown('1. 新建\n   并填写\n   - 年度\n   - 单位\n2. 导出');
    expect(node).toMatchObject({
      kind: 'list',
      ordered: true,
      items: [
        {
          spans: [{ text: '新建并填写' }],
          children: [{ spans: [{ text: '年度' }] }, { spans: [{ text: '单位' }] }],
        },
        { spans: [{ text: '导出' }], children: [] },
      ],
    });
  });

  it('reads tables and code, in which nothing is markup', () => {
    const nodes = parseMarkdown(
      '| 键 | 做什么 |\n| --- | :-: |\n| `F1` | 说明 |\n\n```\n# 不是**标题**\n```',
    );
    expect(nodes).toEqual([
      {
        kind: 'table',
        head: [[{ kind: 'text', text: '键' }], [{ kind: 'text', text: '做什么' }]],
        rows: [[[{ kind: 'code', text: 'F1' }], [{ kind: 'text', text: '说明' }]]],
      },
      { kind: 'code', text: '# 不是**标题**' },
    ]);
  });

  it('ends on every input', () => {
    for (const source of ['', '```', '|', '- ', '>', '#', '**', '1.\n  x', '| a |\n|---|']) {
      expect(Array.isArray(parseMarkdown(source))).toBe(true);
    }
  });
});

describe('parseSpans', () => {
  it('reads strong, code and links, and leaves masks alone', () => {
    expect(parseSpans('点**导出**，按 `Ctrl+S`，见[说明](03-export.md)；`**镇`')).toEqual([
      { kind: 'text', text: '点' },
      { kind: 'strong', text: '导出' },
      { kind: 'text', text: '，按 ' },
      { kind: 'code', text: 'Ctrl+S' },
      { kind: 'text', text: '，见' },
      { kind: 'link', text: '说明', href: '03-export.md' },
      { kind: 'text', text: '；' },
      { kind: 'code', text: '**镇' },
    ]);
  });
});
