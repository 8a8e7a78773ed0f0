import { backupCommand, doctorCommand, restoreCommand } from './care.ts';
import { approvalCommand } from './approval.ts';
import { checkCommand } from './check.ts';
import { classifiedCommand } from './classified.ts';
import { command, done, type Command } from './command.ts';
import { compareCommand } from './compare.ts';
import { exportCommand } from './export.ts';
import { calledAs } from './host.ts';
import { indicatorsCommand } from './indicators.ts';
import { importCommand, originalCommand, outlineCommand } from './import.ts';
import { keyCommand } from './key.ts';
import { mergeCommand } from './merge.ts';
import { opinionsCommand } from './opinions.ts';
import { personCommand } from './person.ts';
import { purgeCommand } from './purge.ts';
import { demoCommand, listCommand, newCommand, showCommand } from './reports.ts';
import { recordCommand } from './record.ts';
import { reviewSheetCommand } from './review-sheet.ts';
import { searchCommand } from './search.ts';
import { signoffCommand } from './signoff.ts';
import { verifyCommand } from './verify.ts';

const helpCommand = command({
  help: `  help                              显示本说明`,
  options: [],
  opensData: false,
  read: () => null,
  run: () => Promise.resolve(done({ help: helpText() }, helpText())),
});

/** The commands, by name, in the order in which the help lists them. */
export const COMMANDS = {
  import: importCommand,
  original: originalCommand,
  outline: outlineCommand,
  list: listCommand,
  show: showCommand,
  new: newCommand,
  check: checkCommand,
  search: searchCommand,
  export: exportCommand,
  person: personCommand,
  merge: mergeCommand,
  approval: approvalCommand,
  signoff: signoffCommand,
  key: keyCommand,
  verify: verifyCommand,
  'review-sheet': reviewSheetCommand,
  opinions: opinionsCommand,
  record: recordCommand,
  compare: compareCommand,
  indicators: indicatorsCommand,
  backup: backupCommand,
  restore: restoreCommand,
  doctor: doctorCommand,
  classified: classifiedCommand,
  purge: purgeCommand,
  demo: demoCommand,
  help: helpCommand,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;

function helpText(): string {
  const commands = Object.values<Command>(COMMANDS).map(({ help }) => help);
  return `年述：年度工作总结的写作与归档

用法：${calledAs()} 命令 [选项]

${commands.join('\n')}

每个命令都可加：
  --data 文件夹                     数据文件夹（没有则新建）
  --json                            输出 JSON

退出码：0 成功；1 检查、核验发现问题，或还不能签发；2 用法或输入有误；3 核验：签名有效，但本机不认识密钥。
口令不写在命令行上：在终端里输入，或从标准输入给出，一行一个，按问的先后。`;
}
