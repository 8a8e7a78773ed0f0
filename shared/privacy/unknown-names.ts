import { isCommonWordAt } from './common-words.ts';
import { endsAt, isOffice } from './name-at.ts';
import { isSpelledBySound } from './other-names.ts';

/** As many characters as such names have. */
const SHORTEST = 3;
const LONGEST = 5;

/** Characters that words of grammar, counts and offices are made of, and hardly a name without a family name. */
const NO_PART =
  /[^\p{Script=Han}]|[的了着过和及与或在对等将把被为由从向前后中上下内外里间年月日时名位个次各该此其并均都也还只每某本我他她它们这那是有无不未没已就应须需要可能会使让给使按依据经因以于至到第一二三四五六七八九十百千万亿两几多少全部分总局厅处科室股所站队组会员长官师者家学院校场市县区镇乡村街社省州盟旗工作法政党委府民众责职务制度权案件事业务理管执审调解查核办得见好懂号牌起同金]/u;

/** What one person is, with the name behind it: never 群众 or 人员, of whom many are spoken of. */
const ONE_PERSON =
  /(?:(?<![人党成职官全动])员|[师长警官记任医译]|医生|摄影|供稿|撰稿|拟稿|[经承主]办|[审复]核)[\s：:（(]*$/u;

/**
 * The end of a name that begins here although no family name does, behind an office or a label (翻译布仁巴雅尔, 宣讲员艾嘎):
 * characters that names are spelled with and that make no word, alone or with those around them, up to where a name may
 * end. Null where there is none.
 */
export function unknownNameAt(text: string, at: number): number | null {
  if (isCommonWordAt(text, at - 1) || isOffice(text, at)) return null;
  if (!ONE_PERSON.test(text.slice(Math.max(0, at - 5), at))) return null;
  for (let end = at + 1; end <= at + LONGEST; end += 1) {
    if (NO_PART.test(text.charAt(end - 1)) || text.length < end) return null;
    // Two of its characters, or its last one and the next, are a word.
    if (end - at > 1 && isCommonWordAt(text, end - 2)) return null;
    if (end - at < SHORTEST) continue;
    const ends = endsAt(text, end);
    if (ends === 3 || (ends === 2 && !isCommonWordAt(text, end - 1)))
      return isSpelledBySound(text.slice(at, end)) ? end : null;
  }
  return null;
}
