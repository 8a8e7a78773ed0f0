import { AppError } from '../../../shared/errors/app-error.ts';
import { Check, CheckCheck, MessageSquarePlus, MoreHorizontal, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import { headingLabels } from '../../../shared/document/numbering.ts';
import type { Collected } from '../../../shared/review/collect.ts';
import type { Block } from '../../../shared/document/types.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import type { Thread } from '../../../shared/review/types.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePeople } from '../people/people-context.ts';
import { AssignFields } from './assign.tsx';
import { isGivenTo, isLate } from './due.ts';
import { CommentForm } from './comment-form.tsx';
import {
  addComment,
  NEW_COMMENT,
  beginComment,
  changesAtSelection,
  decideChanges,
  type Given,
} from './review-actions.ts';
import { NewsHead } from './news-cards.tsx';
import { ReviewList, type Entry } from './review-list.tsx';
import { SharedList } from './share-collected.ts';
import type { NewsView } from './use-news.ts';

import './review.css';

const KINDS = [
  { value: 'all', label: '全部' },
  { value: 'comments', label: '批注' },
  { value: 'changes', label: '修订' },
  { value: 'new', label: '新改动' },
] as const;
type Kind = (typeof KINDS)[number]['value'];
type StateFilter = 'open' | 'mine' | 'late' | 'resolved' | 'all';

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  collected: Collected;
  news: NewsView;
};

type Heading = { id: string; text: string };

/** Headings that have a number, with it: what a comment can mention. */
function headingsOf(blocks: readonly Block[]): Heading[] {
  const numbers = headingLabels(blocks);
  const labels = ordinalLabels(blocks);
  return blocks.flatMap((block) => {
    const number = block.type === 'heading' ? numbers.get(block.id) : undefined;
    return number === undefined ? [] : [{ id: block.id, text: number + textOfBlock(block, labels) }];
  });
}

function hasState(thread: Thread, wanted: StateFilter, person: string | undefined): boolean {
  if (wanted === 'mine') return isGivenTo(thread, person);
  if (wanted === 'late') return isLate(thread);
  return wanted === 'all' || thread.state === wanted;
}

