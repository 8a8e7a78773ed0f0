import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { joinedRows, soundRows } from '../../../shared/contract/sound-rows.ts';
import { countReport } from '../../../shared/document/count-report.ts';
import { repairBlocks } from '../../../shared/document/repair.ts';
import { SCHEMA_VERSION } from '../../../shared/document/types.ts';
import { adoptBlocks } from '../../../shared/document/adopt-blocks.ts';
import { knownRows } from '../../../shared/review/known-rows.ts';
import type { KeptDraft } from '../store/draft-store.ts';
import { headOf, takeIntoHead } from './classified.ts';
import { refuseErased } from '../store/erase/plan.ts';
import type { Deps } from './deps.ts';
import { blocksIn, insertCopy, storedRows, variablesIn } from './insert-copy.ts';
import { handlersFor } from './registry.ts';

const summaryOf = (draft: KeptDraft, open: ReadonlySet<string>): DraftSummary => ({
  ...draft,
  open: open.has(draft.report),
});

/** What windows could not store in their reports: kept, offered again, put back or stored as reports of their own. */
export function draftHandlers(deps: Deps) {
  const { store, ports, emit } = deps;
  const { drafts, reports } = store;
  const changed = (): void => emit('drafts.changed', {});

  const openReports = (): Set<string> =>
    new Set(reports.list().flatMap(({ id, state }) => (state === 'signed-off' ? [] : [id])));

  return handlersFor({
    'draft.keep': ({ draft, report, reason, base, document, variables, review, about, at }) => {
      refuseErased(ports.dataDir, report);
      const { blocks } = repairBlocks(blocksIn(document));
      drafts.keep({
        id: draft,
        report,
        reason,
        base,
        title: about.title,
        length: countReport(blocks, variablesIn(variables)).words,
        at: at ?? ports.now().toISOString(),
        content: { document, variables, review: review ?? null, about },
      });
      changed();
      return {};
    },

    'draft.list': ({ report }) => {
      const found = drafts.list(report);
      if (found.length === 0) return [];
      const open = openReports();
      return found.map((draft) => summaryOf(draft, open));
    },

    'draft.open': ({ draft }) => {
      const { content, ...kept } = drafts.get(draft);
      const stored = storedRows(deps, kept.report);
      const people = new Set(store.review.people().map(({ id }) => id));
      const review = soundRows(content.review, stored, people);
      const { blocks: sound } = repairBlocks(blocksIn(content.document));
      const { blocks } = adoptBlocks(sound, { rows: knownRows(joinedRows(stored, review)) });
      return {
        ...summaryOf(kept, openReports()),
        document: { schema: SCHEMA_VERSION, blocks },
        variables: variablesIn(content.variables),
        review,
      };
    },

    'draft.copy': ({ draft }) =>
      store.atomically(() => {
        const { content, report } = drafts.get(draft);
        const copy = insertCopy(deps, {
          about: reports.about(report) ?? { ...content.about, from: null },
          document: content.document,
          variables: content.variables,
          stored: storedRows(deps, report),
          unsaved: content.review,
        });
        takeIntoHead(store, copy.id, { ...headOf(store, report), urgency: '', copy: '' });
        drafts.discard(draft);
        changed();
        emit('reports.changed', {});
        return copy;
      }),

    'draft.discard': ({ draft }) => {
      drafts.discard(draft);
      changed();
      return {};
    },
  });
}
