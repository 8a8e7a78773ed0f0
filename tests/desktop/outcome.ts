/** How one step went. A step that did not run is not one that passed, and says why. */
export type Outcome = { name: string; how: 'passed' | 'failed' | 'skipped'; why: string; seconds: number };

/** Thrown by a step that can't be done on this machine, with the reason. */
export class NotHere extends Error {}

export type Step<Context> = {
  /** In Chinese: it stands in the table. */
  name: string;
  /** Names of steps without which this one proves nothing. */
  needs?: readonly string[];
  run(context: Context): Promise<void>;
};

/** What a person has to look at, because no program can. */
export const FOR_PEOPLE: readonly string[] = [
  '输入法（fcitx、搜狗等）的候选框跟着光标，能切换中英文',
  '双击一个 Word 文件、拖到窗口和图标上，能打开',
  '任务栏、Dock 的图标和名称是“年述”，不是 Electron',
  '系统打印窗口里能选到打印机，打出来的版面与 PDF 一致',
  '注销、关机时有未保存内容会提示',
];
