import type { CallContext } from '../../backend/service/registry.ts';
import { FIRST_YEAR, isReportYear, LAST_YEAR } from '../../../shared/document/report-year.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

/** Every option that a command may have, and whether a text follows it. */
export const OPTIONS = {
  data: 'string',
  json: 'boolean',
  help: 'boolean',
  year: 'string',
  template: 'string',
  unit: 'string',
  from: 'string',
  format: 'string',
  edition: 'string',
  out: 'string',
  key: 'string',
  kind: 'string',
  person: 'string',
  knowingly: 'boolean',
  ignore: 'string',
  role: 'string',
  round: 'string',
  opinion: 'string',
  date: 'string',
  marks: 'string',
  against: 'string',
  'allow-leftovers': 'boolean',
  review: 'boolean',
  only: 'string',
  lock: 'string',
  first: 'boolean',
  replace: 'boolean',
  'rebuild-index': 'boolean',
  salvage: 'boolean',
  empty: 'boolean',
  acknowledge: 'boolean',
  declare: 'boolean',
  withdraw: 'boolean',
  ground: 'string',
  title: 'string',
  'delete-closed': 'boolean',
  text: 'string',
  yes: 'boolean',
  take: 'string',
  return: 'string',
  reason: 'string',
  send: 'string',
  'take-in': 'string',
  order: 'string',
  scan: 'string',
  paper: 'string',
  signer: 'string',
  proof: 'string',
  old: 'boolean',
  witness: 'string',
  compared: 'string',
} as const satisfies Record<string, 'string' | 'boolean'>;

export type OptionName = keyof typeof OPTIONS;
type ValueOf = { string: string; boolean: boolean };
/** What was given on the line, by option. */
export type Values = { [O in OptionName]?: ValueOf[(typeof OPTIONS)[O]] };

/** Options that every command has. */
export const COMMON_OPTIONS = ['data', 'json', 'help'] as const satisfies OptionName[];

/** What a command is run with. */
export type Context = {
  /** The `--data` option. */
  data: string | undefined;
  call: Partial<CallContext>;
  /** A line about how far it is. */
  say: (line: string) => void;
};

/**
 * How a command ends: 0 as it should, 1 with something found that is wrong or not done, 2 with a line or an input that
 * can't be used, 3 with a valid signature of a key that is not known here.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command prints: `json` with `--json`, `text` without; `complaints` go to standard error. */
export type Output<Json = unknown> = { json: Json; text: string; exitCode: ExitCode; complaints?: string[] };

/** A command whose words and options have been read. */
export type Prepared = {
  /** What was read, for whoever looks at it; only `run` knows its shape. */
  wanted: unknown;
  run: (context: Context) => Promise<Output>;
};

export type Command = {
  /** Lines of the help: how the command is written and what it does. */
  help: string;
  options: readonly OptionName[];
  /** Whether it opens the data folder: then it comes with what somebody has to be told about the data. */
  opensData: boolean;
  /** Reads the words after the command's name, and its options. Throws AppError('bad-request') that says what is wrong. */
  prepare: (words: readonly string[], values: Values) => Prepared;
};

/**
 * All that there is to say about one command. A new one is such a record and a line in `COMMANDS`; an option that no
 * other command has is a line in `OPTIONS`. `read` sees only the options that the record names; `Json` is the shape of
 * what `--json` prints.
 */
export function command<const O extends OptionName, Wanted, Json>(own: {
  help: string;
  options: readonly O[];
  /** Left out: it opens the data folder. */
  opensData?: boolean;
  read: (words: readonly string[], values: Pick<Values, O>) => Wanted;
  run: (wanted: Wanted, context: Context) => Promise<Output<Json>>;
}): Command {
  const { help, options, opensData = true, read, run } = own;
  return {
    help,
    options,
    opensData,
    prepare: (words, values) => {
      const wanted = read(words, values);
      return { wanted, run: (context) => run(wanted, context) };
    },
  };
}

/** The output of a command that found nothing wrong. */
export const done = <Json>(json: Json, text: string): Output<Json> => ({ json, text, exitCode: 0 });

/** A line that can't be read, in the user's words. */
export const usage = (message: string): AppError => new AppError('bad-request', message);

/** The only word of a command; `what` names it. */
export function single(name: string, what: string, words: readonly string[]): string {
  const [word, ...rest] = words;
  if (word === undefined) throw usage(`${name} 后面要写${what}。`);
  if (rest.length > 0) throw usage(`${name} 后面只能写一个${what}。`);
  return word;
}

/** Of a command that takes no words. */
export function none(name: string, words: readonly string[]): void {
  if (words.length > 0) throw usage(`${name} 后面多了“${words[0] ?? ''}”。用 help 查看用法。`);
}

/** The value of an option that takes one of a few. */
export function oneOf<T extends string>(
  option: OptionName,
  allowed: readonly T[],
  text: string | undefined,
): T {
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  const choices = allowed.join('、');
  throw usage(
    text === undefined ? `缺少 --${option}，可选：${choices}。` : `--${option} 只能是：${choices}。`,
  );
}

/** The value of `--year`. */
export function readYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || !isReportYear(year)) {
    throw usage(`年度应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 的四位数字，不能是“${text.slice(0, 20)}”。`);
  }
  return year;
}
