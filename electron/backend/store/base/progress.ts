/**
 * How far a database has come: how often an older copy was put in on purpose, and how many rows were written since
 * (see migrations/0012-store-state.ts).
 */
export type Progress = { generation: number; changes: number };

export const isSameProgress = (a: Progress, b: Progress): boolean =>
  a.generation === b.generation && a.changes === b.changes;
