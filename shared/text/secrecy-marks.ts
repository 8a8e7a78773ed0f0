/** 绝密, 机密, 秘密: the grades of a state secret (保守国家秘密法, article 14), the highest first. */
export const GRADES = ['绝密', '机密', '秘密'] as const;
export type Grade = (typeof GRADES)[number];

/**
 * A mark that says who may read a document. `state`: a grade of state secrets, which no office computer may hold;
 * `internal`: 内部资料, 不得外传 and the like, which only keep it from the public.
 */
export type SecrecyMark = {
  kind: 'state' | 'internal';
  /** Of a state secret. */
  grade?: Grade;
  /** The mark as it is printed: 机密★10年. */
  text: string;
  /** Place in the line. */
  from: number;
  to: number;
  /** It is all that the line says, beside number of the copy (份号) and urgency. */
  alone: boolean;
};

/** What else stands beside a mark in the head of a document. */
export type HeadWords = { secrecy: string; urgency: string; copy: string };

/** What people type for the star, too. */
const STAR = '[★☆✩✪✭✮✱⭐⋆*※●○◆◇▲△]';
const NUMBER = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3})';
const TERM = `(?:${NUMBER}年(?:${NUMBER}个月)?|${NUMBER}(?:个月|月|天|日)|长期|解密[^，。；]{0,16}|\\d{4}年\\d{1,2}月\\d{1,2}日(?:前|后|止|起)?(?:解密)?|(?:启用|公布|公开|发布|实施)[前后](?:解密)?)`;
/** Between a grade and its term where there is no star: 机密·10年, 机密（10年）, 秘密，保密期限1年. */
const PARTED = '[·•\\-—(,、;|/]*(?:保密期限:?)?';
const LEAD = '(?:(?:密级|定密|标密|国家秘密)[:·•\\-—]?)?';
const INTERNAL_TERM = `(?:${STAR}${TERM}?)?`;
/** Words that make a mark of internal papers by themselves. */
const STRONG = `(?:内部(?:资料|文件|使用|参考|参阅|刊物|材料|发行|传阅|掌握|文稿)|(?:仅供|仅限|限)内部(?:使用|参考|参阅|传阅|掌握)|内部${STAR}${TERM}?|内部(?:机密|秘密)|(?:属于?)?工作秘密|(?:不得|请勿|严禁|禁止|切勿|勿)(?:外传|外泄|对外(?:传播|公开|提供))|注意保存|(?:请)?(?:注意|妥善)保管|(?:不宜|不得|不予)公开|(?:此件)?(?:不公开(?:发布)?|依申请公开))${INTERNAL_TERM}`;
const WEAK =
  '(?:(?:不得|请勿|严禁|禁止)(?:翻印|复印|复制|转载|传播|公开)|阅后(?:退回|收回|销毁|即焚)|仅供参[考阅])';

const TOKENS = {
  secrecy: new RegExp(
    `^${LEAD}(?:(?:绝密|机密|秘密)(?:级|文件|件|资料|材料)?|涉密(?:文件|件|资料|材料)?)(?:(?:${STAR}|·)(?:${TERM})?|${PARTED}${TERM})?`,
  ),
  urgency: /^(?:紧急程度:?)?(?:特急|加急|特提|平急|急件)/,
  copy: /^(?:份号:?)?(?:No\.?)?\d{3,8}(?![\d年])|^第\d{1,8}[号份](?!\d)/i,
} as const;

const INTERNAL = new RegExp(
  `^(?:${STRONG}|${WEAK}|公开属性|此件|本件|本资料|本文|[,、;。!.·:\\-—]|[()\\[\\]【】《》〔〕<>“”"])`,
);
const HAS_STRONG = new RegExp(STRONG);

/** Full-width forms as half-width ones, and no white space: 机 密 ★ １０年. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replaceAll(/機(?=密)/g, '机')
    .replaceAll(/絕(?=密)/g, '绝')
    .replaceAll(/祕(?=密)/g, '秘');

/** What a mark may stand in. */
const AROUND = /^[【[(〔]+|(?<![】\])〕。.])[】\])〕。.]+$/g;
/** Behind a star a term may be put in words; no title is as short and ends so. */
const WORDED_TERM = new RegExp(`^(?:密级:?)?(?:绝密|机密|秘密)级?${STAR}[^,，。;；:：〔]{1,14}$`);
const ENDS_TITLE = /(?:总结|报告|计划|要点|汇报|情况|意见|方案|通知|办法|规定|制度)$/;

/**
 * What a line says that says nothing but grade, urgency and number of the copy; null where it says more or nothing.
 * @param isWhole nothing follows: then a term may be put in words
 */
export function headWordsOf(line: string, isWhole = true): HeadWords | null {
  let rest = plain(line).replaceAll(AROUND, '');
  if (rest === '' || rest.length > 60) return null;
  const found: HeadWords = { secrecy: '', urgency: '', copy: '' };
  while (rest !== '') {
    const key = (['secrecy', 'urgency', 'copy'] as const).find((one) => TOKENS[one].test(rest));
    const word = key && TOKENS[key].exec(rest)?.[0];
    if (!key || word === undefined || found[key] !== '') {
      const all = plain(line).replaceAll(AROUND, '');
      const isTerm = isWhole && WORDED_TERM.test(all) && !ENDS_TITLE.test(all);
      return isTerm ? { secrecy: all, urgency: '', copy: '' } : null;
    }
    found[key] = word;
    rest = rest.slice(word.length).replace(/^[,、;:|/()]+/, '');
  }
  return found;
}

const GRADE = new RegExp(`^${LEAD}(绝密|机密|秘密|涉密)`);

