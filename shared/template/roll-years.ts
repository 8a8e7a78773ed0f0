/**
 * Moves the years of a title or heading: the report's year and the plan's year after it, in Arabic figures.
 * A programme's span (2021—2025年) stays.
 */
export function rollYears(text: string, from: number, to: number): string {
  const delta = to - from;
  return text.replace(/(?<!\d)(\d{4})(?!\d)/g, (match, digits: string, offset: number) => {
    const year = Number(digits);
    if (year < from || year > from + 1 || inSpan(text, offset)) return match;
    return String(year + delta);
  });
}

/**
 * Moves the years of running text with more care: only `2022年` where it means the year of work or plan, not a
 * date (2022年5月), not a title in 《》 or a number in 〔〕, not a span. The year before moves only in a comparison
 * (比2021年, 与2021年相比). What stays is last year's fact, and is left for the writer to see.
 */
export function rollYearsInBody(text: string, from: number, to: number): string {
  const delta = to - from;
  return text.replace(/(?<!\d)(\d{4})(?=年)/g, (match, digits: string, offset: number) => {
    const year = Number(digits);
    const rest = text.slice(offset + 5);
    if (/^\s*\d{1,2}\s*月/.test(rest) || inSpan(text, offset) || inQuote(text, offset)) return match;
    const compared = year === from - 1 && /(?:比|较|与|同|和)$/.test(text.slice(0, offset));
    if (!compared && (year < from || year > from + 1)) return match;
    return String(year + delta);
  });
}

const SPAN = /(?<![—–\-~～至到])[—–\-~～至到]+$/;

function inSpan(text: string, offset: number): boolean {
  if (/\d年?$/.test(text.slice(0, offset).replace(SPAN, '')) && SPAN.test(text.slice(0, offset))) return true;
  return /^\d{4}年?[—–\-~～至]+\d{4}/.test(text.slice(offset));
}

function inQuote(text: string, offset: number): boolean {
  const before = text.slice(0, offset);
  return (
    before.lastIndexOf('《') > before.lastIndexOf('》') ||
    before.lastIndexOf('〔') > before.lastIndexOf('〕') ||
    before.lastIndexOf('[') > before.lastIndexOf(']')
  );
}
