import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { CheckResult } from '../../shared/contract/checks.ts';
import type { Events } from '../../shared/contract/methods.ts';
import { defaultSetting } from '../../shared/settings/settings.ts';
import { base64, SAMPLE } from './sample.ts';
import { serve, type Served } from './backend-for-test.ts';
import { codeOf, transports, type Connected } from './transports.ts';
import { takeInText } from '../take-in.ts';

/** The sample with a slip of each severity. */
const FLAWED = SAMPLE.replace('认真落实上级部署，', '认真落实上级部署,截止11月底').replace(
  '执法力量仍显不足。',
  '今年执法力量仍显不足，其它问题也不少。',
);

const of = (result: CheckResult, rule: string) => result.findings.filter((one) => one.rule === rule);
const plain = ({ rule, section, text, message }: CheckResult['findings'][number]) => ({
  rule,
  section,
  text,
  message,
});

describe.each(transports)('checks over $name', (transport) => {
  let served: Served;
  let connected: Connected;

  beforeEach(async () => {
    served = await serve(transport);
    ({ connected } = served);
  });
  afterEach(() => served.close());

  const call: Connected['client']['call'] = (method, params, options) =>
    connected.client.call(method, params, options);

  async function takeIn(text: string): Promise<string> {
    return (await takeInText(call, text)).id ?? '';
  }

  it('names what is wrong in a stored report, where, and what should stand there', async () => {
    const id = await takeIn(FLAWED);
    const result = await call('checks.run', { id });
    expect(of(result, 'half-width-mark')).toMatchObject([
      { severity: 'error', section: '引言', text: ',', suggestion: '，', ignored: false },
    ]);
    expect(of(result, 'until-word')).toMatchObject([{ text: '截止', suggestion: '截至' }]);
    expect(of(result, 'other-word')).toMatchObject([{ severity: 'warning', section: '二、存在问题' }]);
    expect(of(result, 'now-words')).toMatchObject([{ severity: 'hint', suggestion: '2022年' }]);
    const { error, warning, hint } = result.counts;
    expect(error + warning + hint).toBe(result.findings.length);
    // The blocks that it names are the report's.
    const blocks = new Set((await call('report.open', { id })).document.blocks.map((block) => block.id));
    expect(result.findings.filter((finding) => !blocks.has(finding.block))).toEqual([]);
    expect(await codeOf(call('checks.run', { id: 'none' }))).toBe('not-found');
  });

  it('finds the same in a file that is not stored', async () => {
    const stored = await call('checks.run', { id: await takeIn(FLAWED) });
    const file = await call('checks.file', { name: '总结.txt', bytes: base64(FLAWED) });
    expect(file.findings.map(plain)).toEqual(stored.findings.map(plain));
    expect(await call('report.list', {})).toHaveLength(1);
    expect(await codeOf(call('checks.file', { name: '空.txt', bytes: '' }))).toBe('empty-file');
  });

  it('counts what is ignored no more, tells every window, and takes it back', async () => {
    const id = await takeIn(FLAWED);
    const before = await call('checks.run', { id });
    const { promise, resolve } = Promise.withResolvers<Events['checks.ignored.changed']>();
    const stop = connected.client.on('checks.ignored.changed', resolve);
    const one = { kind: 'finding' as const, key: of(before, 'until-word')[0]?.key ?? '' };
    const rule = { kind: 'rule' as const, key: 'half-width-mark' };
    expect(await call('checks.ignore', { id, entries: [one, rule], ignored: true })).toHaveLength(2);
    expect(await promise).toEqual({ id });
    stop();
    const after = await call('checks.run', { id });
    expect(after.findings.filter(({ ignored }) => ignored).map((finding) => finding.rule)).toEqual([
      'half-width-mark',
      'until-word',
    ]);
    expect(after.counts.error).toBe(before.counts.error - 2);
    await call('checks.ignore', { id, entries: [one, rule], ignored: false });
    expect(await call('checks.ignored', { id })).toEqual([]);
    expect((await call('checks.run', { id })).counts).toEqual(before.counts);
  });

  it('follows the unit’s own rules and lists', async () => {
    const id = await takeIn(FLAWED);
    await call('settings.set', {
      key: 'checks',
      value: {
        ...defaultSetting('checks'),
        off: ['until-word'],
        words: [{ wrong: '压实责任', right: '落实责任', except: [] }],
      },
    });
    const result = await call('checks.run', { id });
    expect(of(result, 'until-word')).toEqual([]);
    expect(of(result, 'word-list')).toMatchObject([{ text: '压实责任', suggestion: '落实责任' }]);
    const context = await call('checks.context', { id });
    expect(context).toMatchObject({ year: 2022, unit: '青禾镇', otherUnits: [] });
    expect(context.lists.words).toContainEqual({ wrong: '压实责任', right: '落实责任', except: [] });
    expect((await call('checks.base', {})).words.some(({ wrong }) => wrong === '压实责任')).toBe(false);
  });

  it('takes the names of the other units in the store for what may be left over', async () => {
    const id = await takeIn(FLAWED);
    await takeIn(SAMPLE.replaceAll('青禾镇', '白鹭镇'));
    expect((await call('checks.context', { id })).otherUnits).toEqual(['白鹭镇']);
  });
});
