import { existsSync } from 'node:fs';
import { release } from 'node:os';

import { app, dialog, shell } from 'electron';

/** What somebody reads out on the telephone: which version, on what, where the data are. */
export async function showAbout({
  dataDir,
  notices,
}: {
  dataDir: string;
  /** File with the licences of what is shipped along; where there is none, nothing is offered. */
  notices: string;
}): Promise<void> {
  const { electron, chrome, node } = process.versions;
  const more = existsSync(notices) ? ['第三方许可'] : [];
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: '关于年述',
    message: `年述 ${app.getVersion()}`,
    detail: [
      '全面依法治市工作总结和工作计划的写作、审阅与归档。',
      `数据文件夹：${dataDir}`,
      `Electron ${electron ?? ''}，Chromium ${chrome ?? ''}，Node ${node}`,
      `${process.platform} ${release()} ${process.arch}`,
    ].join('\n'),
    buttons: ['好', '打开数据文件夹', ...more],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) await openFolder(dataDir);
  if (response === 2) await openFolder(notices);
}

/** Opens what is in the file manager's or another program's hands, and says so where that fails. */
export async function openFolder(path: string): Promise<void> {
  const failure = await shell.openPath(path);
  if (failure === '') return;
  await dialog.showMessageBox({
    type: 'info',
    title: '年述',
    message: '没能打开',
    detail: `请在文件管理器里打开：${path}`,
    buttons: ['好'],
    noLink: true,
  });
}
