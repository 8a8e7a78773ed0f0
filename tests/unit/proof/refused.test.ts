import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { PlainReading } from '../../../electron/backend/docx/proof/read-plainly.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

const spoilt = vi.hoisted(() => ({ now: false }));

/** Reads files as they are, or as if a fault of ours had lost a figure in them. */
vi.mock('../../../electron/backend/docx/proof/read-plainly.ts', async (original) => {
  const real = await original<{ readPlainly: (bytes: Uint8Array) => PlainReading }>();
  return {
    readPlainly: (bytes: Uint8Array): PlainReading => {
      const { accepted, rejected } = real.readPlainly(bytes);
      return { accepted: spoilt.now ? accepted.replace('45', '5') : accepted, rejected };
    },
  };
});

let office: Office;
let id: string;
const call: Office['backend']['call'] = (method, params) => office.backend.call(method, params);

beforeAll(async () => {
  office = await openOffice();
  id = await takeIn(office.backend);
});
afterAll(() => office.close());

const EXPORTS: Record<string, () => Promise<unknown>> = {
  送审稿: () => call('review.export', { id, author: 'writer' }),
  花脸稿: () => call('export.marked', { id, format: 'docx' }),
  对照稿: () =>
    call('compare.export', { a: { report: id }, b: { report: id }, edition: 'internal', format: 'docx' }),
};

describe('a Word file that does not say what it was written from', () => {
  it.each(Object.keys(EXPORTS))(
    'is not handed over, with the place, and nothing is changed: %s',
    async (what) => {
      spoilt.now = false;
      await EXPORTS[what]?.();
      const before = await call('report.open', { id });
      const { entries } = await call('record.list', { id });
      spoilt.now = true;
      await expect(EXPORTS[what]?.()).rejects.toThrow(
        new RegExp(`^${what}自检未通过，没有导出，.*全部接受后，.*应是“45.*文件里是“5`),
      );
      expect(await call('report.open', { id })).toEqual(before);
      expect((await call('record.list', { id })).entries).toEqual(entries);
    },
  );
});
