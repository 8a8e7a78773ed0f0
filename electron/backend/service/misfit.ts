import type { z } from 'zod';

/** What people call the parameters that they can type themselves. */
const NAMES: Record<string, string> = {
  unit: '单位名称',
  year: '年度',
  template: '模板',
  name: '文件名',
  variables: '变量',
  heading: '标题',
  bytes: '文件',
};

/** One line for the user about parameters that do not fit the contract. */
export function misfitMessage(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return '请求的内容不对，没有改动。';
  const key = String(issue.path.find((part) => NAMES[String(part)]) ?? issue.path[0] ?? '');
  const name = NAMES[key] ?? (key || '参数');
  if (issue.code === 'too_big') {
    if (issue.origin === 'string')
      return key === 'bytes'
        ? '文件太大，最多 64 MB。没有改动任何内容。'
        : `${name}太长，最多 ${String(issue.maximum)} 个字。没有改动任何内容，请缩短后再试。`;
    return `${name}超出范围，最大 ${String(issue.maximum)}。没有改动任何内容，请改正后再试。`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return `${name}不能为空。没有改动任何内容，请填写后再试。`;
    return `${name}超出范围，最小 ${String(issue.minimum)}。没有改动任何内容，请改正后再试。`;
  }
  return `${name}不对，没有改动任何内容。请改正后再试。`;
}
