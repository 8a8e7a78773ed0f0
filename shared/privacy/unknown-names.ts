import { goesOnAfterName } from './after-names.ts';
import { isCommonWordAt } from './common-words.ts';
import { isMaskChar, isOftenGiven, mayBeGivenAt } from './given-names.ts';
import { endsAt } from './name-at.ts';
import { isSoundAt } from './other-names.ts';
import { surnameAt } from './surnames.ts';

const LONGEST = 5;

/** Characters that stand between words, or are one by themselves: no name without a family name holds them. */
const BETWEEN =
  /[和与及或由向对从将被把让给为是有无不未已再又也都均就并而但若因所其之此以于至到着过得去来做入进出带帮送讲说谈走开收发作用提会可能应要还更最先后前内外上下中间里时年月日次大小多少全新老各两三四五六七八九十工民政党法官公共本行业务事]/;
/** Those of them that stand in names spelled by sound as well. */
const SPELLED = /[才多小老和三为公提开]/;

/** Words for many people: what stands behind them is said of them all. */
const MANY =
  /(?:们|群众|妇女|儿童|学生|[职员民]工|人员|干部|骨干|队伍|力量|党员|专家|对象|户|者|领导|志愿者)$/;

/**
 * The end of a name that begins with no family name that is known, or has a given name that few have, behind an office:
 * 阿苏木呷, 才仁多杰, 洪沛. No word of the dictionary stands in it or across its ends, and the sentence goes on as it does
 * behind a name.
 */
export function unknownNameAt(text: string, at: number): number | null {
  const before = text.slice(Math.max(0, at - 4), at);
  if (MANY.test(before) || isCommonWordAt(text, at - 1) || /[任向原现新]/.test(text.charAt(at))) return null;
  const hasSurname = surnameAt(text, at) !== null;
  let sounds = 0;
  let hasWord = false;
  let best: number | null = null;
  for (let place = at; place < at + LONGEST && place < text.length; place += 1) {
    if (!fits(text, place)) break;
    if (isSoundAt(text, place)) sounds += 1;
    // 苏木 in 阿苏木呷: spelled by sound all through.
    if (place > at && isCommonWordAt(text, place - 1)) {
      if (sounds < place - at + 1) break;
      hasWord = true;
    }
    const end = place + 1;
    const length = end - at;
    if (length < 2 || isCommonWordAt(text, place) || isMaskChar(text.charAt(end))) continue;
    if (sounds < length - (length > 2 && !hasWord ? 1 : 0) && !(hasSurname && length <= 3)) continue;
    if (hasWord && length < 3) continue;
    const after = endsAt(text, end);
    if (after < 2 && !(after === 1 && sounds >= 2)) continue;
    // 送到居民指尖。
    if (before.endsWith('民') && !goesOnAfterName(text, end)) continue;
    best = end;
    if (after >= 2 && goesOnAfterName(text, end)) break;
  }
  return best;
}

const fits = (text: string, at: number): boolean => {
  const char = text.charAt(at);
  if (BETWEEN.test(char)) return SPELLED.test(char);
  if (isSoundAt(text, at)) return true;
  return mayBeGivenAt(text, at) && (isOftenGiven(char) || surnameAt(text, at) !== null);
};
