import { Editor, Transforms } from 'slate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { toggleSecretBlocks, toggleSecretSentences } from '../../../renderer/editor/secrecy.ts';
import { decideChanges, openChanges } from '../../../renderer/features/review/review-actions.ts';
import { openSession, type ReportSession, type SessionNotice } from '../../../renderer/editor/session.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import type { Person } from '../../../shared/review/types.ts';
import { startBackend, storedReport, type Running } from './backend-client.ts';

const WRITER: Person = { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' };
const SECRET = '拟对三家企业立案，名单暂不公布。';

describe('hidden words in a window', () => {
  let running: Running;
  let here: ReportSession;
  let notices: SessionNotice[];

  beforeEach(async () => {
    running = await startBackend();
    const blocks: Block[] = [
      makeTitle('总结'),
      makeParagraph(`全年检查12次。${SECRET}群众满意。`),
      makeParagraph('组织培训。'),
    ];
    const id = await storedReport(running, blocks);
    here = await openSession(running.client(), id);
    here.setPerson(WRITER);
    notices = [];
    here.onNotice((notice) => notices.push(notice));
  });
  afterEach(async () => {
    await here.close();
    await running.close();
  });

  const put = (path: number[], offset: number): void => Transforms.select(here.editor, { path, offset });
  const stored = async (): Promise<Block[]> =>
    (await running.backend.call('report.open', { id: here.id })).document.blocks;
  const open = async (): Promise<string> => plainText(publicView(await stored()));
  const hide = async (): Promise<void> => {
    put([1, 0], 12);
    toggleSecretSentences(here.editor);
    here.onEditorChange();
    await here.flush();
    expect(await open()).toBe('总结\n全年检查12次。群众满意。\n组织培训。');
  };

  it('become public by the command, by taking a hiding back, and by doing a publishing again', async () => {
    await hide();
    here.editor.undo();
    await here.flush();
    expect(await open()).toContain(SECRET);
    here.editor.redo();
    await here.flush();
    expect(await open()).not.toContain(SECRET);
    put([1, 1], 2);
    toggleSecretSentences(here.editor);
    await here.flush();
    expect(await open()).toContain(SECRET);
    here.editor.undo();
    here.editor.redo();
    await here.flush();
    expect(await open()).toContain(SECRET);
    expect(notices).toEqual([]);
  });

  it('are written, with what is typed in the same moment, in batches of their own', async () => {
    await hide();
    Transforms.insertText(here.editor, '甲', { at: { path: [2, 0], offset: 0 } });
    put([1, 1], 2);
    toggleSecretSentences(here.editor);
    Transforms.insertText(here.editor, '乙', { at: { path: [2, 0], offset: 0 } });
    await here.flush();
    expect(await open()).toBe(`总结\n全年检查12次。${SECRET}群众满意。\n乙甲组织培训。`);
  });

  it.each<[string, () => void]>([
    ['a mark that is lost', () => Transforms.unsetNodes(here.editor, 'secret', { at: [1, 1] })],
    [
      'words that are put in elsewhere',
      () => Transforms.insertText(here.editor, SECRET, { at: { path: [2, 0], offset: 0 } }),
    ],
  ])('stay hidden by %s, which is told; what else was written is stored', async (what, lose) => {
    await hide();
    if (what.startsWith('words')) Transforms.removeNodes(here.editor, { at: [1, 1] });
    lose();
    Transforms.insertText(here.editor, '甲', { at: { path: [0, 0], offset: 0 } });
    await here.flush();
    expect(await open()).toBe('甲总结\n全年检查12次。群众满意。\n组织培训。');
    expect(plainText(await stored())).toContain(SECRET);
    expect(plainText(here.editor.children as unknown as Block[])).toBe(plainText(await stored()));
    expect(notices).toEqual([{ at: 'history-lost' }, { at: 'kept-hidden' }]);
    Transforms.insertText(here.editor, '乙', { at: { path: [0, 0], offset: 0 } });
    await here.flush();
    expect(await open()).toContain('乙甲总结');
  });

  it('take in what is typed at their edge, as a suggestion too', async () => {
    await hide();
    here.review.setSuggesting(true);
    put([1, 0], 8);
    Editor.insertText(here.editor, '一家');
    put([1, 3], 0);
    Editor.insertText(here.editor, '另有两家');
    const end = (here.editor.children[1] as unknown as { children: Inline[] }).children.findIndex(
      (node) => node.secret === true && !node.ins,
    );
    put([1, end], SECRET.length);
    Editor.insertText(here.editor, '均为');
    await here.flush();
    expect(await open()).toBe('总结\n全年检查12次。群众满意。\n组织培训。');
    expect(plainText(await stored())).toContain(`全年检查12次。一家${SECRET}均为另有两家群众满意。`);
  });

  it('stay hidden when an earlier version is brought back in which they were not', async () => {
    const { id: version } = await running.backend.call('version.create', {
      id: here.id,
      kind: 'saved',
      name: '初稿',
      author: WRITER.id,
    });
    await hide();
    put([2, 0], 0);
    toggleSecretBlocks(here.editor);
    Transforms.insertText(here.editor, '后写的', { at: { path: [0, 0], offset: 0 } });
    await here.flush();
    here.restoreVersion(await running.backend.call('version.open', { id: here.id, version }));
    await here.flush();
    expect(await open()).toBe('总结\n全年检查12次。群众满意。');
    expect(notices).toEqual([]);
  });

  it('leave what is public between them public when it is deleted and that is undone', async () => {
    await hide();
    put([1, 2], 5);
    Editor.insertText(here.editor, '又查一家。');
    put([1, 2], 7);
    toggleSecretSentences(here.editor);
    await here.flush();
    const before = here.editor.children;
    Transforms.delete(here.editor, { at: [1, 2] });
    here.editor.undo();
    expect(here.editor.children).toEqual(before);
    await here.flush();
    expect(await open()).toBe('总结\n全年检查12次。群众满意。\n组织培训。');
    expect(notices).toEqual([]);
  });

  it('hold up no change that is accepted in them and in the open alike', async () => {
    await hide();
    here.review.setSuggesting(true);
    for (const path of [
      [1, 1],
      [2, 0],
    ]) {
      put(path, 2);
      Editor.insertText(here.editor, '青禾镇人民政府');
    }
    await here.flush();
    decideChanges(here, openChanges(here), true);
    await here.flush();
    expect(await open()).toBe('总结\n全年检查12次。群众满意。\n组织青禾镇人民政府培训。');
    expect(notices).toEqual([]);
  });

  it('are refused by the store itself, whoever asks', async () => {
    await hide();
    const { revision } = await running.backend.call('report.open', { id: here.id });
    const publish = { type: 'set_node', path: [1, 1], properties: { secret: true }, newProperties: {} };
    const params = { id: here.id, session: 'x', batch: 'x', base: revision, ops: [publish] };
    await expect(running.backend.call('report.apply', params)).rejects.toMatchObject({
      code: 'would-publish',
      message: expect.stringContaining('没有保存。要公开，请选中它们') as string,
    });
    expect(await open()).not.toContain(SECRET);
    await running.backend.call('report.apply', { ...params, publish: true });
    expect(await open()).toContain(SECRET);
  });
});
