import { parseArgs, type ParseArgsConfig } from 'node:util';

import type { AppError } from '../../../shared/errors/app-error.ts';
import {
  COMMON_OPTIONS,
  OPTIONS,
  usage,
  type Command,
  type OptionName,
  type Prepared,
  type Values,
} from './command.ts';
import { COMMANDS, type CommandName } from './commands.ts';

export type Arguments = Prepared &
  Pick<Command, 'opensData'> & { name: CommandName; data: string | undefined };

const CONFIG: ParseArgsConfig['options'] = Object.fromEntries(
  Object.entries(OPTIONS).map(([name, type]) => [name, name === 'help' ? { type, short: 'h' } : { type }]),
);

function parse(argv: readonly string[]): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: CONFIG });
    // What is read is what OPTIONS says, of which `Values` is made.
    return { values, positionals };
  } catch (error) {
    throw unreadable(error);
  }
}

/** What Node's parser did not understand, in the user's words. */
function unreadable(error: unknown): AppError {
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec((error as Error).message)?.[1] ?? '';
  const unknown = (error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  return usage(
    unknown ? `没有 ${option} 这个选项。用 help 查看用法。` : `选项 ${option} 写法不对。用 help 查看用法。`,
  );
}

const isCommand = (word: string): word is CommandName => Object.hasOwn(COMMANDS, word);

/** Reads the command line. Throws AppError('bad-request') with one line that says what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [word, ...words] = positionals;
  if (word === undefined && !values.help) throw usage('缺少命令。用 help 查看用法。');
  const { data } = values;
  if (values.help || word === undefined || word === 'help') {
    const { opensData, prepare } = COMMANDS.help;
    return { name: 'help', data, opensData, ...prepare([], {}) };
  }
  if (!isCommand(word)) throw usage(`没有“${word.slice(0, 40)}”这个命令。用 help 查看用法。`);
  const { options, opensData, prepare } = COMMANDS[word];
  const allowed = new Set<OptionName>([...COMMON_OPTIONS, ...options]);
  for (const key of Object.keys(values) as OptionName[]) {
    if (!allowed.has(key)) throw usage(`${word} 没有 --${key} 这个选项。用 help 查看用法。`);
  }
  if (data === '') throw usage('--data 后面要写文件夹。');
  return { name: word, data, opensData, ...prepare(words, values) };
}
