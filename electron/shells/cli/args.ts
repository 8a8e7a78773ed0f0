import { parseArgs } from 'node:util';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { PassageKind } from '../../../shared/contract/search.ts';
import { FIRST_YEAR, isReportYear, LAST_YEAR } from '../../../shared/document/report-year.ts';
import type { Edition, ExportFormat } from '../../../shared/edition/edition.ts';

export const HELP = `年述：年度工作总结的写作与归档

用法：npm run -s cli -- 命令 [选项]

  import 文件或文件夹… [--year 年度]  导入 .docx、.txt、.md 报告；已有的不重复收
  original 编号 [--out 文件]        取回导入时的原文件
  outline 文件                      识别一份报告的结构，不入库
  list                              列出已入库的报告
  show 编号                         显示一份报告
  new --template 模板 --year 年度 --unit 单位 [--from 编号]
                                    新建报告；--from 以往年报告为底稿
  check 编号或文件                  校对一份报告：错别字、标点、数字、年份、缺漏
  search 词语… [--year 年度] [--unit 单位] [--kind 标题|正文|事项|表格]
                                    在所有年份里检索；词语加引号为一个整体
  export 编号 --format docx|pdf|txt --edition internal|public --out 文件
                                    导出内部版（internal）或公开版（public）
    [--allow-leftovers]             公开版里像是不该公开的内容，看过后照样导出
    [--review]                      带批注和修订：docx 为送审稿，改好后可以收回；pdf 为花脸稿
    [--person 姓名]                 谁送审；不写为年述里当前的人，没有则为本机登录名
  merge 编号 文件… [--person 姓名]   收回改好的送审稿：批注、修订、未留痕的改动
  signoff 编号 --person 姓名 [--opinion 意见] [--date 年-月-日]
                                    签发；口令在终端里输入，或从标准输入给出
    [--first]                       第一次签发：设签发口令（没有这位签发人的，一并新设）
  verify 编号或文件                 核验签发稿，或导出的 Word、PDF，指出不同之处
  compare 编号 编号 [--edition internal|public] [--out 文件]
                                    对比两份报告；--out 另存为 .docx（修订）或 .pdf
    [--allow-leftovers]             同上
  indicators [--key 指标] [--unit 单位] [--edition internal|public] [--out 文件.xlsx]
                                    逐年数据；--out 另存为表格
  backup 文件 [--replace]            把全部数据（报告、记录、设置、原文件）备份成一个文件
  restore                           列出可以恢复到哪一份：日期、内容；什么也不改动
  restore --salvage                 从损坏的数据文件和各份备份里逐份救回最新的内容
  restore 文件 [--replace]           从备份恢复；已有数据时要加 --replace，原来的另存在 backups 里
  restore --empty                   从空白开始；原来的文件都保留
  doctor [--rebuild-index]          检查数据文件、报告、记录、检索索引、原文件、备份，并说怎么办
    [--acknowledge]                 关于数据的提示看过了，不再提示
  demo                              载入演示数据
  help                              显示本说明

每个命令都可加：
  --data 文件夹                     数据文件夹（没有则新建）
  --json                            输出 JSON

退出码：0 成功；1 检查、核验发现问题，或还不能签发；2 用法或输入有误。`;

export type Command =
  | { name: 'help' }
  | { name: 'import'; files: string[]; year: number | undefined }
  | { name: 'outline'; file: string }
  | { name: 'list' }
  | { name: 'show'; id: string }
  | {
      name: 'new';
      template: string | undefined;
      year: number;
      unit: string | undefined;
      from: string | undefined;
    }
  | { name: 'check'; target: string }
  | {
      name: 'export';
      id: string;
      format: ExportFormat;
      edition: Edition;
      out: string;
      allowLeftovers: boolean;
      review: boolean;
      person: string | undefined;
    }
  | { name: 'merge'; id: string; files: string[]; person: string | undefined }
  | {
      name: 'search';
      words: string;
      year: number | undefined;
      unit: string | undefined;
      kind: PassageKind | undefined;
    }
  | {
      name: 'compare';
      a: string;
      b: string;
      edition: Edition;
      out: string | undefined;
      allowLeftovers: boolean;
    }
  | {
      name: 'indicators';
      key: string | undefined;
      unit: string | undefined;
      edition: Edition;
      out: string | undefined;
    }
  | {
      name: 'signoff';
      id: string;
      person: string;
      opinion: string | undefined;
      date: string | undefined;
      first: boolean;
    }
  | { name: 'verify'; target: string }
  | { name: 'original'; id: string; out: string | undefined }
  | { name: 'backup'; file: string; replace: boolean }
  | { name: 'restore'; file: string; replace: boolean }
  | { name: 'recover'; choice: 'look' | 'salvage' | 'empty' }
  | { name: 'doctor'; rebuild: boolean; acknowledge: boolean }
  | { name: 'demo' };

export type Arguments = { command: Command; data: string | undefined; json: boolean };

