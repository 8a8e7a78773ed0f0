import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { CardView, KeyLine } from '../../shared/signoff/keys.ts';
import type { RecordCheck } from '../../shared/signoff/record.ts';
import type { Verification } from '../../shared/signoff/types.ts';
import { makeFolder, officeIn, takeReady } from './cli-office.ts';
import { runCli } from './run-cli.ts';

// Keys are slow to derive by intent.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const FIRST = '石桥边七盏旧灯笼';
const SECOND = '晨雾里的木匠与灯塔';
const THIRD = '三月的蓝色玻璃杯';

const { folder, remove } = makeFolder();
const fileOf = (name: string): string => join(folder, name);

afterAll(remove);

/** Keys of a unit of one person, and then of two. The tests build on each other. */
describe('keys on the command line', () => {
  const unit = officeIn(folder, 'unit');
  const made: KeyLine[] = [];

  beforeAll(async () => {
    await unit.json([], 'person', 'add', '林春生', '--unit', '青禾镇', '--role', '签发');
  });

  it('is made with a passphrase that withstands guessing', async () => {
    const making = ['key', 'make', '--person', '林春生'];
    expect((await unit.ended(2, [], ...making)).stderr).toMatch(/没有读到口令，没有设密钥/);
    expect((await unit.ended(2, ['短口令'], ...making)).stderr).toMatch(/至少 8 个字符/);
    expect((await unit.ended(2, ['12345678'], ...making)).stderr).toMatch(/太容易猜到/);
    expect((await unit.ended(2, [FIRST], 'key', 'make', '--person', '王芳')).stderr).toMatch(
      /person add 王芳/,
    );
    const needless = await unit.ended(2, [FIRST, SECOND], ...making, '--old');
    expect(needless.stderr).toMatch(/还没有密钥，不用换/);
    made.push(await unit.json<KeyLine>([FIRST], ...making));
    expect(made[0]?.fingerprint).toMatch(/^(?:\d{5} ){5}\d{5}$/);
    const list = await unit.ended(0, [], 'key', 'list');
    expect(list.stdout).toMatch(/^(?:\d{5} ){5}\d{5} {2}林春生（青禾镇）\n {2}本机，\d{4}-\d{2}-\d{2} 起\n$/);
  });

  it('keeps its fingerprint under another passphrase', async () => {
    const changing = ['key', 'passphrase', '--person', '林春生'];
    expect((await unit.ended(2, [SECOND, THIRD], ...changing)).stderr).toMatch(/口令不对，口令没有改/);
    expect((await unit.ended(2, [FIRST], ...changing)).stderr).toMatch(/没有读到口令，口令没有改/);
    const ended = await unit.ended(0, [FIRST, SECOND], ...changing);
    expect(ended.stdout + ended.stderr).not.toMatch(new RegExp(`${FIRST}|${SECOND}`));
    const [key] = await unit.json<KeyLine[]>([], 'key', 'list');
    expect(key?.fingerprint).toBe(made[0]?.fingerprint);
    // Whoever gives the passphrases may stay at the other end.
    const both = `${SECOND}\n${SECOND}\n`;
    const open = await runCli(folder, [...changing, '--data', fileOf('unit')], both, true);
    expect(open).toMatchObject({ code: 0, stderr: '' });
  });

  it('is replaced in one of three ways, and never silently', async () => {
    const making = ['key', 'make', '--person', '林春生'];
    const silent = await unit.ended(2, [THIRD], ...making);
    expect(silent.stderr).toMatch(/本机已有林春生的密钥（指纹 .*--old.*--witness.*--declare/);
    expect((await unit.ended(2, [FIRST, THIRD], ...making, '--old')).stderr).toMatch(/口令不对/);
    const byOld = await unit.json<KeyLine>([SECOND, THIRD], ...making, '--old');
    expect(byOld.follows).toMatchObject({ way: 'old', key: made[0]?.key });
    const forgotten = ['--declare', '--reason', '原来的口令忘了，没有别人作证。'];
    const declared = await unit.json<KeyLine>([FIRST], ...making, ...forgotten);
    expect(declared.follows).toMatchObject({ way: 'declared', reason: '原来的口令忘了，没有别人作证。' });
    await unit.json([], 'person', 'add', '周明远');
    await unit.json([SECOND], 'key', 'make', '--person', '周明远');
    const witnessed = await unit.json<KeyLine>([SECOND, THIRD], ...making, '--witness', '周明远');
    expect(witnessed.follows).toMatchObject({ way: 'witness', witness: { name: '周明远' } });
    const keys = await unit.json<KeyLine[]>([], 'key', 'list');
    expect(keys.filter(({ ended }) => ended === null)).toHaveLength(2);
    const events = (await unit.ended(0, [], 'key', 'events')).stdout;
    for (const words of ['设密钥', '改签发口令', '用原来的口令换', '登记说明后换', '由另一人作证换（周明远'])
      expect(events).toContain(words);
    const list = (await unit.ended(0, [], 'key', 'list')).stdout;
    expect(list).toContain('登记说明后换：原来的口令忘了，没有别人作证。');
  });

  it('is told from a namesake’s by its fingerprint only', async () => {
    const other = officeIn(folder, 'namesake');
    await other.json([], 'person', 'add', '周明远', '--unit', '云川市');
    await other.json([FIRST], 'key', 'make', '--person', '周明远');
    const out = ['--person', '周明远', '--out', '同名.nskey'];
    const { fingerprint } = await other.json<{ fingerprint: string }>([], 'key', 'card', ...out);
    const shown = await unit.ended(0, [], 'key', 'show', '同名.nskey');
    expect(shown.stdout).toContain(`密钥卡：周明远（云川市）`);
    expect(shown.stdout).toMatch(/本机另有周明远的密钥在用：指纹 /);
    await unit.json([], 'key', 'add', '同名.nskey', '--compared', fingerprint);
    expect((await unit.ended(0, [], 'key', 'list')).stdout).toMatch(/另有 1 把同名的密钥在用/);
    await unit.json([], 'key', 'end', ...fingerprint.split(' '), '--reason', '不再往来');
    const again = await unit.ended(2, [], 'key', 'end', '0'.repeat(30), '--reason', '不再往来');
    expect(again.stderr).toMatch(/没有这个指纹的密钥/);
    expect((await unit.ended(0, [], 'key', 'events')).stdout).toMatch(/停用密钥 {2}周明远.*原因：不再往来/);
  });
});

