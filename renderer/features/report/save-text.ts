import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { saveBytes } from '../export/save-file.ts';

/** Saves the words of a report as a text file by the page alone: when nothing behind it answers any more. */
export async function saveText(session: ReportSession): Promise<void> {
  const { unit, year } = session.detail;
  const text = plainText(finalView(blocksOf(session.editor)), { variables: session.variables });
  await saveBytes(`${unit}${year}年-没有保存的内容.txt`, [new TextEncoder().encode(text)]);
}
