import { tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { TEXT_WIDTH } from '../../../docx/write/layout.ts';
import { walkBlocks } from './blocks.ts';
import type { Inspection } from './inspection.ts';
import { Walk } from './walk.ts';

/** What stands beside and in a page number of ours. */
const BESIDE = /^[\s—–－-]*$/;
const PAGE = /^\s*PAGE(?:\s+\\\*\s*(?:MERGEFORMAT|Arabic))*\s*$/i;
const NUMBER = /^[\s\d]*$/;

/** A high one leaves no room for the text: paragraphs that one has at most, and the room between them, in twips. */
const MOST_PARAGRAPHS = 3;
const MOST_SPACE = 700;

/** Looks at a header or footer: ours hold a page number, and nothing else. */
export function checkEdge(inspection: Inspection, root: Tag, kind: 'header' | 'footer'): void {
  const { found } = inspection;
  found.place = kind === 'header' ? '页眉' : '页脚';
  const walk = new Walk(inspection, 'edge');
  walkBlocks(walk, root, { width: TEXT_WIDTH, space: MOST_SPACE });
  if (tagsOf(root).length > MOST_PARAGRAPHS) found.add('cut', '过高的页眉页脚');
  const words = walk.shown.filter((one) => typeof one === 'string').join('');
  const fields = walk.fields.filter(({ code, result }) => !PAGE.test(code) || !NUMBER.test(result));
  for (const { code, result } of fields) found.add('field', `${code.trim()} ${result}`);
  if (!BESIDE.test(words) || (kind === 'header' && words.trim() !== '')) found.add('edge', words);
  if (walk.fields.length > (kind === 'header' ? 0 : 1)) found.add('edge', '页码');
  found.place = '文件';
}
