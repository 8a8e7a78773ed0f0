import { AppError } from '../errors/app-error.ts';
import { checks, type CheckSetting } from '../settings/checks.ts';

/** Says what the file is, so that another JSON file is not taken for one. */
const KIND = 'nianshu-check-rules';

/** The unit's rules and lists as a file that another unit can take in. */
export function rulesFile(setting: CheckSetting): string {
  return `${JSON.stringify({ kind: KIND, version: 1, ...setting }, null, 2)}\n`;
}

/** Reads such a file. Throws AppError('bad-request') that says what is wrong; nothing is changed then. */
export function readRulesFile(name: string, text: string): CheckSetting {
  const refuse = (why: string): AppError =>
    new AppError('bad-request', `“${name}”${why}，没有导入，原来的规则没有改动。`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw refuse('不是有效的规则文件');
  }
  const { kind, version, ...rest } = (value ?? {}) as Record<string, unknown>;
  if (kind !== KIND) throw refuse('不是年述的校对规则');
  if (typeof version !== 'number' || version > 1) throw refuse('由更新版本的年述导出');
  const parsed = checks.safeParse(rest);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw refuse(`里的 ${place || '内容'} 写法不对`);
  }
  return parsed.data;
}
