import { CircleCheck, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { newId } from '../../../shared/document/ids.ts';
import type { PlacedThread } from '../../../shared/review/collect.ts';
import { partsOfBody } from '../../../shared/review/mentions.ts';
import type { Comment } from '../../../shared/review/types.ts';
import { messageOf } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { articleProps, type Place } from '../../ui/windowed-feed.tsx';
import { useToast } from '../../ui/toast.tsx';
import { hueOf, usePeople } from '../people/people-context.ts';
import { PersonDot } from '../people/person-dialog.tsx';
import { whenNow } from './when-now.ts';
import { CommentForm } from './comment-form.tsx';
import { Assigned, AssignForm } from './assign.tsx';
import { showOnPage, type Given } from './review-actions.ts';

/** A card that stands alone has no place among others. */
type Props = Partial<Place> & {
  session: ReportSession;
  placed: PlacedThread;
  headings: readonly { id: string; text: string }[];
  active: boolean;
  /** It comes with the form for an answer. */
  replies?: boolean;
};

export function ThreadCard({ session, placed, headings, active, replies = false, at, of, stop }: Props) {
  const toast = useToast();
  const { byId, person } = usePeople();
  const { thread, block } = placed;
  const replyKey = `reply ${placed.thread.id}`;
  const [replying, setReplying] = useState(() => replies || session.unfinished.get(replyKey) !== '');
  const resolved = thread.state === 'resolved';
  const [assigning, setAssigning] = useState(false);
  const run = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => toast({ text: messageOf(error) }));
  const setState = (state: 'open' | 'resolved') => {
    if (!person) return;
    run(
      stored(session)
        .then(() =>
          session.client.call('review.setThreadState', {
            id: session.id,
            thread: thread.id,
            author: person.id,
            state,
          }),
        )
        .then((answer) => session.review.put(answer)),
    );
  };
  const assign = async ({ assignee = null, due = null }: Partial<NullsOf<Given>>) => {
    if (!person) return;
    try {
      await stored(session);
      const change = { id: session.id, thread: thread.id, author: person.id, assignee, due };
      session.review.put(await session.client.call('review.assign', change));
      setAssigning(false);
    } catch (error) {
      toast({ text: messageOf(error) });
    }
  };
  const reply = async (body: string) => {
    if (!person) return;
    await stored(session);
    const next = await session.client.call('review.reply', {
      id: session.id,
      thread: thread.id,
      comment: newId(),
      author: person.id,
      body,
    });
    session.review.put(next);
    setReplying(false);
  };
  return (
    <article
      {...(at !== undefined && of !== undefined ? articleProps({ at, of, stop: stop === true }) : {})}
      className={`review-card ${active ? 'active' : ''} ${resolved ? 'resolved' : ''}`}
      data-card={thread.id}
      aria-label={`${byId.get(thread.author)?.name ?? ''}的批注`}
    >
      <button
        type="button"
        className="review-quote"
        title={block === null ? '原文已删除' : '在文中显示'}
        onClick={() => {
          if (block === null) toast({ text: '这条批注所在的文字已经删除，这里留着原来的文字。' });
          else showOnPage(session, thread.id, true);
        }}
      >
        {block === null && <strong>原文已删除：</strong>}
        {thread.scope === 'section' && <strong className="whole">对本节：</strong>}
        {thread.quote || '（空）'}
      </button>
      <Assigned thread={thread} />
      {thread.comments.map((comment) => (
        <CommentView key={comment.id} session={session} comment={comment} headings={headings} />
      ))}
      {resolved && (
        <p className="review-resolved">
          {byId.get(thread.resolvedBy ?? '')?.name ?? ''}已解决
          {thread.resolvedAt ? ` · ${whenNow(thread.resolvedAt)}` : ''}
        </p>
      )}
      {!resolved && thread.reopenedAt && (
        <p className="review-resolved">
          {byId.get(thread.reopenedBy ?? '')?.name ?? ''}重新打开 · {whenNow(thread.reopenedAt)}
        </p>
      )}
      {assigning && <AssignForm thread={thread} onDone={assign} onCancel={() => setAssigning(false)} />}
      {replying ? (
        <CommentForm
          texts={session.unfinished}
          textKey={replyKey}
          label="回复"
          submit="回复"
          headings={headings}
          onCancel={() => setReplying(false)}
          onSubmit={reply}
        />
      ) : (
        <footer>
          <Button size="small" variant="plain" onClick={() => setReplying(true)}>
            回复
          </Button>
          {!resolved && !assigning && person && (
            <Button size="small" variant="plain" onClick={() => setAssigning(true)}>
              交办
            </Button>
          )}
          <span className="grow" />
          {resolved ? (
            <Button size="small" variant="plain" icon={RotateCcw} onClick={() => setState('open')}>
              重开
            </Button>
          ) : (
            <Button size="small" variant="plain" icon={CircleCheck} onClick={() => setState('resolved')}>
              解决
            </Button>
          )}
        </footer>
      )}
    </article>
  );
}

