/** Digits, points and percent signs of full width as those of half width, place for place. */
export const narrow = (text: string): string =>
  text.replaceAll(/[０-９．％]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

const STOP = /[，。；：！？,;\n]/;

/** What stands around a figure up to the next marks. */
export const clauseAround = (text: string, from: number, to: number): string => clauseOf(text, from, to).text;

/** What stands around a figure up to the next marks, and where that begins. */
export function clauseOf(text: string, from: number, to: number): { text: string; from: number } {
  let start = from;
  while (start > 0 && !STOP.test(text.charAt(start - 1))) start -= 1;
  let end = to;
  while (end < text.length && !STOP.test(text.charAt(end))) end += 1;
  return { text: text.slice(start, end), from: start };
}

/** The words of its clause before a figure, without numbers and without how exact it is; '' where they say nothing. */
export function leadOf(text: string, from: number): string {
  let start = from;
  while (start > 0 && !STOP.test(text.charAt(start - 1)) && text.charAt(start - 1) !== '、') start -= 1;
  const lead = narrow(text.slice(start, from))
    .replaceAll(/[\d*＊.,\s]+/g, '')
    .replace(/(?:共计|累计|总计|共|约|近|逾|超过|达到?|为|了){1,6}$/, '');
  return lead.length > 1 ? lead : '';
}
