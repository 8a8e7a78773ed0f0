import { emptyFields, length, requiredSlots, requiredWords, signatureThere } from './completeness.ts';
import { dateName } from './date-name.ts';
import { documentNames } from './documents.ts';
import { commaBeforeEtc, dotsAndEtc } from './etcetera.ts';
import { figureFields, sums } from './figures.ts';
import { fixedForms } from './forms.ts';
import { halfWidth } from './half-width.ts';
import { headingStop } from './heading-stop.ts';
import { headingOrder, levelSkipped } from './headings.ts';
import { itemCount, itemOrder, itemSemicolon, leadComma, loneItem } from './items.ts';
import { listComma } from './list-comma.ts';
import { bareUnit, looseMasks, maskedPublic, tellingMask } from './masks.ts';
import { nestedQuotes, nestedTitles } from './nested-marks.ts';
import { nowWords } from './now-words.ts';
import {
  documentNumber,
  leadingZero,
  mixedRough,
  percentRange,
  roughNumber,
  scaleRange,
  twoQualifiers,
  zeroDate,
} from './number-forms.ts';
import {
  arabicNumberMark,
  bracketedNumberComma,
  chineseNumberMark,
  itemComma,
  orderWordComma,
} from './number-marks.ts';
import { otherUnits } from './other-units.ts';
import { personalData } from './personal.ts';
import { straightQuotes } from './quotes.ts';
import { repeatedMark } from './repeated-mark.ts';
import { planYear, yearMismatch } from './report-years.ts';
import { secrecyMark } from './secrecy-mark.ts';
import { mixedNumerals, shortYear } from './short-year.ts';
import { spaceAtMark } from './space-at-mark.ts';
import { digitWidth, typedIndent } from './spaces-and-widths.ts';
import { staleFacts } from './stale.ts';
import { unpaired } from './unpaired.ts';
import { adverbDe, doubledWord, other, ruleOfLaw, until, wordList } from './words.ts';
import { yearRange } from './year-range.ts';
import type { Rule } from '../types.ts';

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
  secrecyMark,
];

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
