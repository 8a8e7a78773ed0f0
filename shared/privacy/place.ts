/** Words of a text, and where they stand. */
export type Place = { text: string; at: number };