/** All that an office needs which has only the program, the file and the public key. */
describe('an office that has only the file and the key card', () => {
  const signer = officeIn(folder, 'signer');
  const far = officeIn(folder, 'far');
  let fingerprint: string;
  const asked = async (code: number, ...args: string[]): Promise<Verification & { proof: string | null }> =>
    JSON.parse((await far.ended(code, [], 'verify', ...args, '--json')).stdout) as Verification & {
      proof: string | null;
    };

  beforeAll(async () => {
    const id = await takeReady(signer);
    const sign = ['signoff', id, '--person', '林春生', '--date', '2023-12-20', '--first'];
    await signer.json([FIRST], ...sign);
    for (const edition of ['internal', 'public'] as const) {
      await signer.json(
        [],
        'export',
        id,
        '--edition',
        edition,
        '--allow-leftovers',
        '--out',
        `${edition}.docx`,
      );
      writeFileSync(fileOf(`${edition}-alone.docx`), readFileSync(fileOf(`${edition}.docx`)));
      // Saved anew: the same words in other bytes.
      const parts = unzipSync(new Uint8Array(readFileSync(fileOf(`${edition}.docx`))));
      writeFileSync(fileOf(`${edition}-again.docx`), zipSync(parts, { level: 1 }));
    }
    await signer.json([], 'record', id, '--out', '记录.csv');
    ({ fingerprint } = await signer.json<{ fingerprint: string }>(
      [],
      'key',
      'card',
      '--person',
      '林春生',
      '--out',
      '林春生.nskey',
    ));
  });

  it('gets a side file with each file, told, and never over another file', async () => {
    expect(existsSync(fileOf('internal.docx.nsv'))).toBe(true);
    const [listed] = await signer.json<{ id: string }[]>([], 'list');
    const id = listed?.id ?? '';
    const exporting = ['export', id, '--edition', 'internal', '--out'];
    const again = await signer.ended(0, [], ...exporting, 'internal-2.docx');
    expect(again.stdout).toMatch(/核验文件：.*internal-2\.docx\.nsv（与文件一起发出/);
    expect(again.stderr).toBe('');
    const replaced = await signer.ended(0, [], ...exporting, 'internal-2.docx');
    expect(replaced.stderr).toMatch(/internal-2\.docx\.nsv 是以前导出的核验文件，已换成这次的/);
    writeFileSync(fileOf('记事.docx.nsv'), '我的笔记');
    const beside = await signer.ended(0, [], ...exporting, '记事.docx');
    expect(beside.stderr).toMatch(/记事\.docx\.nsv 不是核验文件，没有覆盖/);
    expect(readFileSync(fileOf('记事.docx.nsv'), 'utf8')).toBe('我的笔记');
    expect(existsSync(fileOf('记事.docx.2.nsv'))).toBe(true);
    await signer.ended(0, [], 'verify', '记事.docx', '--proof', '记事.docx.2.nsv');
  });

  it('can’t tell whose it is before it knows the key, and says so with 3', async () => {
    expect(await asked(3, 'internal.docx')).toMatchObject({ answer: 'unknown', scope: 'file', fingerprint });
    expect(await asked(3, 'internal-alone.docx')).toMatchObject({ answer: 'unknown', scope: 'words' });
    // The public edition names no key: nothing is proved.
    expect(await asked(3, 'public.docx')).toMatchObject({ answer: 'unknown', scope: null });
    const text = (await far.ended(3, [], 'verify', 'public.docx')).stdout;
    expect(text).toMatch(/^认定不了是谁签发的。\n/);
    expect(text).not.toMatch(/一字不差|一个字节不差/);
    const internal = (await far.ended(3, [], 'verify', 'internal.docx')).stdout;
    expect(internal).toMatch(/^签名有效，但本机不认识这把密钥：就是签发后导出的那个文件/);
    expect(internal).toContain(`密钥指纹：${fingerprint}`);
    const record = await far.ended(3, [], 'verify', '记录.csv', '--json');
    expect((JSON.parse(record.stdout) as RecordCheck).answer).toBe('unknown');
  });

  it('takes the key card in only with the fingerprint that was read out', async () => {
    const told = await far.ended(1, [], 'key', 'add', '林春生.nskey');
    expect(told.stdout).toContain(fingerprint);
    expect(told.stdout).toMatch(/给林春生本人打电话.*--compared/);
    expect(told.stderr).toBe('还没有核对指纹，没有收入。\n');
    const other = fingerprint.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    const wrong = await far.ended(2, [], 'key', 'add', '林春生.nskey', '--compared', other);
    expect(wrong.stderr).toMatch(/不一样，没有收入/);
    expect(await far.json<KeyLine[]>([], 'key', 'list')).toEqual([]);
    const card = readFileSync(fileOf('林春生.nskey'), 'utf8');
    writeFileSync(fileOf('改过.nskey'), card.replace('林春生', '王春生'));
    const forged = await far.ended(2, [], 'key', 'add', '改过.nskey', '--compared', fingerprint);
    expect(forged.stderr).toMatch(/不是密钥卡，或文件被改过/);
    expect(await far.json<CardView>([], 'key', 'show', '林春生.nskey')).toMatchObject({ isKnown: false });
    await far.json([], 'key', 'add', '林春生.nskey', '--compared', fingerprint.replaceAll(' ', ''));
  });

  it('then tells this very file from the same words', async () => {
    for (const edition of ['internal', 'public']) {
      const whole = await asked(0, `${edition}.docx`);
      expect(whole).toMatchObject({ answer: 'known', scope: 'file', fingerprint });
      expect(whole.proof).toBe(fileOf(`${edition}.docx.nsv`));
      expect(await asked(0, `${edition}-alone.docx`)).toMatchObject({ scope: 'words', proof: null });
      const proof = ['--proof', `${edition}.docx.nsv`];
      expect(await asked(0, `${edition}-alone.docx`, ...proof)).toMatchObject({ scope: 'file' });
      expect(await asked(0, `${edition}-again.docx`, ...proof)).toMatchObject({ scope: 'words' });
    }
    // Whoever names the side file means its file.
    expect(await asked(0, 'internal.docx.nsv')).toMatchObject({ scope: 'file' });
    const text = (await far.ended(0, [], 'verify', 'internal-alone.docx')).stdout;
    expect(text).toMatch(/^核验无误：文字与签发稿相同，版面没有核对。\n/);
    expect(text).toContain('旁边没有核验文件');
  });

  it('finds out what was changed', async () => {
    const parts = unzipSync(new Uint8Array(readFileSync(fileOf('internal.docx'))));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const changed = zipSync({ ...parts, 'word/document.xml': strToU8(xml.replace('612', '621')) });
    writeFileSync(fileOf('改过.docx'), changed);
    const proof = ['--proof', 'internal.docx.nsv'];
    expect(await asked(1, '改过.docx', ...proof)).toMatchObject({
      answer: 'invalid',
      scope: null,
      ok: false,
    });
    // A side file of another file proves nothing of this one.
    expect(await asked(0, 'public-alone.docx', ...proof)).toMatchObject({ scope: 'words' });
    writeFileSync(fileOf('坏.nsv'), '{}');
    expect(await asked(1, 'internal.docx', '--proof', '坏.nsv')).toMatchObject({ answer: 'invalid' });
  });

  it('checks an exported record by itself', async () => {
    const csv = readFileSync(fileOf('记录.csv'), 'utf8');
    const check = async (code: number, text: string): Promise<string[]> => {
      writeFileSync(fileOf('收到的.csv'), text);
      const { stdout } = await far.ended(code, [], 'verify', '收到的.csv', '--json');
      return (JSON.parse(stdout) as RecordCheck).findings;
    };
    const sound = await check(0, csv);
    expect(sound.join('\n')).toMatch(/前后相接.*\n到第 \d+ 条由2023年12月20日的签发保护/);
    expect(sound.join('\n')).toMatch(/最后 \d+ 条在最近一次签发以后，没有签名保护/);
    const rows = csv.split('\r\n');
    expect((await check(1, rows.filter((_row, at) => at !== 1).join('\r\n'))).join()).toMatch(/接不上/);
    // Without its signatures a record can be written by anybody.
    const unsealed = rows.filter((row) => !row.startsWith('签发保护'));
    expect((await check(1, unsealed.join('\r\n'))).join()).toMatch(/没有签名：谁都能照样另写一份/);
    expect((await check(1, '编号,时间\r\n1,2023')).join()).toMatch(/不是年述导出的办理记录/);
  });

  it('no longer trusts a key that was ended', async () => {
    const { stdout } = await far.ended(0, [], 'key', 'end', fingerprint, '--reason', '换了新密钥');
    expect(stdout).toMatch(/^已停用：林春生/);
    // The public edition bears no date: nobody knows whether it was signed before.
    expect(await asked(1, 'public.docx')).toMatchObject({ answer: 'invalid', scope: null });
    expect(await asked(0, 'internal.docx')).toMatchObject({ answer: 'known', scope: 'file' });
  });
});
