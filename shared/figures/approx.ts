/** Words before a figure that say how exact it is, and the one behind it. */
const BEFORE = ['大约', '将近', '超过', '不足', '不到', '约', '近', '逾', '超'] as const;
const AFTER = ['余', '多'] as const;

const APPROX = new RegExp(`^(${BEFORE.join('|')})?(${AFTER.join('|')})?$`);

/** Up to when a figure counts. Nothing else is printed, so that a cut-off can give nothing away. */
const CUTOFF = /^截至(?:目前|年底|(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|初|末|[上中下]旬)?)$/;

/** 近, 约, 逾, 余, 近余 …: at least one word, the one before, the one behind. */
export function isApprox(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && APPROX.test(text);
}

export function isCutoff(text: unknown): text is string {
  return typeof text === 'string' && text !== '截至' && CUTOFF.test(text);
}

/** A value with the words that say how exact it is: `近200余`. Where nothing is filled in there is nothing to qualify. */
export function approximate(value: string, approx: string | undefined): string {
  const [before, after] = approxWords(approx);
  return value ? before + value + after : value;
}

/** The words before and behind a value that say how exact it is; '' where there is none. */
export function approxWords(approx: string | undefined): [before: string, after: string] {
  const [, before = '', after = ''] = (isApprox(approx) && APPROX.exec(approx)) || [];
  return [before, after];
}

const TYPED = new RegExp(
  `^(${BEFORE.join('|')})?\\s*(\\d[\\d,]*(?:\\.\\d+)?(?:百万|千万|十万|万|亿|百|千)?)(余|多)?(%)?$`,
);

/** What was typed into a value, taken apart: `近200余` is 200 and 近余. Anything else is a value as it stands. */
export function splitApprox(typed: string): { value: string; approx: string | undefined } {
  const text = typed.trim();
  const [, before = '', value, after = '', percent = ''] = TYPED.exec(text) ?? [];
  if (value === undefined || before + after === '') return { value: text, approx: undefined };
  return { value: value + percent, approx: before + after };
}

/** What a field's figure reads like without its unit, and what to read it from: `近200余`. */
export function figureOf(field: { value: string; approx?: string }): string {
  return approximate(field.value, field.approx);
}

/** The words before a figure in running text that belong to it, or ''. 附近200户 is not nearly 200. */
export function approxBefore(text: string): string {
  const word = BEFORE.find((one) => text.endsWith(one));
  return word && !NOT_APPROX.test(text) ? word : '';
}

const NOT_APPROX =
  /(?:附近|最近|邻近|临近|靠近|接近|就近|节约|合约|契约|制约|公约|特约|预约|签约|违约|条约|履约|赶超|高超)$/;