type Values = Partial<
  Record<
    | 'data'
    | 'key'
    | 'kind'
    | 'year'
    | 'template'
    | 'unit'
    | 'from'
    | 'format'
    | 'edition'
    | 'out'
    | 'person'
    | 'opinion'
    | 'date',
    string
  >
> &
  Partial<
    Record<
      | 'json'
      | 'help'
      | 'allow-leftovers'
      | 'review'
      | 'first'
      | 'replace'
      | 'rebuild-index'
      | 'salvage'
      | 'empty'
      | 'acknowledge',
      boolean
    >
  >;

const usage = (message: string): AppError => new AppError('bad-request', message);

/** Which options belong to which command, beside `--data` and `--json`. */
const OPTIONS: Readonly<Record<Command['name'], readonly (keyof Values)[]>> = {
  help: [],
  import: ['year'],
  outline: [],
  list: [],
  show: [],
  new: ['template', 'year', 'unit', 'from'],
  check: [],
  export: ['format', 'edition', 'out', 'allow-leftovers', 'review', 'person'],
  merge: ['person'],
  signoff: ['person', 'opinion', 'date', 'first'],
  verify: [],
  original: ['out'],
  search: ['year', 'unit', 'kind'],
  compare: ['edition', 'out', 'allow-leftovers'],
  indicators: ['key', 'unit', 'edition', 'out'],
  backup: ['replace'],
  restore: ['replace', 'salvage', 'empty'],
  // Not a word of its own: restore without a file.
  recover: [],
  doctor: ['rebuild-index', 'acknowledge'],
  demo: [],
};

function parse(argv: readonly string[]): { values: Values; positionals: string[] } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: text,
        json: flag,
        'allow-leftovers': flag,
        review: flag,
        first: flag,
        replace: flag,
        'rebuild-index': flag,
        salvage: flag,
        empty: flag,
        acknowledge: flag,
        person: text,
        opinion: text,
        date: text,
        help: { ...flag, short: 'h' },
        year: text,
        template: text,
        unit: text,
        from: text,
        format: text,
        edition: text,
        out: text,
        key: text,
        kind: text,
      },
    });
  } catch (error) {
    const option = /'(?:-\w, )?(--?[\w-]+)/.exec((error as Error).message)?.[1] ?? '';
    const unknown = (error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw usage(
      unknown ? `没有 ${option} 这个选项。用 help 查看用法。` : `选项 ${option} 写法不对。用 help 查看用法。`,
    );
  }
}

function readYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || !isReportYear(year)) {
    throw usage(`年度应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 的四位数字，不能是“${text.slice(0, 20)}”。`);
  }
  return year;
}

/** A day that there is, `2025-12-20`. */
function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function oneOf<T extends string>(option: string, allowed: readonly T[], text: string | undefined): T {
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  const choices = allowed.join('、');
  throw usage(
    text === undefined ? `缺少 --${option}，可选：${choices}。` : `--${option} 只能是：${choices}。`,
  );
}

function single(name: string, what: string, words: readonly string[]): string {
  const [word, ...rest] = words;
  if (word === undefined) throw usage(`${name} 后面要写${what}。`);
  if (rest.length > 0) throw usage(`${name} 后面只能写一个${what}。`);
  return word;
}

function none(name: string, words: readonly string[]): void {
  if (words.length > 0) throw usage(`${name} 后面多了“${words[0] ?? ''}”。用 help 查看用法。`);
}

const KINDS: Readonly<Record<string, PassageKind>> = {
  标题: 'heading',
  正文: 'body',
  事项: 'item',
  表格: 'table',
};

const isFormat = (text: string | undefined): boolean => text === 'docx' || text === 'pdf' || text === 'txt';

