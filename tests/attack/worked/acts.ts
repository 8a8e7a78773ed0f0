import { Editor } from 'slate';

import { changeField } from '../../../renderer/editor/commands.ts';
import { blocksOf, fieldEntries } from '../../../renderer/editor/places.ts';
import { asOneStep } from '../../../renderer/editor/with-history-steps.ts';
import { fixOps } from '../../../shared/checks/fix.ts';
import { SCHEMA_VERSION } from '../../../shared/document/types.ts';
import { ACTS as WRITING, type ActName } from '../../endurance/hidden-words/acts.ts';
import type { Desk } from '../../endurance/hidden-words/desk.ts';
import type { Running } from '../../unit/session/backend-client.ts';
import type { WordModel } from '../word-model.ts';
import { WordModel as Word } from '../word-model.ts';
import type { Deciding } from './shadow.ts';
import { HEADINGS } from './report.ts';
import type { Sentinels } from './sentinels.ts';
import { WORD_ACTS, type WordActName } from './word-acts.ts';

/** Somebody at a report, with all that they can work with. */
export type Work = { running: Running; desk: Desk; words: Sentinels; drafts: string[] };

type Act = (work: Work) => void | Promise<void>;

const { 'change a field': _change, ...writing } = WRITING;

const written = Object.fromEntries(
  Object.entries(writing).map(([name, act]) => [name, ({ desk }: Work) => act(desk)]),
) as unknown as Record<Exclude<ActName, 'change a field'>, Act>;

/** What a writer does to a report. */
export const ACTS = {
  ...written,
  write: ({ desk, words }) => {
    desk.put();
    for (const letter of words.public(5)) desk.editor.insertText(letter);
  },
  'write over': ({ desk, words }) => {
    desk.select();
    for (const letter of words.public(3)) desk.editor.insertText(letter);
  },
  'change a field': ({ desk: { editor, draw }, words }) => {
    const fields = fieldEntries(editor);
    if (fields.length === 0) return;
    const { field } = draw.pick(fields);
    const kind = { public: 'open', internal: 'masked', secret: 'never' } as const;
    changeField(editor, field.id, { value: words.value(field.secret ? 'masked' : kind[field.sensitivity]) });
  },
  'put in of a past year': async ({ running, desk }) => {
    const sections = await running.backend.call('past.sections', {
      id: desk.session.id,
      heading: desk.draw.pick(HEADINGS),
    });
    const found = sections.filter(({ blocks }) => blocks.length > 0);
    if (found.length === 0) return;
    const { blocks } = desk.draw.pick(found);
    const from = desk.draw.below(blocks.length);
    desk.put();
    desk.session.insertPast(blocks.slice(from, from + 1 + desk.draw.below(4)));
  },
  'quick fix': ({ desk, words }) => {
    const { editor, draw, session } = desk;
    const blocks = blocksOf(editor).filter(({ type }) => type === 'paragraph');
    if (blocks.length === 0) return;
    const block = draw.pick(blocks);
    const text =
      block.type === 'table' ? '' : block.children.map((node) => ('text' in node ? node.text : '')).join('');
    const from = draw.below(text.length + 1);
    const wrong = text.slice(from, from + 3);
    const about = { severity: 'error', before: '', after: '', message: '', key: '', rule: 'words' } as const;
    const finding = {
      ...about,
      block: block.id,
      from,
      to: from + wrong.length,
      text: wrong,
      suggestion: words.public(2),
    };
    const { ops } = fixOps(blocksOf(editor), [finding], session.variables);
    asOneStep(editor, () => Editor.withoutNormalizing(editor, () => ops.forEach((op) => editor.apply(op))));
    session.followNow();
  },
  'keep a draft': async ({ running, desk, drafts }) => {
    const { session } = desk;
    const { title, year, unit, template } = session.detail;
    const draft = `draft${drafts.length}`;
    await running.backend.call('draft.keep', {
      draft,
      report: session.id,
      reason: 'failed',
      base: session.revision,
      document: { schema: SCHEMA_VERSION, blocks: structuredClone(blocksOf(session.editor)) as never[] },
      variables: session.variables,
      about: { title, year, unit, template },
    });
    drafts.push(draft);
  },
  'put a draft back': async ({ running, desk, drafts }) => {
    if (drafts.length === 0) return;
    await desk.session.putBack(await running.backend.call('draft.open', { draft: desk.draw.pick(drafts) }));
  },
  'read anew': ({ desk }) => desk.session.reload(),
} as const satisfies Record<string, Act>;

export type WorkName = keyof typeof ACTS;
export const WORK_NAMES = Object.keys(ACTS) as WorkName[];
export const WORD_NAMES = Object.keys(WORD_ACTS) as WordActName[];

/** Whether an act decides what is public. */
export function decidingOf(name: string): Deciding {
  if (name === 'hide' || name === 'hide sentences') return 'hides';
  if (name.startsWith('bring') || name === 'put a draft back') return 'brings back';
  return name.startsWith('undo') || name === 'redo' ? 'undoes' : null;
}

/**
 * Sends a copy, has it worked on in Word, and takes it in.
 * @returns what was done, and the file as it came back
 */
export async function sendToWord({
  running,
  desk,
  words,
}: Work): Promise<{ acts: WordActName[]; word: WordModel; sent: Uint8Array }> {
  const { session, draw } = desk;
  await session.flush();
  const made = await running.backend.call('review.export', { id: session.id, author: 'p1' });
  const sent = new Uint8Array(Buffer.from(made.bytes, 'base64'));
  const word = new Word(sent, draw.pick(['张三', '李四']));
  const acts = Array.from({ length: 1 + draw.below(3) }, () => draw.pick(WORD_NAMES));
  for (const act of acts) WORD_ACTS[act](word, draw, words);
  if (draw.chance(0.2)) word.dropProperties();
  await running.backend.call('review.merge', {
    id: session.id,
    files: [{ name: '稿.docx', bytes: Buffer.from(word.save()).toString('base64') }],
    author: 'p1',
    apply: true,
  });
  await session.reload();
  return { acts, word, sent };
}
