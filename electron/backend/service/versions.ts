import type { Deps } from './deps.ts';
import type { Handlers } from './registry.ts';

export function versionHandlers({ store, emit }: Deps): Handlers {
  const { versions, reports } = store;
  return {
    'version.list': ({ id }) => versions.list(id),

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
      const { document, variables, review } = versions.open(id, version);
      const copy = reports.insert({
        template,
        year,
        unit,
        variables,
        document,
        review,
        ...(from ? { from } : {}),
      });
      emit('reports.changed', {});
      return { id: copy };
    },
  };
}
