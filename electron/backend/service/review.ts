import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function reviewHandlers({ store, emit }: Deps) {
  const { review, looks } = store;
  /** Tells every window, also the one that asked: it has no copy of its own to keep in step. */
  const changed = (id: string): void => emit('review.changed', { id, session: '' });

  return handlersFor({
    'people.list': () => review.people(),

    'people.save': ({ person }) => {
      const saved = review.savePerson(person);
      emit('people.changed', {});
      return saved;
    },

    'review.get': ({ id }) => review.get(id),

    'review.reply': ({ id, thread, comment, author, body }) => {
      const result = review.reply(id, { id: comment, thread, author, body });
      changed(id);
      return result;
    },

    'review.editComment': ({ id, comment, author, body }) => {
      const result = review.editComment(id, { id: comment, author, body });
      changed(id);
      return result;
    },

    'review.removeComment': ({ id, comment, author }) => {
      const result = review.removeComment(id, { id: comment, author });
      changed(id);
      return result;
    },

    'review.setThreadState': ({ id, thread, author, state }) => {
      const result = review.setThreadState(id, { id: thread, author, state });
      changed(id);
      return result;
    },

    'review.assign': ({ id, thread, author, assignee, due }) => {
      const result = review.assign(id, { id: thread, author, assignee, due });
      changed(id);
      return result;
    },

    'review.setReason': ({ id, revision, author, reason }) => {
      const result = review.setReason(id, { revision, author, reason });
      changed(id);
      return result;
    },

    'review.explain': ({ id, revisions, author, reason }) => {
      review.explain(id, { revisions, author, reason });
      changed(id);
      return null;
    },

    'review.unseen': ({ id, person }) => looks.unseen(id, person),

    'review.look': ({ id, person, upTo }) => {
      looks.look(id, person, upTo);
      return null;
    },
  });
}
