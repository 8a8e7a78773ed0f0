import { AppError } from '../../../shared/errors/app-error.ts';
import { during } from '../../../shared/errors/file-error.ts';
import type { MergeReport, ReviewExport } from '../../../shared/contract/merge.ts';
import { toReviewCopy } from '../../../shared/edition/review-copy.ts';
import { toStored } from '../../../shared/edition/stored-policy.ts';
import { TAKE_LOOKS, type LookChoice } from '../../../shared/merge/looks.ts';
import { fenceNames, lockedBlocks } from '../../../shared/review/copy-fence.ts';
import type { Version } from '../../../shared/review/types.ts';
import type { ReturnedCopy } from '../docx/read/read-review-copy.ts';
import type { CopyIdentity } from '../docx/review-identity.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { refuseTooMuchReturned } from '../reading/too-much.ts';
import { randomSalt } from '../signing/hash.ts';
import { isFit } from './classified.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';
import { isAsNow, mergeCopies, takeIn, type Copy } from './merge-copies.ts';
import { putDown } from './record.ts';
import { mustBeProven } from './proven-file.ts';
import { handlersFor, type CallContext } from './registry.ts';
import { settingOf } from './settings.ts';
import { mustBeShown } from './shown-revision.ts';
import { versionsByText } from './version-by-text.ts';

export function reviewCopyHandlers(deps: Deps) {
  const { store, reader, emit } = deps;
  return handlersFor({
    'review.export': async ({ id, author, revision, fence }, { signal, progress }): Promise<ReviewExport> => {
      mustBeShown(store.reports.get(id), revision, '导出送审稿');
      // Before anything is kept: what is to be locked must be there.
      lockedBlocks(store.reports.get(id).document.blocks, fence);
      progress(0, 2, '正在留存送审版本…');
      const version = versionToSend(deps, id, author);
      const report = store.reports.get(id);
      const content = store.versions.open(id, version.id);
      const { template, policy } = policyOf(deps, report);
      const source = { ...report, document: content.document, variables: content.variables };
      const copy = toReviewCopy(source, template, policy, settingOf(store, 'layout'));
      progress(1, 2, '正在生成送审稿…');
      const { writeReviewCopy } = await import('../docx/write/write-review-copy.ts');
      const madeWith = toStored(policy, content.document.blocks);
      const identity: CopyIdentity = {
        format: 2,
        report: id,
        version: version.id,
        number: version.number,
        title: copy.edition.title,
        year: report.year,
        copy: randomSalt(),
      };
      const bytes = await writeReviewCopy(copy, { ...content.review, people: content.people }, identity, {
        images: (asset) => store.assets.read(asset),
        fence: { allow: fence?.allow ?? null, locked: lockedBlocks(content.document.blocks, fence) },
      });
      await mustBeProven(
        '送审稿',
        bytes,
        content.document.blocks,
        content.variables,
        policy,
        `正文没有改动，送审的版本“${version.name}”已经留存`,
      );
      signal.throwIfAborted();
      const name = `${copy.edition.fileName}（送审稿）.docx`;
      store.atomically(() => {
        store.versions.addCopy(id, version.id, identity.copy, madeWith);
        putDown(deps, {
          report: id,
          action: 'exported',
          person: author,
          details: [
            '送审稿',
            `第 ${version.number} 版`,
            ...(fence ? [fenceNames[fence.allow]] : []),
            name,
          ].join('，'),
        });
      });
      return {
        name,
        bytes: Buffer.from(bytes).toString('base64'),
        pages: null,
        substitutedFonts: {},
        version: version.id,
        number: version.number,
      };
    },

    'review.merge': async (
      { id, files, author, apply, knowingly = false, against, looks = TAKE_LOOKS },
      context,
    ) => {
      const copies: Copy[] = [];
      for (const [at, { name, bytes }] of files.entries()) {
        context.progress(at, files.length + 1, `正在读取“${name}”…`);
        const data = Buffer.from(bytes, 'base64');
        try {
          const { sha256, ...copy } = await reader.read(
            { kind: 'review-copy', file: { name, bytes: data }, fit: isFit(store) },
            context.signal,
          );
          const { base, guess } = baseOf(deps, id, name, copy, { apply, against });
          // What it becomes is stored in this process: no more than can have become of what was sent.
          refuseTooMuchReturned(name, copy, {
            paragraphs: base.document.blocks.length,
            text: plainText(base.document.blocks, { variables: base.variables }).length,
          });
          copies.push({ name, sha256, copy, base, ...(guess ? { guess } : {}) });
        } catch (error) {
          throw notTakenBack(error, files.length > 1);
        }
      }
      const report = await mergeAndTake(deps, id, copies, author, { apply, knowingly, looks }, context);
      if (apply && report.taken) {
        const { revision } = store.reports.get(id);
        emit('people.changed', {});
        emit('report.changed', { id, revision, session: '' });
        emit('review.changed', { id, session: '' });
        emit('versions.changed', { id });
        emit('reports.changed', {});
      }
      return report;
    },
  });
}

/** How often copies are merged anew because the report went on meanwhile: somebody who types pauses sooner. */
const TRIES = 10;

