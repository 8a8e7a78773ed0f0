/** A token of its own for a slot: no word of a text has an underscore. */
export const slotToken = (slot: string): string => `slot${slot.replace(/[^a-z0-9]/gi, '').toLowerCase()}`;

/** The same for a unit's name, by its code points: it is compared whole. */
export const unitToken = (unit: string): string =>
  `unit${Array.from(unit, (char) => char.codePointAt(0)?.toString(36) ?? '').join('z')}`;

const COLUMNS = { heading: 'heading', body: 'body', item: 'item', table: 'grid' } as const;
export const columnOf = (kind: keyof typeof COLUMNS): string => COLUMNS[kind];
