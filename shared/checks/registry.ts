import { emptyFields, length, requiredSlots, requiredWords, signatureThere } from './rules/completeness.ts';
import { dateName } from './rules/date-name.ts';
import { documentNames } from './rules/documents.ts';
import { commaBeforeEtc, dotsAndEtc } from './rules/etcetera.ts';
import { figureFields, sums } from './rules/figures.ts';
import { fixedForms } from './rules/forms.ts';
import { halfWidth } from './rules/half-width.ts';
import { headingStop } from './rules/heading-stop.ts';
import { headingOrder, levelSkipped } from './rules/headings.ts';
import { itemCount, itemOrder, itemSemicolon, leadComma, loneItem } from './rules/items.ts';
import { listComma } from './rules/list-comma.ts';
import { bareUnit, looseMasks, maskedPublic, tellingMask } from './rules/masks.ts';
import { nestedQuotes, nestedTitles } from './rules/nested-marks.ts';
import { nowWords } from './rules/now-words.ts';
import {
  documentNumber,
  leadingZero,
  mixedRough,
  percentRange,
  roughNumber,
  scaleRange,
  twoQualifiers,
  zeroDate,
} from './rules/number-forms.ts';
import {
  arabicNumberMark,
  bracketedNumberComma,
  chineseNumberMark,
  itemComma,
  orderWordComma,
} from './rules/number-marks.ts';
import { otherUnits } from './rules/other-units.ts';
import { personalData } from './rules/personal.ts';
import { straightQuotes } from './rules/quotes.ts';
import { repeatedMark } from './rules/repeated-mark.ts';
import { planYear, yearMismatch } from './rules/report-years.ts';
import { mixedNumerals, shortYear } from './rules/short-year.ts';
import { spaceAtMark } from './rules/space-at-mark.ts';
import { digitWidth, typedIndent } from './rules/spaces-and-widths.ts';
import { staleFacts } from './rules/stale.ts';
import { unpaired } from './rules/unpaired.ts';
import { adverbDe, doubledWord, other, ruleOfLaw, until, wordList } from './rules/words.ts';
import { yearRange } from './rules/year-range.ts';
import type { Rule } from './types.ts';

/** Every rule, in the order of the list that they began with. */
export const RULES: readonly Rule[] = [
  halfWidth,
  straightQuotes,
  unpaired,
  repeatedMark,
  spaceAtMark,
  listComma,
  nestedTitles,
  nestedQuotes,
  commaBeforeEtc,
  dotsAndEtc,
  bracketedNumberComma,
  chineseNumberMark,
  arabicNumberMark,
  orderWordComma,
  itemComma,
  headingStop,
  itemSemicolon,
  leadComma,
  yearRange,
  dateName,
  percentRange,
  scaleRange,
  leadingZero,
  shortYear,
  mixedNumerals,
  roughNumber,
  mixedRough,
  twoQualifiers,
  zeroDate,
  documentNumber,
  digitWidth,
  typedIndent,
  levelSkipped,
  headingOrder,
  itemOrder,
  loneItem,
  itemCount,
  requiredSlots,
  requiredWords,
  length,
  yearMismatch,
  planYear,
  documentNames,
  nowWords,
  otherUnits,
  staleFacts,
  until,
  other,
  ruleOfLaw,
  adverbDe,
  doubledWord,
  fixedForms,
  looseMasks,
  tellingMask,
  personalData,
  maskedPublic,
  figureFields,
  sums,
  wordList,
  bareUnit,
  emptyFields,
  signatureThere,
];

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
