import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { z } from 'zod';

import { Checker } from '../../../shared/checks/engine.ts';
import {
  documentListSchema,
  formListSchema,
  mergeLists,
  wordListSchema,
  type BaseLists,
} from '../../../shared/settings/check-lists.ts';
import { sectionNames } from '../../../shared/checks/places.ts';
import { RULES } from '../../../shared/checks/registry.ts';
import type { CheckContext } from '../../../shared/checks/types.ts';
import type { CheckContextResult, CheckResult } from '../../../shared/contract/checks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import type { Ignored } from '../store/ignored-store.ts';
import type { Deps } from './deps.ts';
import { recogniseFile } from './import.ts';
import { pastHandlers } from './past.ts';
import { handlersFor, type CallContext } from './registry.ts';
import { settingOf } from './settings.ts';
import { UNKNOWN_UNIT } from './unknown-unit.ts';

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
  const { ports, store, templates, emit } = deps;
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

  const run = (
    blocks: readonly Block[],
    variables: Variables,
    template: string,
    context: CheckContextResult,
    ignored: readonly Ignored[],
  ): CheckResult => {
    const full: CheckContext = { ...context, variables, template: templates.get(template) ?? null };
    const sections = sectionNames(blocks, variables);
    const rules = new Set(ignored.flatMap(({ kind, key }) => (kind === 'rule' ? [key] : [])));
    const keys = new Set(ignored.flatMap(({ kind, key }) => (kind === 'finding' ? [key] : [])));
    const findings = new Checker(RULES).check(blocks, full).map((finding) => ({
      ...finding,
      section: sections.get(finding.block) ?? '',
      ignored: rules.has(finding.rule) || keys.has(finding.key),
    }));
    const counts = { error: 0, warning: 0, hint: 0 };
    for (const { severity, ignored: isIgnored } of findings) if (!isIgnored) counts[severity] += 1;
    return { findings, counts };
  };

  return handlersFor({
    'checks.run': async ({ id }, call) => {
      const report = store.reports.get(id);
      const context = await contextOf(report, call);
      const { document, variables, template } = report;
      return run(document.blocks, variables, template, context, store.ignored.list(id));
    },

    'checks.file': async ({ name, bytes }, { signal }) => {
      const all = [...templates.values()];
      const found = await recogniseFile(
        name,
        new Uint8Array(Buffer.from(bytes, 'base64')),
        all,
        signal,
        'check',
      );
      const { document, variables, template, year, unit } = found;
      const context = { year: year ?? null, unit: unit ?? '', lists: lists(), otherUnits: [], past: {} };
      return run(document.blocks, variables, template, context, []);
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
