import { AppError, type ErrorCode } from './app-error.ts';

/** What was to be done with a file, in the words that say that it was not. */
type Task = {
  not: string;
  again: string;
  /** Which file to take instead. */
  choose: string;
  /** What to do about a file that holds too much: a part of it will do, nothing less than all of it, or only the file as the program made it. */
  takes: 'a part' | 'the whole' | 'our own';
};

const TASKS = {
  read: { not: '没有读取', again: '再试', choose: '请换一个文件。', takes: 'a part' },
  import: { not: '没有导入', again: '再导入', choose: '请选择 .docx 或 .txt 文件。', takes: 'a part' },
  recognise: { not: '没有识别', again: '再识别', choose: '请选择 .docx 或 .txt 文件。', takes: 'a part' },
  check: { not: '没有校对', again: '再校对', choose: '请选择 .docx 或 .txt 文件。', takes: 'a part' },
  'take-back': {
    not: '没有收回，报告没有改动',
    again: '再收回',
    choose: '请选择改好的 .docx 送审稿。',
    takes: 'the whole',
  },
  verify: { not: '没有核验', again: '再核验', choose: '请选择年述导出的文件。', takes: 'our own' },
} as const satisfies Record<string, Task>;

export type FileTask = keyof typeof TASKS;

// A record of ours has the keys that its type names.
export const FILE_TASKS = Object.keys(TASKS) as FileTask[];

/** What else has to be known of some faults. */
type Facts = {
  /** How much of it is read (MB, paragraphs, cells, characters …), and how much there is. */
  limit?: number;
  size?: number;
  /** The paragraph where it stands, from 1. */
  paragraph?: number;
  /** What it is instead: 图片, PDF 文件. */
  what?: string;
};

type Fault = {
  code: ErrorCode;
  /** What is wrong with the file of this name, which stands in quotation marks. */
  wrong: (name: string, facts: Facts) => string;
  /** What to do about it. */
  todo: (task: Task, facts: Facts) => string;
};

/** To change the file and save it anew helps where it need not be as the program made it. */
const saveAnew =
  (how: string) =>
  ({ takes, choose, again }: Task): string =>
    takes === 'our own' ? choose : `${how}${again}。`;

/** To make less of it helps where a part of it will do. */
const makeLess =
  (how: string) =>
  ({ takes, choose, again }: Task): string =>
    takes === 'a part' ? `${how}${again}。` : choose;

const inParts = makeLess('请在 Word 或 WPS 中分成几份，');
const inParagraphs = makeLess('请分成几段，');
const smallerTable = makeLess('请把表格改小，');

