/**
 * Where the last line of a page's text can stand at the lowest, in points from the lower edge of a page that stands or
 * lies: the text area ends at 35 mm (26 mm), and the page number stands 7 mm below it.
 */
export const LOWEST_LINE = { upright: 92, landscape: 67 } as const;