/** Comments and changes in the order of the text. */
export function ReviewPanel({ session, snapshot, collected: all, news }: Props) {
  const toast = useToast();
  const { people, person } = usePeople();
  const { review } = session;
  const active = useSyncExternalStore(review.subscribe, review.active);
  const draft = useSyncExternalStore(review.subscribe, review.draft);
  const [kind, setKind] = useState<Kind>('all');
  const [state, setState] = useState<StateFilter>('open');
  const [who, setWho] = useState('');
  const [section, setSection] = useState('');
  const [given, setGiven] = useState<Given>({});
  const list = useRef<HTMLDivElement>(null);

  // What is new is listed whatever became of it.
  const onlyNew = kind === 'new';
  const { changes, threads } = onlyNew ? news : all;
  const { shown, blocks, decided } = news;
  useEffect(() => {
    if (onlyNew) shown();
  }, [onlyNew, shown]);
  const authors = useMemo(
    () =>
      people.filter(
        ({ id }) =>
          changes.some(({ author }) => author === id) ||
          threads.some(({ thread }) => thread.comments.some(({ author }) => author === id)),
      ),
    [people, changes, threads],
  );
  const sections = useMemo(
    () => [
      ...new Set(
        [...changes.map((one) => one.section), ...threads.map((one) => one.section)].filter(Boolean),
      ),
    ],
    [changes, threads],
  );
  const [sharedHeadings] = useState(
    () =>
      new SharedList<Heading>(
        ({ id }) => id,
        (a, b) => a.text === b.text,
      ),
  );
  const headings = useMemo(
    () => sharedHeadings.with(headingsOf(snapshot.blocks)),
    [sharedHeadings, snapshot.blocks],
  );

  const entries = useMemo(() => {
    const fits = (author: readonly string[], one: { section: string }): boolean =>
      (!who || author.includes(who)) && (!section || one.section === section);
    const found: (Entry & { order: number })[] = [];
    if (kind !== 'comments' && (onlyNew || state === 'open' || state === 'all')) {
      for (const change of changes) {
        if (fits([change.author], change)) found.push({ order: change.order, change });
      }
    }
    if (kind !== 'changes') {
      for (const one of threads) {
        const { thread } = one;
        if (!onlyNew && !hasState(thread, state, person?.id)) continue;
        if (
          !fits(
            thread.comments.map(({ author }) => author),
            one,
          )
        )
          continue;
        found.push({ order: one.order, thread: one });
      }
    }
    const sorted: Entry[] = found.sort((a, b) => a.order - b.order);
    if (!onlyNew) return sorted;
    return [...sorted, ...blocks.map((block) => ({ block })), ...decided.map((one) => ({ decided: one }))];
  }, [changes, threads, blocks, decided, kind, state, who, section, person, onlyNew]);

  const mine = all.threads.filter(({ thread }) => isGivenTo(thread, person?.id));
  const late = mine.filter(({ thread }) => isLate(thread)).length;

  const decideMany = (ids: Iterable<string>, accepted: boolean, what: string) => {
    const count = decideChanges(session, ids, accepted);
    toast(
      count === 0
        ? { text: `${what}没有修订。` }
        : {
            text: `${accepted ? '已接受' : '已拒绝'}${what}的修订。`,
            action: { label: '撤销', run: () => session.editor.undo() },
          },
    );
  };
  const everything = changes.flatMap(({ revisions }) => revisions);
  const of = (id: string) =>
    changes.filter(({ author }) => author === id).flatMap(({ revisions }) => revisions);

  return (
    <div className="review-panel">
      <div className="review-tools">
        <Segmented
          label="看什么"
          size="small"
          value={kind}
          options={KINDS.map((one) =>
            one.value === 'new' && news.count > 0 ? { value: one.value, label: `新改动 ${news.count}` } : one,
          )}
          onChange={setKind}
        />
        <span className="grow" />
        <IconButton
          icon={MessageSquarePlus}
          label="给选中的文字写批注"
          keys="Ctrl+Alt+M"
          size="small"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (!beginComment(session)) toast({ text: '先选中要批注的文字，再写批注。' });
          }}
        />
        <Menu trigger={<IconButton icon={MoreHorizontal} label="接受或拒绝多处修订" size="small" />}>
          <MenuItem icon={CheckCheck} onSelect={() => decideMany(everything, true, '全部')}>
            接受全部修订
          </MenuItem>
          <MenuItem icon={X} onSelect={() => decideMany(everything, false, '全部')}>
            拒绝全部修订
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={Check} onSelect={() => decideMany(changesAtSelection(session), true, '选中处')}>
            接受选中处的修订
          </MenuItem>
          <MenuItem icon={X} onSelect={() => decideMany(changesAtSelection(session), false, '选中处')}>
            拒绝选中处的修订
          </MenuItem>
          {authors
            .filter(({ id }) => of(id).length > 0)
            .map(({ id, name }) => (
              <div key={id}>
                <MenuSeparator />
                <MenuItem icon={Check} onSelect={() => decideMany(of(id), true, name)}>
                  接受{name}的修订
                </MenuItem>
                <MenuItem icon={X} onSelect={() => decideMany(of(id), false, name)}>
                  拒绝{name}的修订
                </MenuItem>
              </div>
            ))}
        </Menu>
      </div>
      <div className="review-filters" hidden={onlyNew}>
        <select
          className="ui-select"
          aria-label="谁的"
          value={who}
          onChange={(event) => setWho(event.target.value)}
        >
          <option value="">所有人</option>
          {authors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          className="ui-select"
          aria-label="批注状态"
          value={state}
          onChange={(event) => setState(event.target.value as StateFilter)}
        >
          <option value="open">未解决</option>
          <option value="mine">交给我的</option>
          <option value="late">已过期</option>
          <option value="resolved">已解决</option>
          <option value="all">全部状态</option>
        </select>
        <select
          className="ui-select"
          aria-label="哪一节"
          value={section}
          onChange={(event) => setSection(event.target.value)}
        >
          <option value="">全文</option>
          {sections.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </div>
      {mine.length > 0 && state !== 'mine' && !onlyNew && (
        <button type="button" className="review-mine" onClick={() => setState('mine')}>
          交给您的批注 {mine.length} 条{late > 0 && <strong>，{late} 条已过期</strong>}
        </button>
      )}
      {onlyNew && <NewsHead news={news} />}
      <div className="review-list" ref={list}>
        {draft && (
          <div className="review-card drafting">
            <p className="review-quote">
              {draft.scope === 'section' && <strong className="whole">对本节：</strong>}
              {draft.quote}
            </p>
            <CommentForm
              texts={session.unfinished}
              textKey={NEW_COMMENT}
              label="写批注"
              submit="批注"
              headings={headings}
              onCancel={() => {
                review.setDraft(null);
                setGiven({});
              }}
              onSubmit={(body) => {
                if (addComment(session, body, given)) {
                  setGiven({});
                  return Promise.resolve();
                }
                return Promise.reject(new AppError('no-person', '没有存入：请先选定使用人，再写批注。'));
              }}
            >
              <AssignFields given={given} onChange={setGiven} />
            </CommentForm>
          </div>
        )}
        {entries.length > 0 && (
          <ReviewList
            session={session}
            snapshot={snapshot}
            entries={entries}
            headings={headings}
            active={active}
            scroller={list}
          />
        )}
        {onlyNew && news.count === 0 && <p className="review-empty">上次看过之后没有新的改动。</p>}
        {entries.length === 0 && !draft && !onlyNew && (
          <div className="review-empty">
            <p>
              {changes.length + threads.length > 0
                ? '没有符合筛选的批注和修订。'
                : '还没有批注和修订。选中文字按 Ctrl+Alt+M 写批注；工具栏切到“修订”，改动就会留痕。'}
            </p>
            {changes.length + threads.length > 0 && (
              <Button
                size="small"
                onClick={() => {
                  setKind('all');
                  setState('all');
                  setWho('');
                  setSection('');
                }}
              >
                全部显示
              </Button>
            )}
          </div>
        )}
      </div>
      {person === null && <p className="review-empty">先选定使用人，才能批注和修订。</p>}
    </div>
  );
}
