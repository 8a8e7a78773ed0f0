import { AppError, type ErrorCode } from '../../../../shared/errors/app-error.ts';

/** Why the data folder could not be read or written: no space, no right to write, a failing disk, another program. */
export type FaultKind = 'full' | 'read-only' | 'io' | 'busy';

type Wording = { code: ErrorCode; words: (place: string, undone: string, kept: string) => string };

/** The sentences, in one place: what happened, what was not done, what was kept, what to do. */
const WORDINGS = {
  full: {
    code: 'disk-full',
    words: (place, undone, kept) => `磁盘空间不足，没有${undone}（${place}）。${kept}，请清出空间后重试。`,
  },
  'read-only': {
    code: 'read-only',
    words: (place, undone, kept) =>
      `数据文件夹不能写入，没有${undone}：${place}。${kept}，请检查文件夹权限，或换一个文件夹。`,
  },
  io: {
    code: 'read-only',
    words: (place, undone, kept) =>
      `读写数据文件夹出错，没有${undone}：${place}。${kept}，请检查磁盘后重试。`,
  },
  busy: {
    code: 'unavailable',
    words: (_place, undone, kept) => `数据正被另一个程序占用，没有${undone}。${kept}，请稍后重试。`,
  },
} satisfies Record<FaultKind, Wording>;

/**
 * The data folder failed. Which part of the program notices it does not know what a person wanted; whoever does words
 * it anew with `toldAs`.
 */
export class StoreFault extends AppError {
  readonly kind: FaultKind;
  readonly place: string;

  /**
   * @param place the data folder
   * @param undone what was not done, as it reads behind 没有
   * @param kept what was kept
   */
  constructor(kind: FaultKind, place: string, undone: string, cause: unknown, kept = '已保存的内容没有改动') {
    super(WORDINGS[kind].code, WORDINGS[kind].words(place, undone, kept), { cause });
    this.kind = kind;
    this.place = place;
  }

  /** The same fault, said of what the person wanted. */
  toldAs(undone: string, kept?: string): StoreFault {
    return new StoreFault(this.kind, this.place, undone, this.cause, kept);
  }
}

/** True while another program holds the database: trying again may help. */
export function isBusy(error: unknown): boolean {
  return error instanceof StoreFault && error.kind === 'busy';
}
