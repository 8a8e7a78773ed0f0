import { Editor, Transforms } from 'slate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  addComment,
  beginSectionComment,
  decideChanges,
  headingAtCaret,
  saveReason,
} from '../../../renderer/features/review/review-actions.ts';
import { openSession, type ReportSession } from '../../../renderer/editor/session.ts';
import { isGivenTo, isLate, today } from '../../../renderer/features/review/due.ts';
import { makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { collect, type Change } from '../../../shared/review/collect.ts';
import { startBackend, storedReport, type Running } from './backend-client.ts';

const WANG = { id: 'p1', name: '王芳', unit: '青禾镇', role: 'reviewer' as const };

describe('what a reviewer does in the window', () => {
  let running: Running;
  let session: ReportSession;

  beforeEach(async () => {
    running = await startBackend();
    await running.backend.call('people.save', { person: WANG });
    const id = await storedReport(running, [
      makeTitle('总结'),
      makeHeading(1, '工作情况', 'work'),
      makeParagraph('全镇会议十二次。'),
      makeHeading(1, '', 'empty'),
    ]);
    session = await openSession(running.client(), id);
    session.setPerson(WANG);
  });
  afterEach(async () => {
    await session.close();
    await running.close();
  });

  const stored = () => running.backend.call('review.get', { id: session.id });
  const changes = (): readonly Change[] =>
    collect(session.editor.children as never, {}, session.review.rows().revisions, []).changes;

  it('comments on a whole section, and gives the comment to somebody until a day', async () => {
    Transforms.select(session.editor, Editor.end(session.editor, [2]));
    const heading = headingAtCaret(session) ?? '';
    expect(beginSectionComment(session, heading)).toBe(true);
    expect(addComment(session, '请压缩到一页。', { assignee: 'p1', due: '2025-12-05' })).toBe(true);
    await session.flush();
    const { threads } = await stored();
    expect(threads).toMatchObject([
      {
        scope: 'section',
        quote: '一、工作情况',
        section: '一、工作情况',
        assignee: 'p1',
        due: '2025-12-05',
        comments: [{ body: '请压缩到一页。' }],
      },
    ]);
    // Its mark lies on the heading's words, and nowhere else.
    const key = `c_${threads[0]?.id ?? ''}`;
    const marked = session.editor.children.filter((block) => JSON.stringify(block).includes(key));
    expect(marked.map((block) => (block as { type?: string }).type)).toEqual(['heading']);
  });

  it('refuses a comment on a section whose heading has no words, or that is none', () => {
    const [title, , , empty] = session.editor.children as { id?: string }[];
    expect(beginSectionComment(session, empty?.id ?? '')).toBe(false);
    expect(beginSectionComment(session, title?.id ?? '')).toBe(false);
    expect(session.review.draft()).toBeNull();
  });

  it('says why of a change that was just made, in its author’s words, and takes it back', async () => {
    session.review.setSuggesting(true);
    Transforms.select(session.editor, {
      anchor: { path: [2, 0], offset: 4 },
      focus: { path: [2, 0], offset: 6 },
    });
    session.editor.insertText('十三');
    session.onEditorChange();
    const [change] = changes();
    expect(change).toMatchObject({ kind: 'replace', removed: '二', added: '三' });
    if (!change) return;
    await saveReason(session, change, '与台账一致');
    expect(changes()).toMatchObject([{ reason: '与台账一致' }]);
    expect((await stored()).revisions.filter(({ reason }) => reason !== undefined)).toHaveLength(1);
    decideChanges(session, change.revisions, false, '与年报不符');
    await session.flush();
    expect((await stored()).decisions).toMatchObject([
      { accepted: false, reason: '与年报不符' },
      { accepted: false, reason: '与年报不符' },
    ]);
    session.editor.undo();
    await saveReason(session, change, '');
    expect(changes()[0]).not.toHaveProperty('reason');
  });
});

it('is late from the day after its day, and only while it is open and somebody’s', () => {
  const given = { state: 'open' as const, assignee: 'p1', due: '2025-12-05' };
  expect(['2025-12-05', '2025-12-06'].map((day) => isLate(given, day))).toEqual([false, true]);
  expect(isLate({ ...given, state: 'resolved' }, '2026-01-01')).toBe(false);
  expect(isLate({ state: 'open', due: '2025-12-05' }, '2026-01-01')).toBe(false);
  expect([isGivenTo(given, 'p1'), isGivenTo(given, 'p2'), isGivenTo({ state: 'open' }, undefined)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(today(new Date(2025, 0, 9, 23, 59))).toBe('2025-01-09');
});
