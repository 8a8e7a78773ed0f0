import { describe, expect, it } from 'vitest';

import { inOrder } from '../../../renderer/features/start/import-model.ts';

const chosen = (folder: string, name: string) => ({ folder, file: new File([''], name) });

describe('files of a folder', () => {
  it('are taken folder by folder, and numbers in their names as numbers', () => {
    const files = [
      chosen('往年/旧稿', '1.txt'),
      chosen('往年', '第10稿.txt'),
      chosen('往年', '第2稿.txt'),
      chosen('', '2021.txt'),
    ];
    expect(inOrder(files).map(({ folder, file }) => `${folder} ${file.name}`)).toEqual([
      ' 2021.txt',
      '往年 第2稿.txt',
      '往年 第10稿.txt',
      '往年/旧稿 1.txt',
    ]);
  });
});