/** Merges the copies into the report as it is, and stores them where it has not gone on since. */
async function mergeAndTake(
  deps: Deps,
  id: string,
  copies: readonly Copy[],
  author: string | undefined,
  how: { apply: boolean; knowingly: boolean; looks: LookChoice },
  context: CallContext,
): Promise<MergeReport> {
  const { store } = deps;
  if (how.apply && author === undefined)
    throw new AppError('no-person', '不知道是谁收回的，没有收回。请先选定自己的姓名，再试一次。');
  for (let turn = 0; turn < TRIES; turn += 1) {
    const what = turn === 0 ? '正在合并…' : '报告又有改动，正在重新合并…';
    context.progress(copies.length, copies.length + 1, what);
    context.signal.throwIfAborted();
    const before = store.reports.get(id);
    const state = stateOf(deps, id);
    const merged = await mergeCopies(deps, before, copies, policyOf(deps, before).policy, how.looks, context);
    context.signal.throwIfAborted();
    const report = store.atomically(() => {
      const isSame = stateOf(deps, id) === state;
      return isSame ? takeIn(deps, before, copies, merged, author, how) : null;
    });
    if (report) return report;
  }
  throw new AppError(
    'unavailable',
    '报告正在别的窗口里修改，没有收回，送审稿和报告都没有改动。请停止输入后再收回。',
  );
}

/** All that a merge goes by: the text, what was said of it, and which copies were taken in. */
const stateOf = ({ store }: Deps, id: string): string =>
  JSON.stringify([store.reports.get(id).revision, store.review.get(id), store.versions.list(id)[0]?.id]);

/** The newest version if it is the report as it stands; else the report is sent anew. */
function versionToSend(deps: Deps, id: string, author: string | undefined): Version {
  const { store, emit } = deps;
  const newest = store.versions.list(id)[0];
  if (newest && newest.kind !== 'signed' && isAsNow(store, id, newest)) return newest;
  if (author === undefined) {
    throw new AppError('no-person', '不知道是谁送审，没有导出。请先选定自己的姓名，再试一次。');
  }
  const round = (newest?.round ?? 0) + 1;
  return store.atomically(() => {
    const version = store.versions.create(id, { kind: 'sent', name: `第${round}轮送审稿`, author });
    putDown(deps, {
      report: id,
      action: 'sent',
      person: author,
      details: `第 ${version.number} 版，${version.name}`,
    });
    emit('versions.changed', { id });
    emit('reports.changed', {});
    return version;
  });
}

/** What was wrong with one of the files. @param others whether other files were chosen with it */
function notTakenBack(error: unknown, others: boolean): unknown {
  // What was read is worded already; what is found here is not.
  const told = during('take-back', error);
  if (!(told instanceof AppError) || !others || told.code === 'cancelled') return told;
  const { code, message, details } = told;
  return new AppError(code, `${message}一起选的其他文件也没有收，去掉这一份就能先收。`, {
    cause: error,
    ...(details ? { details } : {}),
  });
}

/** A file with less of a version's text than this is no copy of it. */
const LEAST = 0.5;

const percent = (likeness: number): string => `${Math.floor(likeness * 100)}%`;

/**
 * The version by whose text a file is taken back that says of none that it is its copy: the one that somebody has chosen,
 * else the one that is most alike, to be looked at. Throws AppError('not-review-copy').
 */
function baseByText(
  deps: Deps,
  id: string,
  name: string,
  copy: ReturnedCopy,
  { apply, against }: { apply: boolean; against: string | undefined },
): Pick<Copy, 'base' | 'guess'> {
  const [best, ...more] = versionsByText(deps, id, copy);
  const no = `“${name}”里没有送审标识：不是年述导出的送审稿，或者标识在别的软件里丢了。没有收回，报告没有改动。`;
  if (!best)
    throw new AppError(
      'not-review-copy',
      `${no}这份报告也没有留存过版本，没法按文字对照。请选择导出后改好的那份 .docx。`,
    );
  const chosen =
    [best, ...more].find((one) => one.id === against) ?? (against === undefined ? best : undefined);
  if (!chosen || chosen.likeness < LEAST)
    throw new AppError(
      'not-review-copy',
      `${no}文字和第 ${(chosen ?? best).number} 版只有 ${percent((chosen ?? best).likeness)} 相同，也没法对照。请选择导出后改好的那份 .docx。`,
    );
  if (apply && against === undefined)
    throw new AppError(
      'not-review-copy',
      `${no}文字和第 ${best.number} 版“${best.name}”有 ${percent(best.likeness)} 相同，要按这一版对照收回，请写明第几版（命令行加 --against ${best.number}）。`,
    );
  const others = [best, ...more].filter((one) => one !== chosen && one.likeness >= LEAST);
  return { base: deps.store.versions.open(id, chosen.id), guess: { against: chosen, others } };
}

/** The version that a copy is of. Throws AppError('not-review-copy') naming what the file is instead. */
function baseOf(
  deps: Deps,
  id: string,
  name: string,
  copy: ReturnedCopy,
  how: { apply: boolean; against: string | undefined },
): Pick<Copy, 'base' | 'guess'> {
  const { store } = deps;
  const { identity } = copy;
  const version = identity?.version ?? copy.version;
  if (version === null || version === undefined) return baseByText(deps, id, name, copy, how);
  const owner = store.versions.reportOf(version);
  if (owner === id) return { base: store.versions.open(id, version) };
  const other = owner === null ? null : store.reports.list().find((report) => report.id === owner);
  const title = other?.title || identity?.title;
  if (title && (owner !== null || identity?.report !== id)) {
    const year = other?.year ?? identity?.year;
    throw new AppError(
      'not-review-copy',
      `“${name}”是《${title}》${year ? `（${year}年）` : ''}的送审稿，不是这份报告的，没有收回，报告没有改动。请打开那份报告再收回。`,
    );
  }
  throw new AppError(
    'not-review-copy',
    `“${name}”送审时的版本不在本机，没法对照，没有收回，报告没有改动。请在导出送审稿的电脑上收回。`,
  );
}
