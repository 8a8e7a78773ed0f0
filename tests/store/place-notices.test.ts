import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { tellOfPlace } from '../../electron/backend/store/place-notices.ts';
import { markRead, noticesOf } from '../../electron/backend/store/base/notices.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { tempFolder } from './folder.ts';

const at = new Date('2026-01-05T08:00:00Z');
const GOOD = { isPrivate: true, isOnNetwork: false };

describe('a data folder that lies badly', () => {
  it('on a network drive is told until it has been read, and then no more at that place', () => {
    const folder = tempFolder();
    tellOfPlace(folder, at, { ...GOOD, isOnNetwork: true });
    tellOfPlace(folder, at, { ...GOOD, isOnNetwork: true });
    const [notice, ...more] = noticesOf(folder);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ kind: 'network' });
    expect(notice?.text).toContain('请把数据放在本机');
    markRead(folder, notice?.id ?? '');
    tellOfPlace(folder, at, { ...GOOD, isOnNetwork: true });
    expect(noticesOf(folder)).toEqual([]);
    // Away and back again: told anew.
    tellOfPlace(folder, at, GOOD);
    tellOfPlace(folder, at, { ...GOOD, isOnNetwork: true });
    expect(noticesOf(folder)).toHaveLength(1);
  });

  it('is no longer told once it lies well', () => {
    const folder = tempFolder();
    tellOfPlace(folder, at, { isPrivate: false, isOnNetwork: true });
    expect(noticesOf(folder).map(({ kind }) => kind)).toEqual(['network', 'open-to-others']);
    tellOfPlace(folder, at, GOOD);
    expect(noticesOf(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    "among somebody's documents tells that others can get in",
    async () => {
      const folder = tempFolder();
      writeFileSync(join(folder, '会议通知.txt'), 'x');
      chmodSync(folder, 0o755);
      const store = await openStore(folder, () => at);
      expect(store.notices.list()).toMatchObject([{ kind: 'open-to-others' }]);
      await store.close();
      chmodSync(folder, 0o700);
      const again = await openStore(folder, () => at);
      expect(again.notices.list()).toEqual([]);
      await again.close();
    },
  );
});
