import { Transforms } from 'slate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openSession, type ReportSession, type SessionNotice } from '../../../renderer/editor/session.ts';
import { asOneDirectStep } from '../../../renderer/editor/with-history-steps.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { Person } from '../../../shared/review/types.ts';
import { startBackend, storedReport, type BackendClient, type Running } from './backend-client.ts';

const WRITER: Person = { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' };

/** Types in front of the second block. */
const write = (at: ReportSession, text: string): void => {
  Transforms.insertText(at.editor, text, { at: { path: [1, 0], offset: 0 } });
  at.onEditorChange();
};
const shown = (at: ReportSession): string => plainText(at.editor.children as unknown as Block[]);
const noticesOf = (at: ReportSession): SessionNotice[] => {
  const notices: SessionNotice[] = [];
  at.onNotice((notice) => notices.push(notice));
  return notices;
};
const state = (at: ReportSession): string => at.save().state;

describe('a report that is open in a window', () => {
  let running: Running;
  let client: BackendClient;
  let id: string;
  const open: ReportSession[] = [];

  beforeEach(async () => {
    running = await startBackend();
    client = running.client();
    id = await storedReport(running, [makeTitle('总结'), makeParagraph('正文')]);
  });
  afterEach(async () => {
    client.tamper = () => 'pass';
    client.connect('online');
    await Promise.all(open.splice(0).map((session) => session.close()));
    await running.close();
  });

  const session = async (by: BackendClient = client): Promise<ReportSession> => {
    const made = await openSession(by, id);
    made.setPerson(WRITER);
    open.push(made);
    return made;
  };
  const stored = async (): Promise<string> =>
    plainText((await running.backend.call('report.open', { id })).document.blocks);
  const drafts = () => running.backend.call('draft.list', { report: id });

  it('saves what is written', async () => {
    const here = await session();
    write(here, '新的');
    expect(here.unsaved).toBe(true);
    await here.flush();
    expect(here.unsaved).toBe(false);
    expect(await stored()).toBe('总结\n新的正文');
  });

  it('does not take its own saving for another window’s', async () => {
    const here = await session();
    write(here, '甲');
    await here.flush();
    // The event of the own batch comes with a revision that the window has not heard of yet.
    write(here, '乙');
    await here.flush();
    expect(here.generation).toBe(0);
    expect(here.editor.history.undos.length).toBeGreaterThan(0);
    expect(state(here)).toBe('saved');
  });

  it('sends a batch again whose answer got lost, and it is stored once', async () => {
    const here = await session();
    let first = true;
    client.tamper = (method) => {
      if (method !== 'report.apply' || !first) return 'pass';
      first = false;
      return 'lose-answer';
    };
    write(here, '甲');
    await expect(here.flush()).rejects.toMatchObject({ code: 'unavailable' });
    await vi.waitFor(() => expect(state(here)).toBe('saved'));
    expect(await stored()).toBe('总结\n甲正文');
  });

  it('follows another window, and says that undo is gone', async () => {
    const here = await session();
    const there = await session(running.client());
    write(here, '甲');
    await here.flush();
    const notices = noticesOf(here);
    await vi.waitFor(() => expect(shown(there)).toBe('总结\n甲正文'));
    write(there, '乙');
    await there.flush();
    await vi.waitFor(() => expect(shown(here)).toBe('总结\n乙甲正文'));
    expect(notices).toEqual([{ at: 'history-lost' }]);
    expect(here.editor.history.undos).toEqual([]);
  });

  describe('in a conflict', () => {
    let here: ReportSession;

    beforeEach(async () => {
      here = await session();
      const there = await session(running.client());
      here.review.setSuggesting(true);
      asOneDirectStep(here.editor, () => undefined);
      client.tamper = (method) =>
        method === 'report.apply' ? new AppError('unavailable', '慢一步。') : 'pass';
      write(here, '这里');
      write(there, '那里');
      await there.flush();
      await vi.waitFor(() => expect(state(here)).toBe('conflict'));
      client.tamper = () => 'pass';
    });

    it('saves a copy while suggesting, with a comment that is not saved either', async () => {
      expect(JSON.stringify(here.editor.children)).toContain('"ins"');
      const at = new Date().toISOString();
      here.review.addThread({
        id: 't1',
        author: 'p1',
        at,
        quote: '总结',
        section: '',
        state: 'open',
        comments: [{ id: 'c1', thread: 't1', author: 'p1', at, body: '写给副本的批注' }],
      });
      asOneDirectStep(here.editor, () =>
        Transforms.setNodes(here.editor, { c_t1: true } as object, { at: [0, 0] }),
      );
      const copy = await here.saveAsCopy();
      expect(copy.takenOff).toEqual({ changes: 0, comments: 0, mended: 0 });
      const rows = await running.backend.call('review.get', { id: copy.id });
      expect(rows.threads[0]?.comments[0]?.body).toBe('写给副本的批注');
      expect(rows.revisions).toHaveLength(1);
      const made = await running.backend.call('report.open', { id: copy.id });
      expect(plainText(made.document.blocks)).toContain('这里');
      // Nothing more to ask about: it is all in the copy.
      expect(here.unsaved).toBe(false);
      write(here, '又');
      expect(here.unsaved).toBe(true);
    });

    it('keeps a draft that follows what is written', async () => {
      await vi.waitFor(async () => expect(await drafts()).toHaveLength(1));
      write(here, '后来');
      await vi.waitFor(async () => {
        const [draft] = await drafts();
        const { document } = await running.backend.call('draft.open', { draft: draft?.id ?? '' });
        expect(plainText(document.blocks)).toContain('后来');
      });
      expect(await drafts()).toMatchObject([{ reason: 'changed', open: true }]);
    });

    it('keeps what it gives up when it reads the report anew, and puts it back', async () => {
      const notices = noticesOf(here);
      await here.reload();
      expect(shown(here)).toBe('总结\n那里正文');
      expect(state(here)).toBe('saved');
      expect(notices).toEqual([{ at: 'history-lost' }]);
      const [draft] = await drafts();
      if (!draft) throw new Error('no draft');
      const content = await running.backend.call('draft.open', { draft: draft.id });
      await here.putBack(content);
      expect(await stored()).toContain('这里');
      const rows = await running.backend.call('review.get', { id });
      expect(rows.revisions).toHaveLength(1);
      here.editor.undo();
      here.onEditorChange();
      expect(shown(here)).toBe('总结\n那里正文');
    });

    it('does not read the report anew when nothing can keep what would be lost', async () => {
      client.tamper = (method) => (method === 'draft.keep' ? new AppError('disk-full', '满了。') : 'pass');
      await expect(here.reload()).rejects.toMatchObject({ code: 'disk-full' });
      expect(shown(here)).toContain('这里');
    });
  });

  describe('after a refusal', () => {
    it('stores what it holds by another way, and what is written then', async () => {
      const here = await session();
      let first = true;
      client.tamper = (method, params) => {
        if (method !== 'report.apply' || !first) return 'pass';
        first = false;
        const ops = [{ type: 'insert_text', path: [99, 0], offset: 0, text: '坏' }];
        return { params: { ...(params as object), ops } };
      };
      write(here, '甲');
      await here.flush();
      expect(await stored()).toBe('总结\n甲正文');
      write(here, '乙');
      await here.flush();
      expect(await stored()).toBe('总结\n乙甲正文');
      expect(await drafts()).toEqual([]);
      // Nothing was taken off: what was done can be undone.
      here.editor.undo();
      here.onEditorChange();
      await here.flush();
      expect(await stored()).not.toContain('乙');
    });

    it('takes off marks that nobody stands behind, says so, and keeps a draft of it', async () => {
      const here = await session();
      const notices = noticesOf(here);
      asOneDirectStep(here.editor, () =>
        Transforms.setNodes(here.editor, { ins: 'nobody' } as object, { at: [1, 0] }),
      );
      write(here, '甲');
      await here.flush();
      expect(await stored()).toBe('总结\n甲正文');
      expect(notices).toMatchObject([
        { at: 'history-lost' },
        { at: 'taken-off', takenOff: { changes: 1, comments: 0, mended: 0 }, keptAt: 'store' },
      ]);
      write(here, '乙');
      await here.flush();
      expect(await stored()).toBe('总结\n乙甲正文');
      expect(JSON.stringify(here.editor.children)).not.toContain('nobody');
      expect(await drafts()).toMatchObject([{ reason: 'refused' }]);
    });

    it('sets aside what is refused for good; what is written then is saved', async () => {
      const here = await session();
      const notices = noticesOf(here);
      let left = 2;
      client.tamper = (method) => {
        if (method !== 'report.apply' || left === 0) return 'pass';
        left -= 1;
        return new AppError('invalid-document', '对不上。');
      };
      write(here, '坏的');
      await here.flush();
      expect(notices.at(-1)).toEqual({ at: 'set-aside', keptAt: 'store' });
      expect(shown(here)).toBe('总结\n正文');
      const [draft] = await drafts();
      const content = await running.backend.call('draft.open', { draft: draft?.id ?? '' });
      expect(plainText(content.document.blocks)).toBe('总结\n坏的正文');
      write(here, '好的');
      await here.flush();
      expect(await stored()).toBe('总结\n好的正文');
    });

    it('keeps the window as it is while the draft can be kept nowhere', async () => {
      const here = await session();
      client.tamper = (method) => {
        if (method === 'report.apply') return new AppError('invalid-document', '对不上。');
        return method === 'draft.keep' ? new AppError('disk-full', '满了。') : 'pass';
      };
      write(here, '坏的');
      await expect(here.flush()).rejects.toMatchObject({ code: 'invalid-document' });
      expect(shown(here)).toBe('总结\n坏的正文');
      expect(state(here)).toBe('failed');
    });

    it('leaves a row of somebody out whom the store does not know, and keeps the words', async () => {
      const here = await session();
      here.setPerson({ ...WRITER, id: 'unknown' });
      here.review.setSuggesting(true);
      write(here, '甲');
      await here.flush();
      expect(await stored()).toBe('总结\n甲正文');
    });
  });

  it('says that the report was removed elsewhere, and goes on when it is brought back', async () => {
    const here = await session();
    await running.backend.call('report.remove', { id });
    await vi.waitFor(() => expect(here.save()).toMatchObject({ state: 'conflict', reason: 'removed' }));
    expect(here.unsaved).toBe(false);
    write(here, '甲');
    expect(here.unsaved).toBe(true);
    await running.backend.call('report.restore', { id });
    await vi.waitFor(() => expect(state(here)).toBe('saved'));
    expect(await stored()).toBe('总结\n甲正文');
  });

  it('forgets its draft once everything is stored', async () => {
    const here = await session();
    client.tamper = (method) => (method === 'report.apply' ? new AppError('disk-full', '满了。') : 'pass');
    write(here, '甲');
    await expect(here.flush()).rejects.toMatchObject({ code: 'disk-full' });
    expect(await here.keepDraft()).toBe('store');
    expect(await drafts()).toMatchObject([{ reason: 'failed' }]);
    client.tamper = () => 'pass';
    await here.flush();
    await vi.waitFor(async () => expect(await drafts()).toEqual([]));
  });
});
