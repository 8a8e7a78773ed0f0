import type { Operation } from 'slate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { SaveQueue, type Refusal } from '../../../renderer/editor/save-queue.ts';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error.ts';
import { lost, ScriptedClient } from './scripted-client.ts';

const type = (text: string): Operation => ({ type: 'insert_text', path: [0, 0], offset: 0, text });
const error = (code: ErrorCode): AppError => new AppError(code, code);

/** Lets what waits for an answer go on. */
const turn = async (ms = 0): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));

describe('the save queue', () => {
  let client: ScriptedClient;
  let queue: SaveQueue;
  let recover: (refusal: Refusal) => Promise<void>;

  beforeEach(() => {
    vi.useFakeTimers();
    client = new ScriptedClient();
    recover = () => Promise.reject(new Error('nobody said how to recover'));
    queue = new SaveQueue(client, 'r', 's', 7, (refusal) => recover(refusal));
  });
  afterEach(() => {
    queue.close();
    vi.useRealTimers();
  });

  const texts = (at: number): string[] =>
    (client.batches[at]?.params.ops ?? []).map((op) => String((op as { text?: unknown }).text));

  it('waits a moment for more, and says saved only when the backend has', async () => {
    queue.push(type('甲'));
    queue.push(type('乙'));
    expect(queue.status.state).toBe('dirty');
    await turn(199);
    expect(client.batches).toHaveLength(0);
    await turn(1);
    expect(texts(0)).toEqual(['甲', '乙']);
    expect(client.last.params).toMatchObject({ id: 'r', session: 's', base: 7 });
    expect(queue.status.state).toBe('saving');
    client.last.answer({ revision: 8 });
    await turn();
    expect(queue.status.state).toBe('saved');
    expect(queue.revision).toBe(8);
  });

  it('does not wait for ever while somebody types on', async () => {
    for (let at = 0; at < 4; at += 1) {
      queue.push(type(String(at)));
      await turn(120);
    }
    expect(client.batches).toHaveLength(1);
  });

  it('sends one batch at a time, each on the revision that the last answer gave', async () => {
    queue.push(type('甲'));
    await turn(200);
    queue.push(type('乙'));
    await turn(1000);
    expect(client.batches).toHaveLength(1);
    client.last.answer({ revision: 12 });
    await turn();
    expect(texts(1)).toEqual(['乙']);
    expect(client.last.params.base).toBe(12);
  });

  it('sends an unanswered batch again under its name when the line is back, and what came later behind it', async () => {
    queue.push(type('甲'));
    await turn(200);
    const name = client.last.params.batch;
    client.connect('reconnecting');
    client.last.refuse(lost());
    await turn();
    expect(queue.status.state).toBe('offline');
    queue.push(type('乙'));
    client.connect('online');
    await turn();
    expect(client.last.params.batch).toBe(name);
    expect(texts(1)).toEqual(['甲']);
    client.last.answer({ revision: 8 });
    await turn(400);
    expect(texts(2)).toEqual(['乙']);
  });

  it('tries again by itself when the line was back before the call had failed', async () => {
    queue.push(type('甲'));
    await turn(200);
    client.last.refuse(lost());
    await turn(400);
    expect(client.batches).toHaveLength(2);
  });

  it('does not take the answer about a document that was read anew', async () => {
    queue.push(type('甲'));
    await turn(200);
    const old = client.last;
    queue.restart(20);
    old.answer({ revision: 8 });
    await turn();
    expect(queue.revision).toBe(20);
    queue.push(type('乙'));
    await turn(200);
    expect(client.last.params).toMatchObject({ base: 20 });
    expect(texts(1)).toEqual(['乙']);
  });

  it('sends what was typed while the answer about an older document was under way', async () => {
    queue.push(type('甲'));
    await turn(200);
    const old = client.last;
    queue.restart(20);
    queue.push(type('乙'));
    await turn(1000);
    old.answer({ revision: 8 });
    await turn(400);
    expect(texts(1)).toEqual(['乙']);
  });

  it('lets nobody who waits wait for ever when the document is read anew', async () => {
    queue.push(type('甲'));
    const flushed = queue.flush();
    await turn();
    queue.restart(20);
    await expect(flushed).resolves.toBeUndefined();
  });

  it('sends a variable and rows once, with the batch that they belong to', async () => {
    queue.setVariable('leader', '周立');
    queue.addRows({
      decisions: [{ revision: 'r1', accepted: true, author: 'li', at: '2025-11-01T00:00:00Z' }],
    });
    await turn(200);
    expect(client.last.params).toMatchObject({
      variables: { leader: '周立' },
      review: { decisions: [{ revision: 'r1' }] },
    });
    client.last.answer({ revision: 8 });
    await turn();
    expect(queue.idle).toBe(true);
    queue.push(type('甲'));
    await turn(200);
    expect(client.batches).toHaveLength(2);
    expect(client.last.params).not.toHaveProperty('variables');
    expect(client.last.params).not.toHaveProperty('review');
  });

  it('sends nothing of what was given up with a reload, also not together with what comes after', async () => {
    queue.push(type('甲'));
    queue.setVariable('leader', '周立');
    queue.addRows({
      decisions: [{ revision: 'r1', accepted: true, author: 'li', at: '2025-11-01T00:00:00Z' }],
    });
    queue.restart(20);
    await turn(10_000);
    expect(client.batches).toHaveLength(0);
    queue.push(type('乙'));
    await turn(200);
    expect(texts(0)).toEqual(['乙']);
    expect(client.last.params).toMatchObject({ base: 20 });
    expect(client.last.params).not.toHaveProperty('variables');
    expect(client.last.params).not.toHaveProperty('review');
  });

  it('stops at a conflict, and says which', async () => {
    queue.push(type('甲'));
    const flushed = queue.flush();
    const refused = expect(flushed).rejects.toMatchObject({ code: 'stale-revision' });
    client.last.refuse(error('stale-revision'));
    await refused;
    expect(queue.status).toMatchObject({ state: 'conflict', reason: 'changed' });
    queue.push(type('乙'));
    await turn(10_000);
    expect(client.batches).toHaveLength(1);
    await expect(queue.flush()).rejects.toMatchObject({ code: 'stale-revision' });
    expect(queue.idle).toBe(false);
  });

  it('stays in a conflict that was found while a call was under way, whatever becomes of the call', async () => {
    queue.push(type('甲'));
    await turn(200);
    queue.block('changed', '别处改过了');
    client.last.refuse(lost());
    await turn(10_000);
    expect(queue.status).toMatchObject({ state: 'conflict', reason: 'changed' });
    expect(client.batches).toHaveLength(1);
    queue.restart(20);
    queue.push(type('乙'));
    await turn(200);
    queue.block('removed', '移走了');
    client.last.answer({ revision: 21 });
    await turn(10_000);
    expect(queue.status).toMatchObject({ state: 'conflict', reason: 'removed' });
  });

  it.each([
    ['not-found', 'removed'],
    ['signed-off', 'signed'],
  ] as const)('takes %s for the report that was %s, and goes on when it is back', async (code, reason) => {
    queue.push(type('甲'));
    await turn(200);
    client.last.refuse(error(code));
    await turn();
    expect(queue.status).toMatchObject({ state: 'conflict', reason });
    queue.unblock();
    await turn(400);
    expect(client.batches).toHaveLength(2);
    client.last.answer({ revision: 8 });
    await turn();
    expect(queue.status.state).toBe('saved');
  });

  it('keeps what the disk had no room for, and tries again by itself', async () => {
    queue.push(type('甲'));
    await turn(200);
    client.last.refuse(error('disk-full'));
    await turn();
    expect(queue.status).toEqual({ state: 'failed', message: 'disk-full' });
    await turn(5000);
    expect(texts(1)).toEqual(['甲']);
    expect(client.batches[1]?.params.batch).toBe(client.batches[0]?.params.batch);
  });

  it.each(['invalid-document', 'bad-request', 'too-large', 'no-person'] as const)(
    'never sends again what was refused as %s; what follows is saved',
    async (code) => {
      const refusals: Refusal[] = [];
      recover = (refusal) => {
        refusals.push(refusal);
        queue.replace({ revision: 9, ops: [type('改好')], variables: null, review: null });
        return Promise.resolve();
      };
      queue.push(type('坏'));
      await turn(200);
      client.last.refuse(error(code));
      await turn();
      expect(refusals).toMatchObject([{ error: { code }, again: false }]);
      expect(texts(1)).toEqual(['改好']);
      expect(client.last.params.base).toBe(9);
      queue.push(type('后来'));
      client.last.answer({ revision: 10 });
      await turn(400);
      expect(texts(2)).toEqual(['后来']);
      client.last.answer({ revision: 11 });
      await turn();
      expect(queue.status.state).toBe('saved');
      expect(client.batches.flatMap((_, at) => texts(at))).toEqual(['坏', '改好', '后来']);
    },
  );

  it('says when also what was made in its place is refused', async () => {
    const refusals: boolean[] = [];
    recover = ({ again }) => {
      refusals.push(again);
      if (again) queue.restart(9);
      else queue.replace({ revision: 9, ops: [type('改')], variables: null, review: null });
      return Promise.resolve();
    };
    queue.push(type('坏'));
    const flushed = queue.flush();
    client.last.refuse(error('invalid-document'));
    await turn();
    client.last.refuse(error('invalid-document'));
    await flushed;
    expect(refusals).toEqual([false, true]);
    expect(queue.status.state).toBe('saved');
  });

  it('takes a fault of the program for one of the batch when it does not pass', async () => {
    const refusals: Refusal[] = [];
    recover = (refusal) => {
      refusals.push(refusal);
      queue.restart(9);
      return Promise.resolve();
    };
    queue.push(type('甲'));
    await turn(200);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(refusals).toHaveLength(0);
      expect(client.batches).toHaveLength(attempt);
      client.last.refuse(error('internal'));
      await turn(5000);
    }
    expect(refusals).toHaveLength(1);
  });

  it('tries again when the way around a refusal is not free', async () => {
    let free = false;
    recover = () => {
      if (!free) return Promise.reject(error('disk-full'));
      queue.restart(9);
      return Promise.resolve();
    };
    queue.push(type('坏'));
    await turn(200);
    client.last.refuse(error('invalid-document'));
    await turn();
    expect(queue.status.state).toBe('failed');
    expect(queue.idle).toBe(false);
    free = true;
    await turn(5000);
    client.last.refuse(error('invalid-document'));
    await turn();
    expect(queue.status.state).toBe('saved');
  });

  it('takes back the operation that could not be applied', async () => {
    const op = type('坏');
    queue.push(type('甲'));
    queue.push(op);
    queue.takeBack(op);
    await turn(200);
    expect(texts(0)).toEqual(['甲']);
  });

  it('sends rows, variables and the person at work along', async () => {
    queue.setAuthor('p');
    queue.addRows({ revisions: [{ id: 'i', author: 'p', at: '2025-01-01T00:00:00.000Z', kind: 'insert' }] });
    queue.setVariable('unit', '青禾镇');
    queue.push(type('甲'));
    expect(queue.unsavedRows().revisions).toHaveLength(1);
    await turn(200);
    expect(client.last.params).toMatchObject({
      author: 'p',
      variables: { unit: '青禾镇' },
      review: { revisions: [{ id: 'i' }] },
    });
    expect(queue.unsavedRows().revisions).toHaveLength(1);
    client.last.answer({ revision: 8 });
    await turn();
    expect(queue.unsavedRows().revisions).toHaveLength(0);
  });
});
