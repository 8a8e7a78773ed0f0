import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { _electron } from 'playwright';
import { describe, expect, it } from 'vitest';

/** Path of the Electron program, or null where it could not be had. */
function electronProgram(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

function reasonToLeaveOut(program: string | null): string | null {
  if (!program) return '本机没有 Electron 程序';
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return '没有图形界面';
  return null;
}

const program = electronProgram();
const reason = reasonToLeaveOut(program);
// Said aloud, because a test that did not run is not one that passed.
if (reason) process.stderr.write(`没有运行真实 Electron 的测试：${reason}。\n`);

describe.skipIf(reason !== null)('the real desktop program', () => {
  it('opens its window on the page, behind its sandbox, with the backend answering', async () => {
    const data = mkdtempSync(join(tmpdir(), 'nianshu-electron-'));
    const args = ['.', '--data', data];
    if (process.getuid?.() === 0) args.unshift('--no-sandbox');
    const electron = await _electron.launch({ executablePath: program ?? '', args });
    try {
      const window = await electron.firstWindow();
      await window.getByRole('button').first().waitFor();
      expect(window.url()).toMatch(/^app:\/\/nianshu\//);
      const seen = await window.evaluate(() => ({
        require: typeof (globalThis as { require?: unknown }).require,
        process: typeof (globalThis as { process?: unknown }).process,
        bridge: Object.keys((globalThis as { nianshu?: object }).nianshu ?? {}).toSorted(),
      }));
      expect(seen).toEqual({
        require: 'undefined',
        process: 'undefined',
        bridge: ['connect', 'platform', 'readyToClose', 'saveFile'],
      });
    } finally {
      await electron.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