type NullsOf<T> = { [K in keyof T]: T[K] | null };

/** A thread that was just begun must be in the store before anything is said to it. */
function stored(session: ReportSession): Promise<void> {
  return session.flush();
}

type CommentProps = {
  session: ReportSession;
  comment: Comment;
  headings: readonly { id: string; text: string }[];
};

function CommentView({ session, comment, headings }: CommentProps) {
  const toast = useToast();
  const { people, byId, person } = usePeople();
  const editKey = `edit ${comment.id}`;
  const [editing, setEditing] = useState(() => session.unfinished.get(editKey) !== '');
  const author = byId.get(comment.author);
  const own = person?.id === comment.author && !comment.removed;

  const change = async (body: string) => {
    if (!person) return;
    await stored(session);
    const next = await session.client.call('review.editComment', {
      id: session.id,
      comment: comment.id,
      author: person.id,
      body,
    });
    session.review.put(next);
    setEditing(false);
  };
  const remove = () => {
    if (!person) return;
    void stored(session)
      .then(() =>
        session.client.call('review.removeComment', {
          id: session.id,
          comment: comment.id,
          author: person.id,
        }),
      )
      .then((answer) => session.review.put(answer))
      .catch((error: unknown) => toast({ text: messageOf(error) }));
  };
  return (
    <div className="review-comment">
      <header>
        <PersonDot hue={hueOf(people, comment.author)} />
        <span className="review-name" title={author?.unit}>
          {author?.name ?? '不详'}
        </span>
        <time dateTime={comment.at}>
          {whenNow(comment.at)}
          {comment.editedAt && !comment.removed && '（改过）'}
        </time>
        <span className="grow" />
        {own && !editing && (
          <span className="review-own">
            <IconButton icon={Pencil} label="修改这条" size="small" onClick={() => setEditing(true)} />
            <IconButton icon={Trash2} label="删除这条" size="small" onClick={remove} />
          </span>
        )}
      </header>
      {editing ? (
        <CommentForm
          texts={session.unfinished}
          textKey={editKey}
          label="修改批注"
          submit="保存"
          initial={comment.body}
          headings={headings}
          onCancel={() => setEditing(false)}
          onSubmit={change}
        />
      ) : comment.removed ? (
        <p className="review-removed">这条已由本人删除</p>
      ) : (
        <p className="review-body">
          {partsOfBody(comment.body).map((part) =>
            'text' in part ? (
              <span key={part.at}>{part.text}</span>
            ) : (
              <button
                key={part.at}
                type="button"
                className="review-mention"
                title="到这一节"
                onClick={() => session.caret.goTo({ block: part.block })}
              >
                {part.heading}
              </button>
            ),
          )}
        </p>
      )}
    </div>
  );
}
