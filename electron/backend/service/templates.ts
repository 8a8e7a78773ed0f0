import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';
import { parseTemplate } from '../../../shared/template/parse.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

/**
 * Reads every template of `resources/templates`, by id, in the order of their file names.
 * Throws AppError('template-invalid') that names file and place.
 */
export function loadTemplates(resourcesDir: string): Map<string, Template> {
  const folder = join(resourcesDir, 'templates');
  const templates = new Map<string, Template>();
  for (const file of filesOf(folder)) {
    const template = parseTemplate(file, readFileSync(join(folder, file), 'utf8'));
    if (templates.has(template.id)) {
      throw new AppError('template-invalid', `模板文件 ${file} 有误：id ${template.id} 与另一个模板重复。`);
    }
    templates.set(template.id, template);
  }
  if (templates.size === 0) {
    throw new AppError('template-invalid', `没有找到模板：${folder} 是空的。请重新安装年述，数据不受影响。`);
  }
  return templates;
}

/** JSON files of a folder in the order of their names; none where the folder is missing. */
export function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

export function templateHandlers({ templates }: Deps) {
  return handlersFor({ 'template.list': () => [...templates.values()] });
}
