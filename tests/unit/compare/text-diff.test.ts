import { describe, expect, it } from 'vitest';

import { diffText } from '../../../shared/text/difference.ts';
import { wordsOf } from '../../../shared/text/words.ts';
import { fc } from '../../random.ts';

const short = (before: string, after: string): string =>
  diffText(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'insert' ? `[+${text}]` : `[-${text}]`))
    .join('');

const edits = (before: string, after: string) =>
  diffText(before, after).filter(({ kind }) => kind !== 'same').length;

describe('the difference of two texts', () => {
  it.each([
    ['', '', ''],
    ['同样的话。', '同样的话。', '同样的话。'],
    ['召开会议12次。', '召开会议15次。', '召开会议[-12][+15]次。'],
    ['组织干部学习。', '组织全体干部学习。', '组织[+全体]干部学习。'],
    ['加强宣传教育工作。', '加强工作。', '加强[-宣传教育]工作。'],
  ])('%s / %s', (before, after, expected) => {
    expect(short(before, after)).toBe(expected);
  });

  it('does not leave a lone mark between two rewritten stretches', () => {
    expect(short('甲方案、乙措施。', '总体思路、具体安排。')).not.toMatch(/\]、\[/);
  });

  it('takes what stayed by chance between two rewritten phrases into one edit', () => {
    expect(edits('组织干部培训工作会议。', '推进执法工作队伍整改。')).toBeLessThanOrEqual(2);
    // What is longer than the edits, a sentence's end, and a figure for a figure stand by themselves.
    expect(edits('全年组织甲镇干部学法，提高能力。', '全年开展甲镇干部学法，提高水平。')).toBe(4);
    expect(edits('培训12件3起。', '培训15件4起。')).toBe(4);
    expect(edits('加强学习。开展培训。', '深化宣传。推进执法。')).toBe(4);
  });

  it('gives both texts back, whatever they are, and never cuts a character', () => {
    const text = fc.array(
      fc.constantFrom('会议', '学习', '12', '、', '的', '。', '\u{20000}', '法治', '镇', 'a'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const changes = diffText(before, after);
        const side = (kind: string): string =>
          changes
            .flatMap((change) => (change.kind === 'same' || change.kind === kind ? [change.text] : []))
            .join('');
        expect(side('delete')).toBe(before);
        expect(side('insert')).toBe(after);
        for (const change of changes) expect(change.text.isWellFormed()).toBe(true);
        changes.forEach((change, at) => expect(change.kind).not.toBe(changes[at + 1]?.kind));
      }),
    );
  });

  it('splits a text into words that make it up again', () => {
    expect(wordsOf('召开专题会议，研究部署。').join('')).toBe('召开专题会议，研究部署。');
  });
});
