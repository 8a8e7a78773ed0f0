import { SHEET_FORMATS } from '../../../shared/contract/formats.ts';
import { writeFileSafely } from '../write-file.ts';
import { command, done, oneOf, single } from './command.ts';
import { inFolder } from './in-folder.ts';
import { pathOf, withBackend } from './session.ts';
import { exportText } from './text.ts';

export const reviewSheetCommand = command({
  help: `  review-sheet 编号 --format ${SHEET_FORMATS.join('|')} [--out 文件或文件夹]
                                    导出公开审查单（在年述的导出窗口里填写）`,
  options: ['format', 'out'],
  read: (words, { format, out = '.' }) => ({
    id: single('review-sheet', '报告编号', words),
    format: oneOf('format', SHEET_FORMATS, format),
    out,
  }),
  run: async ({ id, format, out }, { data, call }) =>
    withBackend(data, async (backend) => {
      const made = await backend.call('reviewSheet.export', { id, format }, call);
      const { state } = await backend.call('reviewSheet.get', { id }, call);
      const bytes = Buffer.from(made.bytes, 'base64');
      const file = await inFolder(pathOf(out), made.name);
      await writeFileSafely(file, bytes);
      const { pages, substitutedFonts } = made;
      const result = { file, bytes: bytes.length, pages, substitutedFonts };
      const complaints =
        state === 'outdated' ? ['公开审查单填写后，公开版又有改动，要在年述里重新审查。'] : [];
      return { ...done({ ...result, state }, exportText(result)), complaints };
    }),
});
