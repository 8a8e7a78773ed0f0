import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { z } from 'zod';

import {
  documentListSchema,
  formListSchema,
  mergeLists,
  wordListSchema,
  type BaseLists,
} from '../../../shared/settings/check-lists.ts';
import type { CheckContextResult } from '../../../shared/contract/checks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { checkDocument } from '../checking/check-document.ts';
import { isFit } from './classified.ts';
import type { Deps } from './deps.ts';
import { pastHandlers } from './past.ts';
import { handlersFor, type CallContext } from './registry.ts';
import { settingOf } from './settings.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';

/** Reads `resources/rules`. Throws AppError('rules-invalid') that names the file. */
export function loadCheckLists(resourcesDir: string): BaseLists {
  const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> => {
    try {
      return schema.parse(JSON.parse(readFileSync(join(resourcesDir, 'rules', file), 'utf8')));
    } catch (cause) {
      throw new AppError('rules-invalid', `校对词表 ${file} 有误，没有载入。请重新安装年述，数据不受影响。`, {
        cause,
      });
    }
  };
  return {
    words: read('words.json', wordListSchema),
    forms: read('forms.json', formListSchema),
    documents: read('documents.json', documentListSchema),
  };
}

export function checkHandlers(deps: Deps) {
  const { ports, store, templates, reader, emit } = deps;
  const base = loadCheckLists(ports.resourcesDir);
  const pastValues = pastHandlers(deps)['past.values'];

  const lists = () => mergeLists(base, settingOf(store, 'checks'), settingOf(store, 'lengthLimit'));

  const contextOf = async (report: ReportDetail, call: CallContext): Promise<CheckContextResult> => {
    const unit = report.variables['unit'] ?? (report.unit === UNKNOWN_UNIT ? '' : report.unit);
    const names = new Set(store.reports.list().map((other) => other.unit));
    names.delete(report.unit);
    names.delete(UNKNOWN_UNIT);
    names.delete(unit);
    return {
      year: report.year,
      unit,
      lists: lists(),
      otherUnits: [...names],
      past: await pastValues({ id: report.id }, call),
    };
  };

  return handlersFor({
    'checks.run': async ({ id }, call) => {
      const report = store.reports.get(id);
      const context = await contextOf(report, call);
      const { document, variables, template } = report;
      return checkDocument({
        blocks: document.blocks,
        variables,
        template: templates.get(template) ?? null,
        context,
        ignored: store.ignored.list(id),
      });
    },

    'checks.file': ({ name, bytes }, { signal }) => {
      const file = { name, bytes: Buffer.from(bytes, 'base64') };
      return reader.read({ kind: 'check', file, lists: lists(), fit: isFit(store) }, signal);
    },

    'checks.context': ({ id }, call) => contextOf(store.reports.get(id), call),

    'checks.ignored': ({ id }) => store.ignored.list(store.reports.get(id).id),

    'checks.ignore': ({ id, entries, ignored }) => {
      store.ignored.set(store.reports.get(id).id, entries, ignored);
      emit('checks.ignored.changed', { id });
      return store.ignored.list(id);
    },

    'checks.base': () => base,
  });
}
