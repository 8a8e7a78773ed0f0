import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import type { EventName } from '../../../shared/contract/methods.ts';
import { runCli } from '../../contract/run-cli.ts';
import { codeOf } from '../../contract/transports.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice(undefined, 'browser');
  id = await takeIn(office.backend);
});
afterEach(() => office.close());

const type = (backend: Office['backend'], base: number, batch: string): Promise<{ revision: number }> =>
  backend.call('report.apply', {
    id,
    session: 'w1',
    batch,
    base,
    ops: [{ type: 'insert_text', path: [0, 0], offset: 0, text: '新' }],
  });

/** Another program that has the database for itself until it lets go. */
function otherProgram(): { lock: () => void; letGo: () => void; close: () => void } {
  const db = openDb(join(office.dataDir, 'nianshu.db'));
  return {
    lock: () => void db.exec('BEGIN IMMEDIATE'),
    letGo: () => void db.exec('ROLLBACK'),
    close: () => void db.close(),
  };
}

describe('a change by another process', () => {
  it('is noticed in every window, with its revision, and not said to be its own', async () => {
    const heard: [EventName, unknown][] = [];
    office.backend.listen((event, data) => heard.push([event, data]));
    await office.backend.call('report.open', { id });
    const own = await type(office.backend, 0, 'b1');
    expect(own.revision).toBe(1);
    heard.length = 0;
    const title = await runCli(office.dataDir, ['list', '--json', '--data', office.dataDir]);
    expect(title.code).toBe(0);

    const other = openDb(join(office.dataDir, 'nianshu.db'));
    other.exec("UPDATE reports SET title = '别处改的标题' WHERE revision = 1");
    await vi.waitFor(() => expect(heard.map(([event]) => event)).toContain('reports.changed'), 5000);
    // The text did not move on: nobody is told to read it again.
    expect(heard.map(([event]) => event)).not.toContain('report.changed');
    expect(heard).toContainEqual(['review.changed', { id, session: '' }]);
    heard.length = 0;
    other.exec(`UPDATE reports SET revision = 7 WHERE id = '${id}'`);
    other.close();
    await vi.waitFor(
      () => expect(heard).toContainEqual(['report.changed', { id, revision: 7, session: '' }]),
      5000,
    );
    expect(await codeOf(type(office.backend, 1, 'b2'))).toBe('stale-revision');
  });
});

describe('a lock by another program', () => {
  it('holds up no other window, and what waits for it is stored when it ends', async () => {
    const other = otherProgram();
    other.lock();
    let saved = false;
    const saving = type(office.backend, 0, 'b1').then((result) => {
      saved = true;
      return result;
    });
    // Other windows are answered meanwhile.
    expect((await office.backend.call('report.open', { id })).revision).toBe(0);
    expect(await office.backend.call('report.list', {})).toHaveLength(1);
    expect(saved).toBe(false);
    other.letGo();
    expect(await saving).toEqual({ revision: 1 });
    other.close();
  });

  it('that stays is told, says what was not done, and leaves nothing half done', async () => {
    const other = otherProgram();
    other.lock();
    const tries = [
      office.backend.call('report.create', { template: 'work-summary', year: 2025, unit: '青禾镇' }),
      type(office.backend, 0, 'b1'),
    ];
    const [made, saved] = await Promise.allSettled(tries);
    expect(made).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    expect(String((made as PromiseRejectedResult).reason)).toContain('没有新建报告');
    expect(String((saved as PromiseRejectedResult).reason)).toContain('没有保存刚才的内容。窗口里的文字还在');
    other.letGo();
    other.close();
    expect(await office.backend.call('report.list', {})).toHaveLength(1);
    expect(await type(office.backend, 0, 'b1')).toEqual({ revision: 1 });
  });

  it('is given up at once by a call that is cancelled', async () => {
    const other = otherProgram();
    other.lock();
    const controller = new AbortController();
    const params = { template: 'work-summary', year: 2025, unit: '青禾镇' };
    const making = office.backend.call('report.create', params, { signal: controller.signal });
    controller.abort();
    expect(await codeOf(making)).toBe('cancelled');
    other.letGo();
    other.close();
  });
});