function readCommand(name: Command['name'], words: readonly string[], values: Values): Command {
  switch (name) {
    case 'import':
      if (words.length === 0) throw usage('import 后面要写文件。');
      return { name, files: [...words], year: values.year === undefined ? undefined : readYear(values.year) };
    case 'outline':
      return { name, file: single(name, '文件', words) };
    case 'show':
      return { name, id: single(name, '报告编号', words) };
    case 'check':
      return { name, target: single(name, '报告编号或文件', words) };
    case 'new': {
      none(name, words);
      if (values.year === undefined) throw usage('缺少 --year（年度）。');
      // A report that is rolled over brings its template and its unit along.
      if (values.from === undefined && values.template === undefined)
        throw usage('缺少 --template（模板）。');
      if (values.from === undefined && values.unit === undefined) throw usage('缺少 --unit（单位）。');
      const { template, unit, from } = values;
      return { name, template, year: readYear(values.year), unit, from };
    }
    case 'export': {
      const id = single(name, '报告编号', words);
      if (values.out === undefined) throw usage('缺少 --out（导出到哪个文件）。');
      const ending = values.out.split('.').at(-1)?.toLowerCase();
      const format = oneOf(
        'format',
        ['docx', 'pdf', 'txt'],
        values.format ?? (isFormat(ending) ? ending : undefined),
      );
      const review = values.review ?? false;
      const edition = oneOf(
        'edition',
        ['internal', 'public'],
        values.edition ?? (review ? 'internal' : undefined),
      );
      // What was struck out is for nobody outside.
      if (review && edition === 'public')
        throw usage('花脸稿没有公开版：请去掉 --review，或用 --edition internal。');
      if (review && format === 'txt')
        throw usage('花脸稿只能导出为 PDF 或 Word：请用 --format pdf 或 docx。');
      const allowLeftovers = values['allow-leftovers'] ?? false;
      const { out, person } = values;
      if (person !== undefined && !review) throw usage('--person 只与 --review 一起用。');
      return { name, id, format, edition, out, allowLeftovers, review, person };
    }
    case 'signoff': {
      const { opinion, date } = values;
      const person = values.person?.trim() ?? '';
      if (person === '') throw usage('缺少 --person（签发人姓名）。');
      if (opinion !== undefined && opinion.trim() === '') throw usage('--opinion 后面要写签发意见。');
      if (date !== undefined && !isDate(date)) throw usage('--date 要写完整的日期，如 2025-12-20。');
      const first = values.first ?? false;
      return { name, id: single(name, '报告编号', words), person, opinion, date, first };
    }
    case 'verify':
      return { name, target: single(name, '报告编号或文件', words) };
    case 'merge': {
      const [id, ...files] = words;
      if (id === undefined || files.length === 0) throw usage('merge 后面要写报告编号和文件。');
      return { name, id, files, person: values.person };
    }
    case 'restore':
      if (words.length === 0 || values.salvage || values.empty) {
        none(name, words);
        if (values.salvage && values.empty) throw usage('--salvage 和 --empty 只能选一个。');
        return { name: 'recover', choice: values.salvage ? 'salvage' : values.empty ? 'empty' : 'look' };
      }
      return { name, file: single(name, '备份文件', words), replace: values.replace ?? false };
    case 'backup':
      return { name, file: single(name, '备份文件', words), replace: values.replace ?? false };
    case 'doctor':
      none(name, words);
      return {
        name,
        rebuild: values['rebuild-index'] ?? false,
        acknowledge: values.acknowledge ?? false,
      };
    case 'original':
      return { name, id: single(name, '报告编号', words), out: values.out };
    case 'search': {
      const query = words.join(' ');
      if (query.trim() === '') throw usage('search 后面要写要找的词语。');
      const kind = values.kind === undefined ? undefined : KINDS[values.kind];
      if (values.kind !== undefined && kind === undefined)
        throw usage(`--kind 只能是：${Object.keys(KINDS).join('、')}。`);
      const year = values.year === undefined ? undefined : readYear(values.year);
      return { name, words: query, year, unit: values.unit, kind };
    }
    case 'compare': {
      const [a, b, ...rest] = words;
      if (a === undefined || b === undefined || rest.length > 0)
        throw usage('compare 后面要写两份报告的编号，旧的在前。');
      if (values.out !== undefined && !/\.(docx|pdf)$/i.test(values.out))
        throw usage('--out 的文件名应以 .docx 或 .pdf 结尾。');
      const edition =
        values.edition === undefined && values.out === undefined
          ? 'internal'
          : oneOf('edition', ['internal', 'public'], values.edition);
      const allowLeftovers = values['allow-leftovers'] ?? false;
      return { name, a, b, edition, out: values.out, allowLeftovers };
    }
    case 'indicators': {
      none(name, words);
      const { key, unit, out } = values;
      if (out !== undefined && !/\.xlsx$/i.test(out)) throw usage('--out 的文件名应以 .xlsx 结尾。');
      const edition =
        values.edition === undefined && out === undefined
          ? 'internal'
          : oneOf('edition', ['internal', 'public'], values.edition);
      return { name, key, unit, edition, out };
    }
    // No word leads here (see `readArguments`).
    case 'recover':
      return { name, choice: 'look' };
    default:
      none(name, words);
      return { name };
  }
}

/** Reads the command line. Throws AppError('bad-request') with one line that says what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const json = values.json ?? false;
  const [word, ...words] = positionals;
  if (word === undefined && !values.help) throw usage('缺少命令。用 help 查看用法。');
  if (values.help || word === undefined || word === 'help') {
    return { command: { name: 'help' }, data: values.data, json };
  }
  if (!Object.hasOwn(OPTIONS, word) || word === 'recover')
    throw usage(`没有“${word.slice(0, 40)}”这个命令。用 help 查看用法。`);
  const name = word as Command['name'];
  for (const key of Object.keys(values) as (keyof Values)[]) {
    if (key === 'data' || key === 'json' || key === 'help' || OPTIONS[name].includes(key)) continue;
    throw usage(`${name} 没有 --${key} 这个选项。用 help 查看用法。`);
  }
  if (values.data === '') throw usage('--data 后面要写文件夹。');
  return { command: readCommand(name, words, values), data: values.data, json };
}
