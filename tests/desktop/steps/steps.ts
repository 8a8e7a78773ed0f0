import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { pageOf, saved } from '../../e2e/page.ts';
import type { Desk } from '../desk.ts';
import { NotHere, type Step } from '../outcome.ts';
import { command, wordFile } from '../prepare.ts';
import { openReport, saveAndReload, typeAndSave, typeAscii, typeChinese } from './typing.ts';
import { until } from './until.ts';

const START = '启动，窗口隔离';
const REPORT = '打开报告';
const CHINESE = '输入中文（拼音组字）';
const QUIT = '退出';

/** In this order: what ends processes comes last. */
export const STEPS: readonly Step<Desk>[] = [
  { name: START, run: start },
  { name: REPORT, needs: [START], run: (desk) => openReport(desk.page, desk.data.report) },
  { name: CHINESE, needs: [REPORT], run: (desk) => typeChinese(desk.page) },
  { name: '输入英文和数字', needs: [CHINESE], run: (desk) => typeAscii(desk.page) },
  { name: '保存，重新载入后都在', needs: [CHINESE], run: (desk) => saveAndReload(desk.page) },
  { name: '有内容没保存时关窗口会问', needs: [REPORT], run: closeUnsaved },
  { name: '第二次启动回到原窗口', needs: [START], run: secondStart },
  { name: '用程序打开 Word 文件', needs: [START], run: openDocument },
  { name: '导出 PDF', needs: [REPORT], run: exportPdf },
  { name: '打印', needs: [REPORT], run: print },
  { name: '拼写检查不出声', needs: [START], run: spellingIsSilent },
  { name: '后台意外退出后自己恢复', needs: [REPORT], run: backendCrash },
  { name: '显卡进程退出后还能用', needs: [REPORT], run: gpuCrash },
  { name: '页面崩溃后自己恢复', needs: [REPORT], run: pageCrash },
  { name: QUIT, needs: [START], run: quit },
  { name: '没有访问网络', needs: [QUIT], run: noNetwork },
  { name: '程序里的命令行', needs: [QUIT], run: commandLine },
  { name: '退出后数据完好', needs: [QUIT], run: dataIsSound },
];

async function start(desk: Desk): Promise<void> {
  await desk.start();
  if (!desk.page.url().startsWith('app://nianshu/')) throw new Error(`地址不对：${desk.page.url()}`);
  const seen = await desk.page.evaluate(() => {
    const world = globalThis as { require?: unknown; process?: unknown; nianshu?: object };
    return [typeof world.require, typeof world.process, typeof world.nianshu];
  });
  if (seen.join() !== 'undefined,undefined,object') throw new Error(`页面里有不该有的东西：${seen.join()}`);
}

/** The backend is stopped for a while, so that nothing can be saved. */
async function closeUnsaved(desk: Desk): Promise<void> {
  if (process.platform === 'win32') throw new NotHere('Windows 上不能让后台暂停');
  const { page } = desk;
  const backend = await desk.backend();
  const question = page.getByRole('dialog', { name: '还有内容没有保存' });
  process.kill(backend, 'SIGSTOP');
  try {
    await pageOf(page).click();
    await page.keyboard.insertText('还没存');
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await until(
      '没有询问就关了',
      async () => (await question.isVisible()) || (await desk.kept()).questions.length > 0,
    );
  } finally {
    process.kill(backend, 'SIGCONT');
  }
  if (await question.isVisible()) await question.getByRole('button', { name: '留下，接着写' }).click();
  await saved(page);
}

/** Starts the program once more, as a double click does; gives its exit code. */
async function startAgain(desk: Desk, ...more: string[]): Promise<number | null> {
  const again = spawn(desk.program, [...desk.words, ...more], { stdio: 'ignore' });
  const [code] = (await once(again, 'exit')) as [number | null];
  return code;
}

const windows = (desk: Desk): Promise<number> =>
  desk.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length,
  );

