import { Transforms } from 'slate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { copySelection } from '../../../renderer/editor/copy-selection.ts';
import { setLevel } from '../../../renderer/editor/levels.ts';
import { maskText } from '../../../renderer/editor/mask-text.ts';
import { openSession, type ReportSession, type SessionNotice } from '../../../renderer/editor/session.ts';
import { FindSession } from '../../../renderer/features/find/find-session.ts';
import { makeField, makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { samplePolicy } from '../export/sample.ts';
import { startBackend, storedReport, type Running } from './backend-client.ts';

const OPEN = '总结\n一、工作情况\n检查十二次。\n二、下一步打算\n继续努力，再接再厉。';

/** What a copied selection leaves on the clipboard. */
class Held {
  readonly files: File[] = [];
  readonly #data = new Map<string, string>();
  setData = (type: string, data: string): void => void this.#data.set(type, data);
  getData = (type: string): string => this.#data.get(type) ?? '';
}

describe('a hidden section in a window', () => {
  let running: Running;
  let here: ReportSession;
  let notices: SessionNotice[];

  beforeEach(async () => {
    running = await startBackend();
    const blocks: Block[] = [
      makeTitle('总结'),
      makeHeading(1, '工作情况'),
      makeParagraph('检查十二次。'),
      { ...makeHeading(1, '内部情况'), secret: true },
      makeParagraph('拟对三家企业立案，名单暂不公布。'),
      makeHeading(2, '线索'),
      makeParagraph([
        { text: '群众举报' },
        makeField({ value: '四十一', unit: '件' }),
        { text: '，正在核实。' },
      ]),
      makeHeading(1, '下一步打算'),
      makeParagraph('继续努力，再接再厉。'),
    ];
    const id = await storedReport(running, blocks);
    here = await openSession(running.client(), id);
    notices = [];
    here.onNotice((notice) => notices.push(notice));
  });
  afterEach(async () => {
    await here.close();
    await running.close();
  });

  const put = (path: number[], offset: number, end = offset): void =>
    Transforms.select(here.editor, { anchor: { path, offset }, focus: { path, offset: end } });
  const open = async (): Promise<string> => {
    await here.flush();
    return plainText(
      publicView((await running.backend.call('report.open', { id: here.id })).document.blocks),
    );
  };
  const copied = (): DataTransfer => {
    const data = new Held() as unknown as DataTransfer;
    const about = { report: { unit: '青禾镇', year: 2025 }, template: null, variables: here.variables };
    copySelection({ editor: here.editor, ...about }, data, samplePolicy);
    return data;
  };

  it.each<[string, () => void]>([
    ['its heading goes down a level', () => setLevel(here.editor, 2)],
    ['its heading becomes a line of text', () => setLevel(here.editor, 0)],
    ['its heading joins the line before', () => here.editor.deleteBackward('character')],
    [
      'its heading is deleted with the line before',
      () => {
        Transforms.select(here.editor, {
          anchor: { path: [2, 0], offset: 6 },
          focus: { path: [4, 0], offset: 2 },
        });
        here.editor.deleteFragment();
      },
    ],
    [
      'a heading within it goes up a level',
      () => {
        put([5, 0], 0);
        setLevel(here.editor, 1);
      },
    ],
  ])('stays hidden, without a word, when %s, and comes back by undo', async (_, change) => {
    put([3, 0], 0);
    const before = here.editor.children;
    change();
    expect(await open()).toBe(OPEN);
    here.editor.undo();
    expect(await open()).toBe(OPEN);
    expect(here.editor.children).toEqual(before);
    expect(notices).toEqual([]);
  });

  it.each<[string, number[], number, number]>([
    ['some words of it', [4, 0], 1, 12],
    ['a paragraph of it', [4, 0], 0, 16],
    ['words of a heading', [3, 0], 1, 4],
  ])('stays hidden where %s are pasted elsewhere, also as words alone', async (_, path, from, to) => {
    put(path, from, to);
    const data = copied();
    put([2, 0], 2);
    here.clipboard.paste(data);
    put([8, 0], 2);
    here.clipboard.plainNext(true);
    here.clipboard.paste(data);
    expect(await open()).toBe(OPEN);
    expect(notices).toEqual([]);
  });

  it('keeps hidden what is put in the place of its words and of public ones at once', async () => {
    Transforms.select(here.editor, {
      anchor: { path: [4, 0], offset: 0 },
      focus: { path: [4, 0], offset: 16 },
    });
    const data = copied();
    put([2, 0], 2);
    here.clipboard.paste(data);
    const find = new FindSession(here);
    const stop = find.start();
    find.open(true);
    find.change({ words: '查拟对三' });
    find.setReplacement({ replacement: '查，拟对四' });
    expect(find.replaceAll()).toEqual({ replaced: 1, refused: 0 });
    stop();
    expect(await open()).toBe(OPEN.replace('检查', '检'));
    expect(notices).toEqual([]);
  });

  it('hides fields that are made of its words', async () => {
    put([4, 0], 0, 16);
    const data = copied();
    put([8, 0], 5);
    here.clipboard.paste(data);
    expect(maskText(here.editor, '三家企业', 'name', {})).toBe(2);
    expect(await open()).toBe(OPEN);
    expect(notices).toEqual([]);
  });

  it('keeps its words hidden when a heading is pasted among them', async () => {
    Transforms.select(here.editor, {
      anchor: { path: [7, 0], offset: 0 },
      focus: { path: [8, 0], offset: 10 },
    });
    const data = copied();
    put([4, 0], 4);
    here.clipboard.paste(data);
    expect(await open()).not.toMatch(/企业立案|举报|线索/);
    expect(notices).toEqual([]);
  });

  it('gives back by undo what another level took into it', async () => {
    put([7, 0], 0);
    setLevel(here.editor, 2);
    expect(await open()).toBe('总结\n一、工作情况\n检查十二次。');
    here.editor.undo();
    expect(await open()).toBe(OPEN);
    here.editor.redo();
    expect(await open()).toBe('总结\n一、工作情况\n检查十二次。');
    expect(notices).toEqual([]);
  });
});
