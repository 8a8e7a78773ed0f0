import { AppError, type ErrorCode } from './app-error.ts';

/** What was to be done with a file, in the words that say that it was not. */
const TASKS = {
  read: { not: '没有读取', again: '再试', choose: '请换一个文件。' },
  import: { not: '没有导入', again: '再导入', choose: '请选择 .docx 或 .txt 文件。' },
  recognise: { not: '没有识别', again: '再识别', choose: '请选择 .docx 或 .txt 文件。' },
  check: { not: '没有校对', again: '再校对', choose: '请选择 .docx 或 .txt 文件。' },
  'take-back': {
    not: '没有收回，报告没有改动',
    again: '再收回',
    choose: '请选择改好的 .docx 送审稿。',
  },
  verify: { not: '没有核验', again: '再核验', choose: '请选择年述导出的文件。' },
} as const satisfies Record<string, { not: string; again: string; choose: string }>;

export type FileTask = keyof typeof TASKS;

// A record of ours has the keys that its type names.
export const FILE_TASKS = Object.keys(TASKS) as FileTask[];

/** What else has to be known of some faults. */
type Facts = {
  /** MB that a file may have. */
  limit?: number;
  /** MB that it has. */
  size?: number;
  /** What it is instead: 图片, PDF 文件. */
  what?: string;
};

type Fault = {
  code: ErrorCode;
  /** What is wrong with the file of this name, which stands in quotation marks. */
  wrong: (name: string, facts: Facts) => string;
  /** What to do about it. */
  todo: (task: (typeof TASKS)[FileTask], facts: Facts) => string;
};

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
    todo: ({ again }) => `请删去其中的图片，另存后${again}。`,
  },
  empty: { code: 'empty-file', wrong: (name) => `${name}是空文件`, todo: () => '请检查文件后重试。' },
  'no-words': { code: 'empty-file', wrong: (name) => `${name}里没有文字`, todo: () => '请检查文件后重试。' },
  'too-large': {
    code: 'too-large',
    wrong: (name, { limit }) => `${name}超过 ${limit} MB`,
    todo: ({ again }) => `请删去其中的图片，另存后${again}。`,
  },
  'unpacks-too-large': {
    code: 'too-large',
    wrong: (name) => `${name}解压后过大`,
    todo: ({ again }) => `请删去其中的图片和附件，另存后${again}。`,
  },
  damaged: {
    code: 'damaged-file',
    wrong: (name) => `${name}已损坏或不完整`,
    todo: () => '请重新复制一份，或在 Word 中修复后另存。',
  },
  malformed: {
    code: 'damaged-file',
    wrong: (name) => `${name}的内容格式有误`,
    todo: ({ again }) => `请在 Word 或 WPS 中打开后另存，${again}。`,
  },
  locked: {
    code: 'encrypted-file',
    wrong: (name) => `${name}设有打开密码`,
    todo: ({ again }) => `请在 Word 或 WPS 中取消密码，另存后${again}。`,
  },
  'locked-part': {
    code: 'encrypted-file',
    wrong: (name) => `${name}设有密码`,
    todo: ({ again }) => `请取消密码，另存后${again}。`,
  },
  'old-word': {
    code: 'unsupported-format',
    wrong: (name) => `${name}是旧版 Word（.doc）或 WPS 文件`,
    todo: ({ again }) => `请在 Word 或 WPS 中另存为 .docx 后${again}。`,
  },
  'other-kind': {
    code: 'unsupported-format',
    wrong: (name, { what }) => `${name}是${what}`,
    todo: ({ again }) => `请在 Word 或 WPS 中另存为 .docx，或存为文本文件后${again}。`,
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
    todo: ({ again }) => `请用记事本或 WPS 打开，另存为 UTF-8 文本或 .docx 后${again}。`,
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
    const words = TASKS[task];
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
