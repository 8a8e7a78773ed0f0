import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

import type { SecrecyState } from '../../../shared/contract/secrecy.ts';
import { inlinesOf, isNote, isTextBlock } from '../../../shared/document/guards.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import { textOfInlines } from '../../../shared/document/plain-text.ts';
import { NO_LABELS } from '../../../shared/document/reading.ts';
import type { ReportDocument, Variables } from '../../../shared/document/types.ts';
import { reportHead, type ReportHead } from '../../../shared/edition/head.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { gradeOf, marksInLine, type HeadWords } from '../../../shared/text/secrecy-marks.ts';
import type { Store } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { putDown } from './record.ts';
import { OF_THE_UNIT, unitRecord } from '../store/trust/record-state.ts';
import { handlersFor } from './registry.ts';
import { settingOf } from './settings.ts';

/** Tells computers apart without naming them. */
const thisComputer = (): string =>
  createHash('sha256').update(`nianshu ${hostname()}`).digest('hex').slice(0, 16);

function stateOf(store: Store): SecrecyState {
  const { fit, by, at, ground, computer } = settingOf(store, 'classified');
  const isHere = computer === thisComputer();
  return { fit: fit && isHere, by, at, ground, elsewhere: fit && !isHere };
}

/** Whether files with the grade of a state secret may be handled on this computer. */
export const isFit = (store: Store): boolean => stateOf(store).fit;

export function secrecyHandlers(deps: Deps) {
  const { store, ports, emit } = deps;
  return handlersFor({
    'secrecy.state': () => stateOf(store),

    'secrecy.declare': ({ fit, person, ground }) => {
      const who = store.review.person(person);
      if (!who) throw new AppError('no-person', '不知道是谁在登记，没有改动。请先选定自己的姓名。');
      if (fit && ground === '')
        throw new AppError('bad-request', '没有登记：请写明依据，如涉密计算机编号或审批文号。');
      const at = ports.now().toISOString();
      store.atomically(() => {
        store.settings.set('classified', { fit, by: who.name, at, ground, computer: thisComputer() });
        putDown(deps, {
          report: OF_THE_UNIT,
          action: fit ? 'declared-fit' : 'declared-unfit',
          person,
          details: ground,
        });
      });
      emit('settings.changed', { key: 'classified' });
      return stateOf(store);
    },

    'unit.record': () => unitRecord(store),
  });
}

/** The head of a report as it is stored. */
export function headOf(store: Store, id: string): ReportHead {
  return reportHead.catch(reportHead.parse({})).parse(store.exports.head(id) ?? {});
}

/** Puts what stood in the head of a file into the head of its report, where nothing stands yet. A grade outranks all else. */
export function takeIntoHead(store: Store, id: string, { secrecy, urgency, copy }: HeadWords): void {
  if (secrecy === '' && urgency === '' && copy === '') return;
  const head = headOf(store, id);
  const isHigher = gradeOf(secrecy) !== null && gradeOf(head.secrecy) === null;
  store.exports.setHead(id, {
    ...head,
    secrecy: isHigher ? secrecy : head.secrecy || secrecy,
    urgency: head.urgency || urgency,
    copy: head.copy || copy,
  });
}

/** Refuses a grade in the head of a report where this computer may not hold such. Throws AppError('classified'). */
export function refuseGrade(store: Store, head: ReportHead, before: ReportHead): void {
  const grade = gradeOf(head.secrecy);
  if (grade === null || head.secrecy === before.secrecy || isFit(store)) return;
  throw new AppError(
    'classified',
    `没有保存：“${head.secrecy}”是国家秘密的密级，这台计算机没有登记为可以处理涉密文件，版头没有改动。涉密的内容请在符合保密要求的计算机上处理；已经写进来的，请用“彻底清除”。`,
  );
}

type Outgoing = { id: string; title: string; document: ReportDocument; variables: Variables };

/**
 * Throws AppError('classified') where a report that is to be public has the grade of a state secret. Nobody can allow it.
 * @param named the sentence says which report it is
 */
export function stopAtGrade(store: Store, reports: readonly Outgoing[], named = reports.length > 1): void {
  for (const { id, title, document, variables } of reports) {
    const { secrecy } = headOf(store, id);
    const where = named ? `《${title}》的` : '';
    if (gradeOf(secrecy) !== null)
      throw new AppError(
        'classified',
        `没有公开版：${where}版头写着密级“${secrecy}”，标有密级的不能公开，没有导出。已经依法解密的，请先在版头里去掉密级。`,
      );
    const mark = gradeInText(document, variables);
    if (mark !== null)
      throw new AppError(
        'classified',
        `没有公开版：${where}正文里有密级标志“${mark}”，标有密级的不能公开，没有导出。标错了的，请先从正文里删去。`,
      );
  }
}

/** Whether a report has the grade of a state secret, in its head or in its text. */
export const isGraded = (store: Store, { id, document, variables }: Omit<Outgoing, 'title'>): boolean =>
  gradeOf(headOf(store, id).secrecy) !== null || gradeInText(document, variables) !== null;

/** The first mark of a state secret in the text as it reads in the end; null where there is none. */
export function gradeInText(document: ReportDocument, variables: Variables): string | null {
  for (const [index, block] of document.blocks.entries()) {
    const stretches = isTextBlock(block)
      ? [block.children]
      : block.children.flatMap((row) => row.children.map((cell) => cell.children));
    const lines = [
      ...stretches.map((nodes) => textOfInlines(nodes, NO_LABELS, { variables, view: 'final' })),
      ...inlinesOf(block).flatMap((node) => (isNote(node) ? [textOfNote(node.body)] : [])),
    ];
    for (const line of lines) {
      const found = marksInLine(line, index < HEAD_BLOCKS).find(({ kind }) => kind === 'state');
      // In a list of documents 机密 is a word in a column.
      if (found && (isTextBlock(block) || index < HEAD_BLOCKS || /[★☆*]/.test(found.text))) return found.text;
    }
  }
  return null;
}

/** Blocks at the beginning in which a grade without a star is a mark, too. */
const HEAD_BLOCKS = 4;
