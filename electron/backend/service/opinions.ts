import { hiderOf, toEdition } from '../../../shared/edition/gate.ts';
import { safeFileName } from '../../../shared/edition/file-name.ts';
import { NO_IMAGES } from '../../../shared/edition/images.ts';
import { wordMasker } from '../../../shared/edition/mask-words.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { OpinionFormat } from '../../../shared/contract/opinions.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { opinionsOf, roundName, type Opinion, type State } from '../../../shared/signoff/opinions.ts';
import {
  OPINIONS_TITLE,
  opinionsDocument,
  opinionsWorkbook,
  type OpinionsHead,
} from '../../../shared/signoff/opinions-table.ts';
import { gradeOf } from '../../../shared/text/secrecy-marks.ts';
import { headOf } from './classified.ts';
import type { Deps } from './deps.ts';
import { internalWords, type InternalWords } from './internal-words.ts';
import { putDown } from './record.ts';
import { handlersFor, type CallContext } from './registry.ts';
import { settingOf } from './settings.ts';
import { writeEdition, type Made } from './write-edition.ts';

/** 征求意见采纳情况表: what was asked for of a report, by whom, and what became of it. */
export function opinionHandlers(deps: Deps) {
  const { store, emit } = deps;
  return handlersFor({
    'opinions.list': ({ id }) => ({ opinions: readOpinions(deps, store.reports.get(id)).opinions }),

    'opinions.answer': ({ id, thread, author, outcome, reason }) => {
      const result = store.review.setOutcome(id, { id: thread, author, outcome, reason });
      emit('review.changed', { id, session: '' });
      return result;
    },

    'opinions.export': async ({ id, format, chosen }, context) => {
      const report = store.reports.get(id);
      const { opinions, states } = readOpinions(deps, report);
      const wanted = new Set(chosen);
      const listed = opinions.filter((opinion) => wanted.has(opinion.id));
      if (listed.length === 0)
        throw new AppError('not-found', '选中的意见已经不在了，没有导出。请关闭后重新打开这张表再选。');
      const internal = internalWords(deps, report);
      const written = forFile(listed, states, internal);
      const head: OpinionsHead = {
        mark: markOf(deps, report),
        title: internal.title,
        rounds: [...new Set(listed.map(({ round }) => roundName(round)))].join('、'),
        day: dayWords(deps.ports.now()),
      };
      const made = await WRITERS[format](deps, report, internal, { opinions: written, head }, context);
      context.signal.throwIfAborted();
      const name = `${safeFileName(`${internal.unit}${report.year}年${OPINIONS_TITLE}（内部）`)}.${format}`;
      putDown(deps, {
        report: id,
        action: 'exported',
        details: `${OPINIONS_TITLE}，${listed.length}条，${name}`,
      });
      const { bytes, ...rest } = made;
      return { name, bytes: Buffer.from(bytes).toString('base64'), ...rest };
    },
  });
}

/** All opinions on a report, and the states that their words are from. */
function readOpinions({ store }: Deps, report: ReportDetail): { opinions: Opinion[]; states: State[] } {
  const { id, document, variables } = report;
  const versions = store.versions
    .list(id)
    .toReversed()
    .map((version) => {
      const { document: then, ...rest } = store.versions.open(id, version.id);
      return { ...rest, blocks: then.blocks };
    });
  const now: State = { blocks: document.blocks, variables, review: store.review.get(id) };
  return { opinions: opinionsOf(versions, now, store.review.people()), states: [...versions, now] };
}

/**
 * The opinions as they may stand in a file: without what no edition prints, neither of the report as it is nor of a
 * version whose words they have.
 */
function forFile(opinions: readonly Opinion[], states: readonly State[], internal: InternalWords): Opinion[] {
  const { policy } = internal;
  const maskers = states.map(({ blocks, variables }) =>
    wordMasker(blocks, {
      variables,
      edition: 'internal',
      policy,
      hides: hiderOf(blocks, 'internal', policy),
    }),
  );
  const words = (text: string): string => maskers.reduce((left, mask) => mask(left), internal.words(text));
  return opinions.map((opinion) => ({
    ...opinion,
    name: words(opinion.name),
    unit: words(opinion.unit),
    section: words(opinion.section),
    quote: words(opinion.quote),
    words: words(opinion.words),
    reason: words(opinion.reason),
  }));
}

/** It quotes the report: it has the report's grade, and is internal in any case. */
function markOf({ store }: Deps, { id }: ReportDetail): string {
  const { secrecy } = headOf(store, id);
  return gradeOf(secrecy) === null ? '内部资料，不得公开' : secrecy;
}

const dayWords = (time: Date): string => `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日`;

type Listed = { opinions: readonly Opinion[]; head: OpinionsHead };

const WRITERS: Record<
  OpinionFormat,
  (
    deps: Deps,
    report: ReportDetail,
    internal: InternalWords,
    listed: Listed,
    context: CallContext,
  ) => Promise<Made> | Made
> = {
  docx: ({ ports, store }, { year }, { policy, unit }, { opinions, head }, context) => {
    const source = {
      document: opinionsDocument(opinions, head),
      variables: {},
      year,
      unit,
      state: 'signed-off' as const,
    };
    const layout = { ...settingOf(store, 'layout'), head: false };
    const doc = toEdition(source, undefined, 'internal', { ...policy, variable: () => 'public' }, layout);
    return writeEdition.docx(doc, { stamp: null }, { ports, images: NO_IMAGES, context });
  },

  xlsx: (_deps, _report, _internal, { opinions, head }) => ({
    bytes: opinionsWorkbook(opinions, head),
    pages: null,
    substitutedFonts: {},
  }),
};