/** The grade that a mark says; null where it says none. 机密★10年 → 机密 */
export function gradeOf(mark: string): Grade | null {
  const word = GRADE.exec(plain(mark).replaceAll(AROUND, ''))?.[1];
  // Which grade it is, 涉密 doesn't say: it is one at least.
  return word === '涉密' ? '秘密' : ((word as Grade | undefined) ?? null);
}

/** Whether words say nothing but that a paper is internal: 内部资料，不得外传。 */
export function isInternalMark(words: string): boolean {
  let rest = plain(words);
  if (rest === '' || rest.length > 60 || !HAS_STRONG.test(rest)) return rest === '内部';
  while (rest !== '') {
    const word = INTERNAL.exec(rest)?.[0];
    if (word === undefined) return false;
    rest = rest.slice(word.length);
  }
  return true;
}

/** A grade with its star is a mark wherever it stands, but for between quotation marks, where it is spoken of. */
const STARRED = new RegExp(
  `([绝机秘絕機祕][\\s　]{0,4}密)(?:[\\s　]*级)?[\\s　]*[★☆✩✭✮⭐](?:[\\s　]*(?:[\\d０-９]{1,3}|[一二三四五六七八九十]{1,3})[\\s　]*(?:年|个月|月|天|日)(?!度)|长期|解密[^，。；\\s]{0,12})?`,
  'g',
);

/**
 * The marks in one line or cell.
 * @param inHead it stands in the head of the document or of an annex: a grade without a star is a mark there, too,
 *   where a gap parts it from what follows
 */
export function marksInLine(line: string, inHead: boolean): SecrecyMark[] {
  const whole = markOfWhole(line);
  if (whole) return [whole];
  if (!/密|内部|外[传泄]|保[存管]|公开|对外/.test(line.normalize('NFKC').replaceAll(/\s+/g, ''))) return [];
  const marks: SecrecyMark[] = [];
  const lead = inHead ? leadOf(line) : null;
  if (lead) marks.push(lead);
  for (const found of line.matchAll(STARRED)) {
    const from = found.index;
    const to = from + found[0].length;
    if (lead && from < lead.to) continue;
    if (isQuoted(line, from, to)) continue;
    const grade = gradeOf(found[0]);
    if (grade) marks.push({ kind: 'state', grade, text: plain(found[0]), from, to, alone: false });
  }
  return [...marks, ...internalInside(line)].sort((a, b) => a.from - b.from);
}

function markOfWhole(line: string): SecrecyMark | null {
  const place = { from: 0, to: line.length, alone: true };
  const words = headWordsOf(line);
  const grade = words ? gradeOf(words.secrecy) : null;
  if (words && grade) return { kind: 'state', grade, text: words.secrecy, ...place };
  return isInternalMark(line) ? { kind: 'internal', text: plain(line), ...place } : null;
}

/** A mark with which a line begins that goes on with the title: 机密★10年 青禾镇2025年…报告. */
function leadOf(line: string): SecrecyMark | null {
  const longest = Math.min(line.length - 1, 60);
  for (let to = longest; to >= 2; to -= 1) {
    const next = line.charAt(to);
    const parted = /[\s　]/.test(next) || /[★☆✩✭✮⭐＊*]/.test(line.slice(0, to));
    if (!parted || (/\d$/.test(line.slice(0, to).normalize('NFKC')) && /[\d年]/.test(next.normalize('NFKC'))))
      continue;
    const words = headWordsOf(line.slice(0, to), false);
    const grade = words ? gradeOf(words.secrecy) : null;
    if (words && grade) return { kind: 'state', grade, text: words.secrecy, from: 0, to, alone: false };
  }
  return null;
}

/** Sentences and brackets that say nothing but that the paper is internal. */
function internalInside(line: string): SecrecyMark[] {
  const marks: SecrecyMark[] = [];
  for (const found of line.matchAll(
    /[（(【[〔][^（()）【】[\]〔〕]{2,40}[）)】\]〕]|[^。！？!?；;]+[。！？!?；;]?/g,
  )) {
    const text = found[0];
    const add = (words: string, from: number): void => {
      if (isInternalMark(words) && !isQuoted(line, from, from + words.length))
        marks.push({
          kind: 'internal',
          text: plain(words).replace(/[。！!]$/, ''),
          from,
          to: from + words.length,
          alone: false,
        });
    };
    const trimmed = text.trim();
    add(trimmed, found.index + text.indexOf(trimmed));
    if (isInternalMark(trimmed)) continue;
    for (const inner of text.matchAll(/[（(【[〔][^（()）【】[\]〔〕]{2,40}[）)】\]〕]/g))
      add(inner[0], found.index + inner.index);
  }
  return marks;
}

function isQuoted(line: string, from: number, to: number): boolean {
  return (
    /[“‘「『"《][^”’」』"》]{0,12}$/.test(line.slice(0, from)) &&
    /^[^“‘「『《]{0,12}[”’」』"》]/.test(line.slice(to))
  );
}

/** A document of a grade that the text speaks of: no mark, but worth a look before the text is public. */
const SPOKEN =
  /(?:绝密|机密|秘密)级?(?:文件|电报|通知|件|资料|材料|批示|会议)(?!管理|制度|保管|的?(?:定密|管理))|(?:绝密|机密|秘密)级(?!别|管理|以上)|“(?:绝密|机密|秘密)★[^”]{0,12}”/g;

/** Where a text speaks of a document of a grade: 按照绝密级文件要求. */
export function gradesSpokenOf(text: string): { text: string; at: number }[] {
  return [...text.matchAll(SPOKEN)].flatMap((found) => {
    const before = text.slice(Math.max(0, found.index - 4), found.index);
    if (/(?:国家|商业|工作|个人)$/.test(before)) return [];
    return [{ text: found[0], at: found.index }];
  });
}
