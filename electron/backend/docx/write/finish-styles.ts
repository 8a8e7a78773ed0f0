import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const PART = 'word/styles.xml';
/**
 * What the docx package has no option for, put before the line spacing, which is where the schema wants it:
 * no extra space between Chinese and digits (it breaks the grid of 28; LibreOffice adds it all the same), no widow control (it breaks the 22 lines),
 * and styles of another line height kept off the grid.
 */
const DEFAULTS = '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>';
const OFF_GRID = '<w:snapToGrid w:val="0"/>';

/** Completes the styles of a .docx that the docx package has written. */
export function finishStyles(docx: Uint8Array): Uint8Array {
  // Our own file from a moment ago: it needs none of the guards for files from outside.
  const parts = unzipSync(docx);
  const styles = parts[PART];
  if (!styles) throw new Error(`${PART} is missing`);
  let xml = strFromU8(styles);
  xml = insertBefore(xml, '<w:pPrDefault>', '<w:spacing', DEFAULTS);
  for (const id of ['Title', 'TableText']) {
    xml = insertBefore(xml, `w:styleId="${id}"`, '<w:spacing', OFF_GRID);
  }
  return zipSync({ ...parts, [PART]: strToU8(xml) });
}

/** Inserts before the first `target` that follows `anchor`. */
function insertBefore(xml: string, anchor: string, target: string, insert: string): string {
  const from = xml.indexOf(anchor);
  const at = from < 0 ? -1 : xml.indexOf(target, from);
  if (at < 0) throw new Error(`${anchor} has no ${target}`);
  return xml.slice(0, at) + insert + xml.slice(at);
}