/** Why a file can't be read. What is thrown where it is read is the key and the facts; here is all that is said of it. */
const FAULTS = {
  missing: { code: 'not-found', wrong: (name) => `找不到${name}`, todo: () => '请核对文件名和位置。' },
  'name-too-long': { code: 'not-found', wrong: (name) => `${name}的名字太长`, todo: () => '请改短后重试。' },
  forbidden: { code: 'read-only', wrong: (name) => `没有权限读取${name}`, todo: () => '请检查文件的权限。' },
  folder: {
    code: 'unsupported-format',
    wrong: (name) => `${name}是文件夹，不是文件`,
    todo: () => '请写明文件名。',
  },
  special: {
    code: 'unsupported-format',
    wrong: (name) => `${name}不是普通文件`,
    todo: () => '请换一个文件。',
  },
  unreadable: {
    code: 'damaged-file',
    wrong: (name) => `${name}读不出来`,
    todo: ({ again }) => `请重新取一份文件${again}。`,
  },
  oversize: {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}太大（${size} MB，最多 ${limit} MB）`,
    todo: saveAnew('请删去其中的图片，另存后'),
  },
  empty: { code: 'empty-file', wrong: (name) => `${name}是空文件`, todo: () => '请检查文件后重试。' },
  'no-words': { code: 'empty-file', wrong: (name) => `${name}里没有文字`, todo: () => '请检查文件后重试。' },
  'too-large': {
    code: 'too-large',
    wrong: (name, { limit }) => `${name}超过 ${limit} MB`,
    todo: saveAnew('请删去其中的图片，另存后'),
  },
  'unpacks-too-large': {
    code: 'too-large',
    wrong: (name) => `${name}解压后过大`,
    todo: saveAnew('请删去其中的图片和附件，另存后'),
  },
  damaged: {
    code: 'damaged-file',
    wrong: (name) => `${name}已损坏或不完整`,
    todo: () => '请重新复制一份，或在 Word 中修复后另存。',
  },
  malformed: {
    code: 'damaged-file',
    wrong: (name) => `${name}的内容格式有误`,
    todo: saveAnew('请在 Word 或 WPS 中打开后另存，'),
  },
  locked: {
    code: 'encrypted-file',
    wrong: (name) => `${name}设有打开密码`,
    todo: saveAnew('请在 Word 或 WPS 中取消密码，另存后'),
  },
  'locked-part': {
    code: 'encrypted-file',
    wrong: (name) => `${name}设有密码`,
    todo: saveAnew('请取消密码，另存后'),
  },
  'old-word': {
    code: 'unsupported-format',
    wrong: (name) => `${name}是旧版 Word（.doc）或 WPS 文件`,
    todo: saveAnew('请在 Word 或 WPS 中另存为 .docx 后'),
  },
  'other-kind': {
    code: 'unsupported-format',
    wrong: (name, { what }) => `${name}是${what}`,
    todo: saveAnew('请在 Word 或 WPS 中另存为 .docx，或存为文本文件后'),
  },
  'not-as-named': {
    code: 'not-word',
    wrong: (name) => `${name}不是 Word 文件（内容与扩展名不符）`,
    todo: () => '请用 Word 或 WPS 打开后另存为 .docx。',
  },
  'not-word': { code: 'not-word', wrong: (name) => `${name}不是 Word 文件`, todo: ({ choose }) => choose },
  'no-body': { code: 'not-word', wrong: (name) => `${name}里没有正文`, todo: () => '请检查文件后重试。' },
  'not-word-or-pdf': {
    code: 'unsupported-format',
    wrong: (name) => `${name}不是 Word 或 PDF 文件`,
    todo: ({ choose }) => choose,
  },
  'unknown-encoding': {
    code: 'unknown-encoding',
    wrong: (name) => `认不出${name}的文字编码`,
    todo: saveAnew('请用记事本或 WPS 打开，另存为 UTF-8 文本或 .docx 后'),
  },
  'too-many-paragraphs': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有 ${size} 个段落，最多 ${limit} 个`,
    todo: inParts,
  },
  'text-too-long': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有 ${size} 个字，最多 ${limit} 个`,
    todo: inParts,
  },
  'too-many-ordinals': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有 ${size} 个序号，最多 ${limit} 个`,
    todo: inParts,
  },
  'too-many-cells': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}的表格一共有 ${size} 个单元格，最多 ${limit} 个`,
    todo: inParts,
  },
  'paragraph-too-long': {
    code: 'too-large',
    wrong: (name, { size, limit, paragraph }) => `${name}第 ${paragraph} 段有 ${size} 个字，最多 ${limit} 个`,
    todo: inParagraphs,
  },
  'paragraph-ordinals': {
    code: 'too-large',
    wrong: (name, { size, limit, paragraph }) =>
      `${name}第 ${paragraph} 段有 ${size} 个序号，最多 ${limit} 个`,
    todo: inParagraphs,
  },
  'table-too-wide': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有一张表格有 ${size} 列，最多 ${limit} 列`,
    todo: smallerTable,
  },
  'table-too-large': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有一张表格有 ${size} 个单元格，最多 ${limit} 个`,
    todo: smallerTable,
  },
  'too-many-comments': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有 ${size} 条批注，最多 ${limit} 条`,
    todo: inParts,
  },
  'too-many-runs': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有 ${size} 处格式或修订，最多 ${limit} 处`,
    todo: inParts,
  },
  'paragraph-nodes': {
    code: 'too-large',
    wrong: (name, { limit }) => `${name}有一段里有 ${limit} 个以上的数字、序号、脚注和图片`,
    todo: inParagraphs,
  },
  'too-many-nodes': {
    code: 'too-large',
    wrong: (name, { limit }) => `${name}有 ${limit} 个以上的数字、序号、脚注和图片`,
    todo: inParts,
  },
  'too-many-elements': {
    code: 'too-large',
    wrong: (name, { limit }) => `${name}内容过多（超过 ${limit} 个标记）`,
    todo: inParts,
  },
  'too-many-lines': {
    code: 'too-large',
    wrong: (name, { limit }) => `${name}有 ${limit} 个以上的段落`,
    todo: inParts,
  },
  'too-many-pages': {
    code: 'too-large',
    wrong: (name, { size, limit }) => `${name}有 ${size} 页，最多 ${limit} 页`,
    todo: inParts,
  },
  'pdf-text-too-long': {
    code: 'too-large',
    wrong: (name, { limit = 0 }) => `${name}超过 ${limit / 10_000} 万字`,
    todo: inParts,
  },
  'out-of-memory': {
    code: 'too-large',
    wrong: (name) => `${name}内容太多或结构异常，读取时超出了内存上限`,
    todo: saveAnew('请在 Word 或 WPS 中删去多余内容，另存后'),
  },
  /** `what`: the grade. Nothing may be kept of such a file: neither its text nor what it was made of. */
  classified: {
    code: 'classified',
    wrong: (name, { what }) => `${name}标有国家秘密的密级（${what}），这台计算机没有登记为可以处理涉密文件`,
    todo: () => '请在符合保密要求的计算机上处理；这里没有留下文件的任何内容。',
  },
  /** `size`: seconds. */
  'out-of-time': {
    code: 'too-large',
    wrong: (name, { size }) => `${name}读了 ${size} 秒还没有读完`,
    todo: makeLess('请在 Word 或 WPS 中分成几份，或另存后'),
  },
  /** Something that this program did not foresee. */
  unforeseen: {
    code: 'damaged-file',
    wrong: (name) => `${name}里有读不了的内容`,
    todo: saveAnew('请在 Word 或 WPS 中打开后另存，'),
  },
  'no-reader': {
    code: 'unavailable',
    wrong: (name) => `读取${name}的程序没有启动`,
    todo: () => '请关掉一些程序后重试。',
  },
} as const satisfies Record<string, Fault>;

export type FileFault = keyof typeof FAULTS;
export const FILE_FAULTS = Object.keys(FAULTS) as FileFault[];

type Options = { facts?: Facts; task?: FileTask; cause?: unknown };

/**
 * A file that can't be read. Whoever reads it says what is wrong; whoever had it read says, with `during`, what was to
 * be done with it. The file's name and the fault are in `details`.
 */
export class FileError extends AppError {
  readonly fault: FileFault;
  readonly file: string;
  readonly facts: Facts;

  constructor(fault: FileFault, file: string, { facts = {}, task = 'read', cause }: Options = {}) {
    const { code, wrong, todo }: Fault = FAULTS[fault];
    const words: Task = TASKS[task];
    super(code, `${wrong(`“${file}”`, facts)}，${words.not}。${todo(words, facts)}`, {
      cause,
      details: { file, fault, ...facts },
    });
    this.fault = fault;
    this.file = file;
    this.facts = facts;
  }

  /** The same, said of what was to be done. */
  during(task: FileTask): FileError {
    return new FileError(this.fault, this.file, { facts: this.facts, task, cause: this });
  }
}

/** An error of reading, said of what was to be done with the file; any other as it is. */
export function during(task: FileTask, error: unknown): unknown {
  return error instanceof FileError ? error.during(task) : error;
}

/** Whether an error names the file that it is about, also when it has crossed a wire. */
export function namesFile(details: Readonly<Record<string, unknown>> | undefined): boolean {
  return typeof details?.['file'] === 'string';
}
