import { describe, expect, it } from 'vitest';

import { candidates, firstWith } from '../../../../scripts/native/mirror.ts';

describe('where Debian 11 is taken from', () => {
  it('is asked of each archive of this machine once, in its order', () => {
    const targets = [
      'http://archive.example/debian/',
      'http://archive.example/debian/',
      'https://other.example/apt',
      'cdrom://disc/',
      '',
    ].join('\n');
    expect(candidates(targets, undefined)).toEqual([
      'http://archive.example/debian',
      'https://other.example/apt',
    ]);
  });

  it('is first of all the archive that the person names', () => {
    expect(candidates('http://archive.example/debian/\n', 'http://near.example/debian/')).toEqual([
      'http://near.example/debian',
      'http://archive.example/debian',
    ]);
    expect(candidates('', 'not an address')).toEqual([]);
  });

  it('is the first that has it, and no further one is asked', async () => {
    const asked: string[] = [];
    const has = (archive: string): Promise<boolean> => {
      asked.push(archive);
      return Promise.resolve(archive === 'b');
    };
    expect(await firstWith(['a', 'b', 'c'], has)).toBe('b');
    expect(asked).toEqual(['a', 'b']);
    expect(await firstWith(['a'], has)).toBeNull();
  });
});
