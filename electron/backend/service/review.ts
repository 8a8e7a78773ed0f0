import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function reviewHandlers({ store, emit }: Deps) {
  const { review } = store;
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
  });
}