async function secondStart(desk: Desk): Promise<void> {
  const before = await windows(desk);
  const code = await startAgain(desk);
  if (code !== 0) throw new Error(`第二次启动以 ${code} 结束`);
  const after = await windows(desk);
  if (after !== before) throw new Error(`窗口从 ${before} 个变成 ${after} 个`);
}

async function openDocument(desk: Desk): Promise<void> {
  const file = wordFile(desk.data, desk.folder);
  await startAgain(desk, file);
  const name = basename(file, '.docx');
  await until(`没有窗口显示“${name}”`, async () => {
    for (const page of desk.app.windows())
      if (
        (await page
          .getByText(name)
          .count()
          .catch(() => 0)) > 0
      )
        return true;
    return false;
  });
  await desk.page.keyboard.press('Escape');
  await openReport(desk.page, desk.data.report);
}

async function exportPdf(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: '导出', exact: true });
  await dialog.getByRole('radio', { name: /PDF/ }).click();
  await dialog.getByRole('radio', { name: '内部版' }).click();
  await dialog.getByRole('button', { name: '导出', exact: true }).click();
  await until('没有写出 PDF', () => existsSync(desk.pdf));
  if (readFileSync(desk.pdf).subarray(0, 4).toString() !== '%PDF') throw new Error('写出的不是 PDF');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

async function print(desk: Desk): Promise<void> {
  const { page } = desk;
  await pageOf(page).click();
  await page.keyboard.press(process.platform === 'darwin' ? 'Meta+p' : 'Control+p');
  const dialog = page.getByRole('dialog', { name: '打印', exact: true });
  await dialog.getByRole('button', { name: '打印', exact: true }).click();
  await until('没有打开系统的打印窗口', async () => (await desk.kept()).prints > 0);
  await page.keyboard.press('Escape');
}

async function spellingIsSilent(desk: Desk): Promise<void> {
  const loud = await desk.app.evaluate(
    ({ session }) =>
      session.defaultSession.isSpellCheckerEnabled() &&
      session.defaultSession.getSpellCheckerLanguages().length > 0,
  );
  if (loud) throw new Error('拼写检查开着，会去网上取词典');
}

async function backendCrash(desk: Desk): Promise<void> {
  const before = await desk.backend();
  process.kill(before, 'SIGKILL');
  await until('后台没有再启动', async () => (await desk.backend().catch(() => before)) !== before);
  await typeAndSave(desk.page, '后台恢复');
}

async function gpuCrash(desk: Desk): Promise<void> {
  const pid = await desk.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
  );
  if (!pid) throw new NotHere('没有单独的显卡进程');
  process.kill(pid, 'SIGKILL');
  await typeAndSave(desk.page, '显卡恢复');
}

/** Asked of main: a page that has crashed answers nobody. */
async function pageCrash(desk: Desk): Promise<void> {
  await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await until('页面没有回来', () =>
    desk.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return false;
      return (await contents.executeJavaScript("document.querySelector('.app') !== null")) === true;
    }),
  );
}

function noNetwork(desk: Desk): Promise<void> {
  const asked = desk.asked();
  if (asked.length > 0) throw new Error(`访问了 ${asked.slice(0, 3).join('、')}`);
  return Promise.resolve();
}

async function quit(desk: Desk): Promise<void> {
  const code = await desk.quit();
  if (code !== 0) throw new Error(`以 ${code} 结束`);
}

/** As the package's own `nianshu-cli` calls the program. */
function commandLine(desk: Desk): Promise<void> {
  const { dataDir } = desk.data;
  const { status, stdout, stderr } = spawnSync(
    desk.program,
    ['--ozone-platform=headless', '--disable-gpu', ...desk.place, 'cli', '--', 'list', '--data', dataDir],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? `以 ${status} 结束`);
  if (!stdout.includes('青禾镇')) throw new Error('没有列出报告');
  return Promise.resolve();
}

function dataIsSound(desk: Desk): Promise<void> {
  command(desk.data.dataDir, 'doctor');
  return Promise.resolve();
}
