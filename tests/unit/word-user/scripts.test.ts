import { describe, expect, it } from 'vitest';
import { commentsOf, decidedText, finalText, originalText } from '../../word-user/oracle.ts';
import { randomScript } from '../../word-user/random.ts';
import { runScript } from '../../word-user/run.ts';
import { sampleHard, sampleReport } from '../../word-user/sample.ts';
import { ORDINARY } from '../../word-user/save.ts';
import { shrinkScript } from '../../word-user/shrink.ts';
import { WordUser } from '../../word-user/user.ts';
import type { Line } from '../../word-user/oracle.ts';

const EVERYTHING = {
  tables: true,
  moves: true,
  formats: true,
  comments: true,
  objects: true,
  headers: true,
  otherProducers: true,
} as const;
const report = sampleReport();
const hard = sampleHard();
const plain = (lines: Line[]) => lines.map(({ text, cell }) => [text, cell]);

describe('random scripts', () => {
  it('keeps the original text while tracking is on, by two ways of reading', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const source = seed % 3 === 0 ? hard : report;
      const original = plain(originalText(source));
      const script = randomScript(seed, { ...EVERYTHING, tracking: 'on' });
      const { docx, log } = runScript(source, script);
      expect(plain(originalText(docx)), log.join('\n')).toEqual(original);
      expect(plain(decidedText(docx, 'original')), log.join('\n')).toEqual(original);
    }
  });

  it('ends with the text of the plain-text shadow, by two ways of reading', () => {
    for (let seed = 100; seed < 110; seed += 1) {
      const { docx, log, shadow, final } = runScript(
        report,
        randomScript(seed, { ...EVERYTHING, decisions: true }),
      );
      expect(plain(final), log.join('\n')).toEqual(plain(shadow));
      expect(plain(decidedText(docx, 'final')), log.join('\n')).toEqual(plain(shadow));
    }
  });

  it('is the same for the same seed, and stays runnable when steps are dropped', () => {
    const script = randomScript(7, EVERYTHING);
    expect(randomScript(7, EVERYTHING)).toEqual(script);
    expect(runScript(report, script).docx).toEqual(runScript(report, script).docx);
    for (let dropped = 0; dropped < script.length; dropped += 1) {
      expect(() => runScript(report, script.toSpliced(dropped, 1))).not.toThrow();
    }
  });
});

describe('shrinking', () => {
  it('drops every step that the failure does not need', () => {
    const script = randomScript(11, EVERYTHING);
    const needed = script.find((step) => step.do !== 'sit')!;
    expect(shrinkScript(script, (shorter) => shorter.includes(needed))).toEqual([needed]);
  });
});

describe('saving and deciding', () => {
  it('keeps text and comments in every way of saving', () => {
    const user = new WordUser(report, { author: '李主任' });
    user.comment({ from: { p: 1, o: 4 }, to: { p: 1, o: 6 } }, '请核实');
    user.reply(0, '已核');
    user.resolve(0);
    user.replace({ from: { p: 2, o: 5 }, to: { p: 2, o: 8 } }, '40件');
    const before = finalText(user.save());
    for (const more of [{}, { prefix: 'ns0' }, { partNames: true }, { strict: true }]) {
      const docx = user.save({ ...ORDINARY, ...more });
      expect(finalText(docx)).toEqual(before);
      expect(commentsOf(docx)).toEqual([
        {
          author: '李主任',
          text: '请核实',
          anchored: '学法',
          resolved: true,
          replies: [{ author: '李主任', text: '已核' }],
        },
      ]);
    }
  });

  it('changes nothing of the final text by accepting, nor of the original by rejecting', () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const { docx, final, original } = runScript(
        report,
        randomScript(seed, { tracking: 'on', authors: 2, tables: true }),
      );
      for (const author of ['李主任', '张科长']) {
        const user = new WordUser(docx, { author: '王五' });
        user.decideAll('accept', author);
        expect(plain(finalText(user.save()))).toEqual(plain(final));
        const other = new WordUser(docx, { author: '王五' });
        other.decideAll('reject', author);
        expect(plain(originalText(other.save()))).toEqual(plain(original));
      }
    }
  });
});
