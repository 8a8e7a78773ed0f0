import { strToU8 } from 'fflate';

import { unpackDocument } from '../../../electron/backend/reading/packed-document.ts';
import type { MarkedFile } from '../../../electron/backend/reading/marked-file.ts';
import { perform, type RecognisedFile } from '../../../electron/backend/reading/tasks.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { run, wordFile, type Parts } from './word-parts.ts';

// Small marked Word files, made by hand, and what becomes of them.

const WHEN = '2025-12-03T09:30:00Z';
let id = 100;
const by = (author: string): string => `w:id="${(id += 1)}" w:author="${author}" w:date="${WHEN}"`;

export const ins = (text: string, author = '张三'): string =>
  `<w:ins ${by(author)}>${text.startsWith('<') ? text : run(text)}</w:ins>`;
export const del = (text: string, author = '张三'): string =>
  `<w:del ${by(author)}>${(text.startsWith('<') ? text : run(text)).replaceAll('w:t>', 'w:delText>').replaceAll('<w:t ', '<w:delText ')}</w:del>`;
export const moveFrom = (text: string): string => `<w:moveFrom ${by('张三')}>${run(text)}</w:moveFrom>`;
export const moveTo = (text: string): string => `<w:moveTo ${by('张三')}>${run(text)}</w:moveTo>`;
/** Properties of a paragraph whose mark came or went. */
export const markIs = (kind: 'ins' | 'del' | 'moveFrom' | 'moveTo', author = '张三'): string =>
  `<w:rPr><w:${kind} ${by(author)}/></w:rPr>`;
export const rowIs = (kind: 'ins' | 'del'): string => `<w:trPr><w:${kind} ${by('张三')}/></w:trPr>`;
/** Properties of a run whose formats were changed; before, it had none. */
export const formatted = (now: string): string => `${now}<w:rPrChange ${by('张三')}><w:rPr/></w:rPrChange>`;

/** Words that comments lie on. */
export const said = (ids: readonly number[], inside: string): string =>
  ids.map((one) => `<w:commentRangeStart w:id="${one}"/>`).join('') +
  (inside.startsWith('<') ? inside : run(inside)) +
  ids.map((one) => `<w:commentRangeEnd w:id="${one}"/>`).join('') +
  ids.map((one) => `<w:r><w:commentReference w:id="${one}"/></w:r>`).join('');

const W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';
const W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export type Said = { id: number; author: string; body: string; parent?: number; done?: boolean };

const paragraph = (one: number): string => (0x10_00_00_00 + one).toString(16).toUpperCase();

/** The parts of a file's comments. */
export function commentParts(comments: readonly Said[]): Record<string, Uint8Array> {
  const words = comments.map(
    (one) =>
      `<w:comment w:id="${one.id}" w:author="${one.author}" w:date="${WHEN}"><w:p w14:paraId="${paragraph(one.id)}">${run(one.body)}</w:p></w:comment>`,
  );
  const facts = comments.map(
    ({ id: own, parent, done = false }) =>
      `<w15:commentEx w15:paraId="${paragraph(own)}" w15:done="${done ? 1 : 0}"${parent === undefined ? '' : ` w15:paraIdParent="${paragraph(parent)}"`}/>`,
  );
  return {
    'word/comments.xml': strToU8(`<w:comments ${W} ${W14}>${words.join('')}</w:comments>`),
    'word/commentsExtended.xml': strToU8(`<w15:commentsEx ${W15}>${facts.join('')}</w15:commentsEx>`),
  };
}

export type Read = {
  found: RecognisedFile;
  marked: MarkedFile;
  blocks: Block[];
  /** Names of those who changed something, by change. */
  who: string[];
  final: string;
  original: string;
};

/** What a marked file is taken in as. Fails where accepting or rejecting all gives another text than reading it so. */
export async function readMarked(parts: Parts): Promise<Read> {
  const bytes = wordFile(parts);
  const found = (await perform(
    { kind: 'recognise', file: { name: '来稿.docx', bytes }, fit: true },
    [],
  )) as RecognisedFile;
  const { marked } = found;
  if (!marked) throw new Error('no marks');
  const { blocks } = unpackDocument(marked.packed);
  const problems = documentProblems(blocks);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const names = new Map(marked.people.map(({ id: own, name }) => [own, name]));
  const { variables } = marked;
  const final = plainText(finalView(blocks), { variables });
  const original = plainText(originalView(blocks), { variables });
  const wanted = plainText(unpackDocument(found.packed).blocks, { variables: found.variables });
  const before = plainText(unpackDocument(marked.original).blocks, { variables });
  const isApart = marked.notKept.some((told) => told.includes('文本框'));
  if (final !== wanted) throw new Error(`accepted:\n${final}\nas read:\n${wanted}`);
  if (!isApart && original !== before) throw new Error(`rejected:\n${original}\nas read:\n${before}`);
  return {
    found,
    marked,
    blocks,
    who: marked.revisions.map(({ author }) => names.get(author) ?? ''),
    final,
    original,
  };
}
