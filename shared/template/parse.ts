import { parse, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';

import { AppError } from '../errors/app-error.ts';
import { templateSchema, type Template } from './schema.ts';

/** What is wrong with a value, in words, for the kinds of mistake that people make by hand. */
function inChinese(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`;
    case 'unrecognized_keys':
      return `不认识 ${issue.keys.join('、')}`;
    case 'too_small':
      return `不能小于 ${String(issue.minimum)}`;
    case 'too_big':
      return `不能大于 ${String(issue.maximum)}`;
    case 'invalid_format':
      return '格式不对（只用小写字母、数字和连字符）';
    default:
      return '内容不对';
  }
}

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
};

/** `slots[3].heading（facts）`: the place as it is counted in the file, and the slot's key where there is one. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  let place = '';
  for (const key of path) {
    if (typeof key === 'number') place += `[${key}]`;
    else place += `${place ? '.' : ''}${String(key)}`;
  }
  const [list, index] = path;
  const entries = (value as Record<string, unknown> | null)?.[String(list)];
  const entry: unknown = Array.isArray(entries) && typeof index === 'number' ? entries[index] : undefined;
  const name = (entry as { key?: unknown } | undefined)?.key;
  return typeof name === 'string' ? `${place}（${name}）` : place || '最外层';
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `第 ${before.split('\n').length} 行第 ${before.length - before.lastIndexOf('\n')} 列`;
}

const invalid = (file: string, what: string): AppError =>
  new AppError(
    'template-invalid',
    `模板文件 ${file} 有误：${what}。其他内容没有改动，请改正后重新打开年述。`,
  );

function parseErrors(text: string): ParseError[] {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  return errors;
}

/**
 * Reads a template from the text of its file. Throws AppError('template-invalid') that names the file and the
 * place: line and column of broken JSON, path and key of a wrong value.
 */
export function parseTemplate(file: string, text: string): Template {
  const json = text.replace(/^\uFEFF/, '');
  // JSON.parse does not always say where it stopped.
  const [broken] = parseErrors(json);
  if (broken) throw invalid(file, `${lineAndColumn(json, broken.offset)}不是有效的 JSON`);
  const value: unknown = JSON.parse(json);
  const parsed = templateSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(file, issue ? `${placeOf(issue.path, value)} ${inChinese(issue)}` : '内容不对');
  }
  const template = parsed.data;
  for (const [list, entries] of [
    ['slots', template.slots],
    ['variables', template.variables],
  ] as const) {
    const seen = new Set<string>();
    entries.forEach(({ key }, index) => {
      if (seen.has(key)) throw invalid(file, `${list}[${index}].key ${key} 重复`);
      seen.add(key);
    });
  }
  const intro = template.slots.findIndex((slot, index) => slot.level === 0 && index > 0);
  if (intro > 0) throw invalid(file, `slots[${intro}].level 引言（level 0）只能是第一个栏目`);
  template.slots.forEach((slot, index) => {
    if (slot.level > 0 && !slot.heading)
      throw invalid(file, `slots[${index}].heading（${slot.key}）缺少标题`);
  });
  checkVariables(file, template);
  return template;
}

/** Words in braces that are not variables of the template but known to the program. */
const BUILT_IN = new Set(['year', 'nextYear', 'unit']);

function checkVariables(file: string, template: Template): void {
  const known = new Set([...BUILT_IN, ...template.variables.map((variable) => variable.key)]);
  const indicators = new Set(template.slots.flatMap((slot) => slot.indicators.map(({ key }) => key)));
  const check = (place: string, text: string): void => {
    for (const match of text.matchAll(/\{([^}]*)\}/g)) {
      if (!known.has(match[1] ?? '')) throw invalid(file, `${place} 用了没有定义的变量 ${match[0]}`);
    }
  };
  check('title', template.title);
  template.slots.forEach((slot, index) => {
    check(`slots[${index}].heading（${slot.key}）`, slot.heading);
    check(`slots[${index}].lead（${slot.key}）`, slot.lead ?? '');
    slot.examples.forEach((example, n) => {
      const place = `slots[${index}].examples[${n}]（${slot.key}）`;
      check(place, example);
      for (const [, key = ''] of example.matchAll(/\[([a-z][a-z0-9-]*)\]/g))
        if (!indicators.has(key)) throw invalid(file, `${place} 用了没有定义的指标 [${key}]`);
    });
  });
}
