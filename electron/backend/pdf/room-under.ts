import { LOWEST_LINE } from './lowest-line.ts';

/** Of the imprint's last line: from its base line to its lower rule, in points, as official.css has it. */
const UNDER_LINE = 9;
/** Left free, so that a rounding never pushes the imprint onto a page of its own. */
const SPARE = 2;
/** Where the text area of an upright page ends, and of one that lies, in points from the page's lower edge. */
const LOWER_EDGE = { upright: 99.2, landscape: 73.7 } as const;

/** How much is free under the last line of a printed report, in points; 0 where that can't be told. */
export async function roomUnder(pdf: Uint8Array): Promise<number> {
  // A large library, which only few prints need.
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(new Uint8Array(pdf));
  try {
    const page = await document.getPage(document.numPages);
    const [left = 0, lower = 0, right = 0, upper = 0] = page.view;
    const form = right - left > upper - lower ? 'landscape' : 'upright';
    const { items } = await page.getTextContent();
    const lines = items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? Number(item.transform[5]) : [],
    );
    const last = Math.min(...lines.filter((y) => y >= LOWEST_LINE[form]));
    const room = last - UNDER_LINE - LOWER_EDGE[form] - SPARE;
    return Number.isFinite(room) ? Math.max(0, Math.round(room * 10) / 10) : 0;
  } finally {
    await document.loadingTask.destroy();
  }
}
