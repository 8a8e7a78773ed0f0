/** How a section of a template is written. */
type SlotStyle = {
  /** It has words of its own, beside those of its subsections. */
  body: boolean;
  /** Its words are items, each with its ordinal (一是…). */
  items: boolean;
};

/** The styles of a slot: running text, items, or a heading that holds only subsections. */
export const SLOT_STYLES = {
  prose: { body: true, items: false },
  items: { body: true, items: true },
  parent: { body: false, items: false },
} as const satisfies Record<string, SlotStyle>;

export type SlotStyleName = keyof typeof SLOT_STYLES;

// A record of ours has the keys that its type names.
export const SLOT_STYLE_NAMES = Object.keys(SLOT_STYLES) as SlotStyleName[];
