import { roundsOf } from '../../../shared/review/rounds.ts';
import { headOf, takeIntoHead } from './classified.ts';
import type { Deps } from './deps.ts';
import { insertCopy } from './insert-copy.ts';
import { handlersFor } from './registry.ts';

export function versionHandlers(deps: Deps) {
  const { store, emit } = deps;
  const { versions, reports, review } = store;
  return handlersFor({
    'version.list': ({ id }) => versions.list(id),

    'version.rounds': ({ id }) => roundsOf(versions.reviews(id), review.get(id)),

    'version.create': ({ id, kind, name, author }) => {
      const version = versions.create(id, { kind, name, author });
      emit('versions.changed', { id });
      // Sending for review changes the report's state.
      emit('reports.changed', {});
      return version;
    },

    'version.open': ({ id, version }) => versions.open(id, version),

    'version.copy': ({ id, version }) => {
      const { document, variables, review: rows } = versions.open(id, version);
      const copy = insertCopy(deps, { about: reports.get(id), document, variables, stored: rows });
      takeIntoHead(store, copy.id, { ...headOf(store, id), urgency: '', copy: '' });
      emit('reports.changed', {});
      return copy;
    },
  });
}
