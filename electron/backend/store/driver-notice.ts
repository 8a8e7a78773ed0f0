import { chosenDriver, reasons, type Choice } from '../sqlite/driver.ts';
import { addNotice, removeNotices } from './base/notices.ts';

/**
 * Tells once that the database library that comes with the program can't be used on this machine and another one is,
 * and takes it back where that is no longer so. Whoever needs more (which, of what version, why) asks the doctor.
 */
export function tellOfDriver(dataDir: string, now: Date, choice: Choice = chosenDriver()): void {
  const { driver, refused } = choice;
  const text = `年述自带的数据库组件在这台电脑上用不了，已改用系统环境里的另一个。功能和数据都一样，照常保存，不用处理。原因：${reasons(refused)}。`;
  const isSecond = driver !== null && refused.length > 0;
  try {
    removeNotices(dataDir, (notice) => notice.kind === 'driver' && !(isSecond && notice.text === text));
    if (isSecond) addNotice(dataDir, { kind: 'driver', at: now.toISOString(), text });
  } catch {
    // A folder that can't be written says so when the database is opened.
  }
}
