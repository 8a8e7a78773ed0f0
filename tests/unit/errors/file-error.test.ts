import { describe, expect, it } from 'vitest';

import { AppError, fromWireError, toWireError } from '../../../shared/errors/app-error.ts';
import { during, FILE_FAULTS, FILE_TASKS, FileError, namesFile } from '../../../shared/errors/file-error.ts';

describe('a file that can’t be read', () => {
  it('is told in one sentence for each thing that was to be done with it: which file, what is wrong, what to do', () => {
    for (const task of FILE_TASKS)
      for (const fault of FILE_FAULTS) {
        const facts = { limit: 64, size: 600, paragraph: 3, what: '图片' };
        const { message } = new FileError(fault, '总结.docx', { facts, task });
        expect(message).toMatch(
          /^[^。]*“总结\.docx”[^。]*，没有(?:读取|导入|识别|校对|收回|核验)[^。]*。请[^。]+。$/,
        );
        expect(message).not.toMatch(/undefined|[,;:!?]/);
      }
  });

  it('is said of importing where it was to be imported, and of taking back where it was to be taken back', () => {
    const read = new FileError('locked', '总结.docx');
    expect((during('import', read) as Error).message).toBe(
      '“总结.docx”设有打开密码，没有导入。请在 Word 或 WPS 中取消密码，另存后再导入。',
    );
    const returned = during('take-back', read) as FileError;
    expect(returned.message).toBe(
      '“总结.docx”设有打开密码，没有收回，报告没有改动。请在 Word 或 WPS 中取消密码，另存后再收回。',
    );
    expect(returned).toMatchObject({ code: 'encrypted-file', fault: 'locked', cause: read });
  });

  it('keeps code and facts when it crosses a wire', () => {
    const sent = toWireError(
      new FileError('too-large', '总结.txt', { facts: { limit: 64 }, task: 'import' }),
    );
    const heard = fromWireError(JSON.parse(JSON.stringify(sent)) as typeof sent);
    expect(heard).toMatchObject({
      code: 'too-large',
      message: '“总结.txt”超过 64 MB，没有导入。请删去其中的图片，另存后再导入。',
      details: { file: '总结.txt', fault: 'too-large', limit: 64 },
    });
    expect(namesFile(heard.details)).toBe(true);
  });

  it('is not made of other errors', () => {
    const other = new AppError('signed-off', '这份报告已经签发。');
    expect(during('import', other)).toBe(other);
    expect(namesFile(other.details)).toBe(false);
  });
});
