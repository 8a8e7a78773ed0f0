import { Transforms } from 'slate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openSession, type ReportSession } from '../../../renderer/editor/session.ts';
import { makeField, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { startBackend, storedReport, type BackendClient, type Running } from './backend-client.ts';

const shown = (at: ReportSession): string =>
  plainText(at.editor.children as unknown as Block[], { variables: at.variables });

const write = (at: ReportSession, text: string): void => {
  Transforms.insertText(at.editor, text, { at: { path: [1, 0], offset: 0 } });
  at.onEditorChange();
};

describe('a window that shows the public edition', () => {
  let running: Running;
  let client: BackendClient;
  let id: string;
  const open: ReportSession[] = [];
  const figure = makeField({ value: '7391', unit: '宗', kind: 'count', label: '纠纷' });

  beforeEach(async () => {
    running = await startBackend();
    client = running.client();
    id = await storedReport(running, [
      makeTitle('总结'),
      makeParagraph([{ text: '调解纠纷' }, figure, { text: '。' }]),
    ]);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((session) => session.close()));
    await running.close();
  });
  const session = async (by: BackendClient = client): Promise<ReportSession> => {
    const made = await openSession(by, id);
    open.push(made);
    return made;
  };

  it('changes nothing of the text behind it, whatever asks for it, and keeps what can be undone', async () => {
    const here = await session();
    write(here, '全年');
    const before = shown(here);
    const steps = here.editor.history.undos.length;
    expect(steps).toBeGreaterThan(0);
    here.openCard(figure.id);
    here.showPublic(true);
    expect(here.editing()).toBeNull();
    here.editor.undo();
    write(here, '乱写');
    here.setField(figure.id, { value: '1' });
    here.setVariable('unit', '别处');
    Transforms.select(here.editor, {
      anchor: { path: [1, 0], offset: 0 },
      focus: { path: [1, 2], offset: 1 },
    });
    here.editor.deleteFragment();
    here.insertWords('抄来的');
    expect(shown(here)).toBe(before);
    expect(here.variables['unit']).toBe('青禾镇');
    expect(here.editor.history.undos).toHaveLength(steps);
    here.showPublic(false);
    here.editor.undo();
    expect(shown(here)).toBe('总结\n调解纠纷7391宗。');
  });

  it('follows what another window writes', async () => {
    const here = await session();
    const there = await session(running.client());
    here.showPublic(true);
    write(there, '那边');
    await there.flush();
    await vi.waitFor(() => expect(plainText(here.snapshot().blocks)).toContain('那边'));
  });
});
