import { useSyncExternalStore } from 'react';

import { collect, type Change, type Collected } from '../../../shared/review/collect.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import type { NewsView } from './use-news.ts';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../../commands/registry.ts';
import {
  beginComment,
  beginSectionComment,
  changesAtSelection,
  decideChanges,
  headingAtCaret,
  threadsAtCaret,
  markElement,
  markElements,
  showOnPage,
} from './review-actions.ts';

type Props = { session: ReportSession; collected: Collected; news: NewsView; onShow: () => void };

/** Keys of reviewing. Draws nothing. */
export function ReviewCommands({ session, collected, news, onShow }: Props) {
  const toast = useToast();
  const { review } = session;
  const suggesting = useSyncExternalStore(review.subscribe, review.isSuggesting);
  const enabled = () => !session.composing;

  const comment = () =>
    session.whenSettled(() => {
      if (beginComment(session)) onShow();
      else toast({ text: '先选中要批注的文字，再按 Ctrl+Alt+M。' });
    });
  const commentSection = () =>
    session.whenSettled(() => {
      const heading = headingAtCaret(session);
      if (heading !== null && beginSectionComment(session, heading)) onShow();
      else toast({ text: '光标不在哪一节里，或这一节还没有标题。' });
    });
  const reply = () =>
    session.whenSettled(() => {
      const here = threadsAtCaret(session);
      const active = review.active();
      const wanted = here.size > 0 ? [...here] : [active];
      const thread = wanted.find((id) => id !== null && open.includes(id));
      if (thread === undefined || thread === null) toast({ text: '光标处没有批注。按 Ctrl+F7 到下一条。' });
      else {
        review.setActive(thread);
        review.ask({ form: 'reply', id: thread });
      }
    });
  const reason = () =>
    session.whenSettled(() => {
      const here = changesAtSelection(session);
      const active = review.active();
      const isHere = ({ revisions }: Change): boolean =>
        revisions.some((id) => (here.size > 0 ? here.has(id) : id === active));
      const change = collect(
        blocksOf(session.editor),
        session.variables,
        review.rows().revisions,
        [],
      ).changes.find(isHere);
      if (!change) toast({ text: '光标处没有修订。按 Ctrl+F8 到下一处。' });
      else if (change.author !== review.person?.id) toast({ text: '这处修订不是您的：可以写批注。' });
      else {
        onShow();
        review.setActive(change.id);
        review.ask({ form: 'reason', id: change.id });
      }
    });
  const go = (ids: readonly string[], step: 1 | -1, none: string) => {
    const next = nextOf(session, ids, step);
    if (next === null) toast({ text: none });
    else {
      onShow();
      showOnPage(session, next, markElement(next) !== null);
    }
  };
  // Those whose words are gone are shown in the panel only; they come last there, and here.
  const open = collected.threads.flatMap(({ thread }) => (thread.state === 'open' ? [thread.id] : []));
  const changes = collected.changes.map(({ id }) => id);
  const fresh = [
    ...news.changes.map(({ id, order }) => ({ id, order })),
    ...news.threads.map(({ thread, order }) => ({ id: thread.id, order })),
  ]
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
  const decideHere = (accepted: boolean) =>
    session.whenSettled(() => {
      const active = review.active();
      const here = changesAtSelection(session);
      const wanted =
        here.size > 0
          ? new Set(
              collected.changes
                .filter(({ revisions }) => revisions.some((id) => here.has(id)))
                .flatMap(({ revisions }) => revisions),
            )
          : new Set(
              collected.changes.find(({ revisions }) => active !== null && revisions.includes(active))
                ?.revisions,
            );
      if (decideChanges(session, wanted.size > 0 ? wanted : here, accepted) === 0)
        toast({ text: '光标处没有修订。按 Ctrl+F8 到下一处。' });
    });

  useCommands([
    { id: 'review.comment', title: '写批注', group: '审阅', keys: 'Ctrl+Alt+M', enabled, run: comment },
    {
      id: 'review.comment-section',
      title: '给本节写批注',
      group: '审阅',
      keys: 'Ctrl+Alt+Shift+M',
      words: '整节 附件',
      enabled,
      run: commentSection,
    },
    {
      id: 'review.reason',
      title: '给光标处的修订写理由',
      group: '审阅',
      keys: 'Ctrl+Alt+R',
      enabled,
      run: reason,
    },
    {
      id: 'review.reply',
      title: '回复光标处的批注',
      group: '审阅',
      keys: 'Ctrl+Alt+L',
      words: '答复',
      enabled,
      run: reply,
    },
    {
      id: 'review.suggest',
      title: suggesting ? '不再留痕，直接编辑' : '修订：改动留痕',
      group: '审阅',
      keys: 'Ctrl+Alt+T',
      words: '修订模式 建议 痕迹',
      enabled,
      run: () => review.setSuggesting(!suggesting),
    },
    {
      id: 'review.next-comment',
      title: '下一条批注',
      group: '审阅',
      keys: 'Ctrl+F7',
      enabled,
      run: () => go(open, 1, '没有未解决的批注。'),
    },
    {
      id: 'review.previous-comment',
      title: '上一条批注',
      group: '审阅',
      keys: 'Ctrl+Shift+F7',
      enabled,
      run: () => go(open, -1, '没有未解决的批注。'),
    },
    {
      id: 'review.next-change',
      title: '下一处修订',
      group: '审阅',
      keys: 'Ctrl+F8',
      enabled,
      run: () => go(changes, 1, '没有修订。'),
    },
    {
      id: 'review.previous-change',
      title: '上一处修订',
      group: '审阅',
      keys: 'Ctrl+Shift+F8',
      enabled,
      run: () => go(changes, -1, '没有修订。'),
    },
    {
      id: 'review.next-new',
      title: '下一处新改动（上次看过之后）',
      group: '审阅',
      keys: 'Ctrl+Alt+J',
      words: '新的 未看',
      enabled,
      run: () => go(fresh, 1, '上次看过之后没有新的修订和批注。'),
    },
    {
      id: 'review.seen',
      title: '看过了：新改动不再标出',
      group: '审阅',
      enabled: () => news.count > 0,
      run: news.seen,
    },
    {
      id: 'review.accept',
      title: '接受光标处或选中处的修订',
      group: '审阅',
      keys: 'Ctrl+Alt+Y',
      enabled,
      run: () => decideHere(true),
    },
    {
      id: 'review.reject',
      title: '拒绝光标处或选中处的修订',
      group: '审阅',
      keys: 'Ctrl+Alt+N',
      enabled,
      run: () => decideHere(false),
    },
  ]);
  return null;
}

/** The one behind (or before) the caret in the text; after the one that is pointed at; around the ends. */
function nextOf(session: ReportSession, ids: readonly string[], step: 1 | -1): string | null {
  if (ids.length === 0) return null;
  const active = session.review.active();
  const at = ids.indexOf(active ?? '');
  if (at >= 0) return ids[(at + step + ids.length) % ids.length] ?? null;
  const caret = window.getSelection()?.anchorNode;
  const ordered = step === 1 ? ids : ids.toReversed();
  if (!caret) return ordered[0] ?? null;
  const wanted = step === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const elements = markElements();
  const found = ordered.find((id) => {
    const element = elements.get(id);
    return element && (caret.compareDocumentPosition(element) & wanted) !== 0;
  });
  return found ?? ordered[0] ?? null;
}
