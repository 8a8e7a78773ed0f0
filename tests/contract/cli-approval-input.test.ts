import { describe, expect, it } from 'vitest';

import { readArguments } from '../../electron/shells/cli/args.ts';

describe('lines of approval and key', () => {
  it.each([
    ['approval', 'approval', { kind: 'order', steps: null }],
    ['approval r1', 'approval', { kind: 'look', id: 'r1' }],
    ['approval a.NSA', 'approval', { kind: 'look-file', file: 'a.NSA' }],
    ['approval --take-in a.nsa', 'approval', { kind: 'take-in', file: 'a.nsa' }],
    [
      'approval --order 核稿，会签：财政所,会签（司法所）、签发',
      'approval',
      {
        kind: 'order',
        steps: [
          { kind: 'check', who: '' },
          { kind: 'countersign', who: '财政所' },
          { kind: 'countersign', who: '司法所' },
          { kind: 'sign', who: '' },
        ],
      },
    ],
    [
      'approval r1 --return 核稿 --person 李明 --reason 数字不对',
      'approval',
      {
        kind: 'take',
        step: {
          id: 'r1',
          step: { kind: 'check', who: '' },
          outcome: 'returned',
          person: '李明',
          words: '数字不对',
          paper: null,
        },
      },
    ],
    ['key list', 'key', { deed: 'list' }],
    ['key make --person 李明', 'key', { deed: 'make', person: '李明', way: null }],
    [
      'key make --person 李明 --declare --reason 口令忘了',
      'key',
      { deed: 'make', person: '李明', way: { kind: 'declared', reason: '口令忘了' } },
    ],
    [
      'key add a.nskey --compared 01234-56789-01234-56789-01234-５６７８９',
      'key',
      { deed: 'add', file: 'a.nskey', compared: '012345678901234567890123456789' },
    ],
    [
      'key end 01234 56789 01234 56789 01234 56789 --reason 调走',
      'key',
      { deed: 'end', digits: '012345678901234567890123456789', reason: '调走' },
    ],
  ])('%s', (line, name, wanted) => {
    const read = readArguments(line.split(' '));
    expect(read.name).toBe(name);
    expect(read.wanted).toEqual(wanted);
  });

  it.each([
    ['approval r1 --take 核稿', '缺少 --person（谁签，或谁登记）。'],
    ['approval r1 --take 签字 --person 李明', /没有“签字”这一步：可以写拟稿、核稿、会签、签发/],
    ['approval r1 --take 核稿 --return 核稿 --person 李明', '--take 和 --return 只能选一个。'],
    ['approval r1 --person 李明', '--person 只与 --take 或 --return 一起用。'],
    ['approval r1 --take 核稿 --person 李明 --reason 不对', '--reason 只与 --return 一起用。'],
    ['approval r1 --take 核稿 --person 李明 --paper a.pdf', '缺少 --signer（在签批单上签名的人）。'],
    ['approval r1 --take 核稿 --person 李明 --paper a.pdf --signer 王芳', /照签批单上的写/],
    ['approval a.nsa --take 核稿 --person 李明', '缺少 --out（写到哪个文件）。'],
    ['approval a.nsa --send b.nsa', '--send 要写报告编号，不是文件。'],
    ['approval --order 核稿', /要有一步签发，也只能有一步/],
    ['approval --order 签发,核稿', /顺序是拟稿、核稿、会签、签发/],
    ['approval --order 会签,会签,签发', /要写明是谁/],
    ['key', /key 后面要写：list、make/],
    ['key forget', /key 后面要写/],
    ['key list --person 李明', 'key list 没有 --person 这个选项。用 help 查看用法。'],
    ['key make', '缺少 --person（谁的密钥）。'],
    ['key make --person 李明 --old --declare --reason 口令忘了', '--old、--witness、--declare 只能选一个。'],
    ['key make --person 李明 --declare', '缺少 --reason（登记的说明）。'],
    ['key add a.nskey --compared 12345', /30 位数字/],
    ['key end 12345 --reason 调走', /30 位数字/],
    ['key card --person 李明', /缺少 --out/],
  ])('%s → %s', (line, message) => {
    expect(() => readArguments(line.split(' '))).toThrow(message);
  });
});
