/** What an expression is tried on, and how its time grows. */

/** Beginnings that lead an expression into its middle, where it may start to try. */
const BEGINNINGS = ['', '# a', '一是', '（一', '《', '第', '1', 'a='];
/** Fits nothing, so that everything that can be tried is tried. */
const END = '\u0001';
/** More characters of one expression say nothing new. */
const MOST_CHARACTERS = 24;

/** Characters that an expression speaks of, and some that fit its classes. */
function charactersOf(source: string): string[] {
  const plain = source
    .replace(/\\u([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\p\{[^{}]*\}|\\S|\\D|\\W/g, '字')
    .replace(/\\s/g, ' ')
    .replace(/\\d/g, '1')
    .replace(/\\w/g, 'a')
    .replace(/\\n/g, '\n');
  const found = new Set<string>([' ']);
  if (/\.|\[\^/.test(source)) found.add('字');
  for (const char of plain) if (!'()[]{}?+|^$\\:=!<>'.includes(char)) found.add(char);
  return [...found].slice(0, MOST_CHARACTERS);
}

/** What is repeated: a character, or two in turn. */
function pumpsOf(source: string): string[] {
  const characters = charactersOf(source);
  const pairs = characters.slice(1, 9).map((char, at) => char + (characters[at + 2] ?? characters[0] ?? ''));
  return [...characters, ...pairs];
}

/** Texts of about `length` characters that an expression may take long to find nothing in. */
export function* hostileTexts(source: string, length: number): Generator<string> {
  for (const pump of pumpsOf(source))
    for (const begin of BEGINNINGS) yield begin + pump.repeat(length / pump.length) + END;
}

/**
 * Milliseconds of the processor, the least of some tries. Not by the clock: on a busy machine the other programs are
 * given half of what a long piece of work takes, and nothing of a short one.
 * @param enough as little as this says all
 */
export function millisecondsOf(work: () => void, tries: number, enough = 0): number {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < tries && least > enough; n += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Goes through a text as the program does: to the first place, or through all of them. */
export function applied(expression: RegExp, text: string): void {
  if (expression.global || expression.sticky) text.replace(expression, '');
  else expression.exec(text);
}
