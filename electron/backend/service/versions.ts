import { roundsOf } from '../../../shared/review/rounds.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function versionHandlers({ store, emit }: Deps) {
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
      const { template, year, unit, from } = reports.get(id);
      const { document, variables, review: rows } = versions.open(id, version);
      const copy = reports.insert({
        template,
        year,
        unit,
        variables,
        document,
        review: rows,
        ...(from ? { from } : {}),
      });
      emit('reports.changed', {});
      return { id: copy };
    },
  });
}
