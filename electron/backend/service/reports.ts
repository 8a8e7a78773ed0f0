import { reportHead, type ReportHead } from '../../../shared/edition/head.ts';
import type { Operation } from 'slate';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { Variables } from '../../../shared/document/types.ts';
import { newDocument } from '../../../shared/template/instantiate.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { refuseErased } from '../store/erase/plan.ts';
import type { Deps } from './deps.ts';
import { insertCopy, storedRows } from './insert-copy.ts';
import { openChanges, putDownBatch } from './record-batch.ts';
import { handlersFor, type Parsed } from './registry.ts';
import { gradeOf } from '../../../shared/text/secrecy-marks.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';

export function reportHandlers(deps: Deps) {
  const { store, emit } = deps;
  const { reports } = store;
  const changed = (): void => emit('reports.changed', {});

  return handlersFor({
    'report.list': () => reports.list(),

    'report.create': (params) => {
      const id = create(deps, params);
      changed();
      return { id };
    },

    'report.open': ({ id }) => reports.get(id),

    'report.apply': (params) => {
      const { id, session, batch, base, ops, variables, author, review, publish } = params;
      return store.atomically(() => {
        const again = reports.has(id, batch);
        const decides = !again && (review?.decisions?.length ?? 0) > 0;
        const before = decides ? reports.get(id) : null;
        const changes = before
          ? openChanges(deps, id, { blocks: before.document.blocks, variables: before.variables })
          : [];
        const result = reports.apply({
          id,
          batch,
          base,
          // Checked in depth where they are applied.
          ops: ops as unknown as Operation[],
          ...(variables ? { variables } : {}),
          ...(author === undefined ? {} : { author }),
          ...(review ? { review } : {}),
          ...(publish ? { publish } : {}),
        });
        if (!again) putDownBatch(deps, params, changes);
        emit('report.changed', { id, revision: result.revision, session });
        if (review) emit('review.changed', { id, session });
        return result;
      });
    },

    'report.setMeta': ({ id, year, unit, state }) => {
      const before = unit === undefined ? null : reports.get(id).revision;
      const summary = reports.setMeta(id, {
        ...(year === undefined ? {} : { year }),
        ...(unit === undefined ? {} : { unit }),
        ...(state === undefined ? {} : { state }),
      });
      // A unit that the text says is changed there as well.
      const revision = before === null ? null : reports.get(id).revision;
      if (revision !== null && revision !== before) emit('report.changed', { id, revision, session: '' });
      changed();
      return summary;
    },

    'report.saveCopy': ({ id, document, variables, review, about }) => {
      refuseErased(deps.ports.dataDir, id);
      const copy = insertCopy(deps, {
        about: reports.about(id) ?? { ...unknownAbout(deps), ...about, from: null },
        document,
        variables,
        stored: storedRows(deps, id),
        unsaved: review,
      });
      // What is printed around the text comes along with it.
      const head = store.exports.head(id);
      if (head !== undefined) store.exports.setHead(copy.id, head);
      changed();
      return copy;
    },

    'report.remove': ({ id }) => {
      reports.remove(id);
      changed();
      return {};
    },

    'report.restore': ({ id }) => {
      reports.restore(id);
      changed();
      return {};
    },
  });
}

/** Of a copy whose report is gone and of which nobody says what it is about. */
function unknownAbout({ templates, ports }: Deps): { template: string; year: number; unit: string } {
  const [first] = templates.keys();
  return { template: first ?? '', year: ports.now().getFullYear(), unit: UNKNOWN_UNIT };
}

function create({ store, templates }: Deps, params: Parsed<'report.create'>): string {
  const { year, unit } = params;
  const template = findTemplate(templates, params.template);
  if (params.from === undefined) {
    const variables: Variables = unit === UNKNOWN_UNIT ? {} : { unit };
    const document = newDocument(template, { year, unit, variables });
    return store.reports.insert({ template: template.id, year, unit, document, variables });
  }
  const past = store.reports.get(params.from);
  if (past.year >= year) {
    throw new AppError(
      'bad-request',
      `没有新建：${past.year} 年的报告不能作为 ${year} 年的底稿。请把年度改为 ${past.year + 1} 或更晚。`,
    );
  }
  const document = rollOver(past.document, { from: past.year, to: year, variables: past.variables });
  const id = store.reports.insert({
    template: template.id,
    year,
    unit,
    document,
    variables: unit === UNKNOWN_UNIT ? past.variables : { ...past.variables, unit },
    from: { id: past.id, year: past.year },
  });
  // Another unit has a mark, a contact and a circle of its own.
  const head = rolledHead(store.exports.head(past.id), past.unit === unit);
  if (head) store.exports.setHead(id, head);
  return id;
}

/**
 * What of last year's head and imprint is this year's, too: neither numbers and dates nor signer, and of the grades only
 * that of a state secret, whose words are in the new report.
 */
function rolledHead(stored: unknown, ownUnit: boolean): ReportHead | null {
  const { data } = reportHead.safeParse(stored);
  if (!data) return null;
  const { mark, contact, copies, printer } = data;
  const secrecy = gradeOf(data.secrecy) === null ? '' : data.secrecy;
  const kept = ownUnit ? { mark, contact, copies, printer, secrecy } : { secrecy };
  return Object.values(kept).some((text) => text !== '') ? reportHead.parse(kept) : null;
}

function findTemplate(templates: Deps['templates'], id: string): Template {
  const template = templates.get(id);
  if (template) return template;
  const known = [...templates.keys()].join('、');
  throw new AppError('not-found', `没有叫“${id}”的模板，没有新建报告。可用的模板：${known}。`);
}
