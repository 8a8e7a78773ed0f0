import { describe, expect, it } from 'vitest';

import { followsWords, groupKeys, namesakeWords } from '../../../renderer/features/keys/key-words.ts';
import { passphraseProblem } from '../../../renderer/features/keys/passphrase-problem.ts';
import { openWays, wayOf, wayProblem, type WayForm } from '../../../renderer/features/keys/ways.ts';
import { keyWay } from '../../../shared/contract/keys.ts';
import type { KeyLine } from '../../../shared/signoff/keys.ts';

const line = (key: string, person: string | null, ended: string | null = null): KeyLine => ({
  key,
  person,
  name: key,
  unit: '青禾镇',
  fingerprint: '04312 88127 10023 55512 90031 77120',
  since: '2023-12-20T01:02:03Z',
  ended,
  follows: null,
  namesakes: 0,
});
const form = (part: Partial<WayForm>): WayForm => ({
  kind: 'declared',
  passphrase: '',
  witness: '',
  reason: '',
  ...part,
});

describe('the ways to a new key', () => {
  it('are all there where there is an own key and somebody else has one', () => {
    expect(openWays([line('a', 'lin'), line('b', 'zhou')], 'lin')).toEqual(['old', 'witness', 'declared']);
  });

  it('need no second person: a unit of one can always declare it', () => {
    expect(openWays([line('a', 'lin')], 'lin')).toEqual(['old', 'declared']);
    expect(openWays([], 'lin')).toEqual(['declared']);
  });

  it('count neither ended keys nor those that came with a card', () => {
    const keys = [line('a', 'lin', '2024-01-01T00:00:00Z'), line('b', null), line('c', 'zhou', '2024-01-01')];
    expect(openWays(keys, 'lin')).toEqual(['declared']);
  });

  it('say what is missing, and give the contract what it asks for', () => {
    expect(wayProblem(form({ kind: 'old' }))).toBe('请输入原来的口令。');
    expect(wayProblem(form({ kind: 'witness', passphrase: 'x' }))).toBe('请选作证的人。');
    expect(wayProblem(form({ kind: 'witness', witness: 'zhou' }))).toMatch('签发口令');
    expect(wayProblem(form({ reason: '  忘了  ' }))).toMatch('至少五个字');
    const whole = [
      form({ kind: 'old', passphrase: '旧的口令' }),
      form({ kind: 'witness', witness: 'zhou', passphrase: '他的口令' }),
      form({ kind: 'declared', reason: ' 换了电脑，忘记口令。 ' }),
    ];
    for (const one of whole) {
      expect(wayProblem(one)).toBeNull();
      expect(keyWay.safeParse(wayOf(one)).success, one.kind).toBe(true);
    }
  });
});

describe('what is said of a key', () => {
  it('says how it took the place of another, with the reason', () => {
    const follows = { key: 'old', reason: '换了电脑，忘记口令。', witness: null };
    expect(followsWords({ ...follows, way: 'declared' })).toBe('登记说明后换。说明：换了电脑，忘记口令。');
    expect(followsWords({ ...follows, way: 'old', reason: '' })).toBe('用原来的口令换。');
    const witness = { name: '周明远', unit: '青禾镇', key: 'w' };
    expect(followsWords({ ...follows, way: 'witness', reason: '', witness })).toBe(
      '由周明远（青禾镇）作证换。',
    );
  });

  it('warns of namesakes', () => {
    expect(namesakeWords({ namesakes: 0 })).toBeNull();
    expect(namesakeWords({ namesakes: 1 })).toBe('另有 1 把同名的密钥，以指纹区分。');
  });

  it('is in three groups', () => {
    const keys = [line('a', 'lin'), line('b', null), line('c', null, '2024-01-01T00:00:00Z')];
    const { own, taken, ended } = groupKeys(keys);
    expect([own, taken, ended].map((group) => group.map(({ key }) => key))).toEqual([['a'], ['b'], ['c']]);
  });
});

describe('a new passphrase', () => {
  it('is typed twice, and not too short', () => {
    expect(passphraseProblem({ first: '', again: '' })).toBe('请设一个签发口令。');
    expect(passphraseProblem({ first: '1234567', again: '1234567' })).toBe('口令至少 8 个字符。');
    expect(passphraseProblem({ first: '青禾镇的口令123', again: '青禾镇的口令12' })).toBe(
      '两次输入的口令不一样。',
    );
    expect(passphraseProblem({ first: '青禾镇的口令123', again: '青禾镇的口令123' })).toBeNull();
  });
});
