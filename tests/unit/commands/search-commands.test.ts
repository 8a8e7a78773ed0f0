import { match } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';

import { isPressed, partsOf, type Pressed } from '../../../renderer/commands/chord.ts';
import { runCommand, type Command } from '../../../renderer/commands/command.ts';
import { CommandRegistry } from '../../../renderer/commands/registry.ts';
import { searchCommands } from '../../../renderer/commands/search-commands.ts';

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  group: '写作',
  run: () => undefined,
  ...more,
});

const all = [
  command('export', '导出 Word、PDF 或文本', { group: '报告', words: '打印' }),
  command('level', '改为一级标题'),
  command('field', '插入数据'),
  command('redo', '恢复'),
  command('off', '撤销', { enabled: () => false }),
  { id: 'keys', title: '下一项', group: '数据表', keys: 'Enter' } satisfies Command,
];

const pinyin = (title: string, query: string) => match(title, query, { continuous: false });
const ids = (query: string, recent: string[] = []) =>
  searchCommands(all, query, recent, pinyin).map(({ id }) => id);

describe('searchCommands', () => {
  it('finds by words, letters in order, pinyin, initials, other words and group', () => {
    expect(ids('导出')).toEqual(['export']);
    expect(ids('一标')).toEqual(['level']);
    expect(ids('daochu')).toEqual(['export']);
    expect(ids("cha'ru shu")).toEqual(['field']);
    expect(ids('yjbt')).toEqual(['level']);
    expect(ids('ＰＤＦ')).toEqual(['export']);
    expect(ids('打印')).toEqual(['export']);
    expect(ids('报告')).toEqual(['export']);
    expect(ids('没有这个')).toEqual([]);
  });

  it('puts a title that was typed to its end before what begins with it and was used last', () => {
    const both = [command('order', '审签顺序', { words: '审签' }), command('approve', '审签')];
    const found = searchCommands(both, '审签', ['order'], null);
    expect(found.map(({ id }) => id)).toEqual(['approve', 'order']);
  });

  it('shows what can be done now, used last first', () => {
    expect(ids('')).toEqual(['export', 'level', 'field', 'redo']);
    expect(ids('', ['redo', 'gone', 'field'])).toEqual(['redo', 'field', 'export', 'level']);
  });

  it('works without the pinyin dictionary', () => {
    expect(searchCommands(all, 'dc', [], null)).toEqual([]);
    expect(searchCommands(all, '恢复', [], null)).toHaveLength(1);
  });
});

describe('CommandRegistry', () => {
  it('lists by group, asks anew, forgets what has gone', () => {
    const registry = new CommandRegistry();
    let title = '一';
    const remove = registry.register(() => [command('b', title, { group: '窗口' }), command('a', '先')]);
    expect(registry.list().map((one) => one.id)).toEqual(['a', 'b']);
    title = '二';
    expect(registry.list()[1]?.title).toBe('二');
    remove();
    expect(registry.list()).toEqual([]);
  });
});

const press = (more: Partial<Pressed>): Pressed => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});

describe('commands that are switched off for now', () => {
  it('are not found, and say why to whoever presses their keys', () => {
    const registry = new CommandRegistry();
    const done: string[] = [];
    registry.register(() => [
      command('bold', '加粗', { run: () => done.push('bold') }),
      command('export', '导出', { group: '报告', run: () => done.push('export') }),
    ]);
    const again = registry.refuse({
      refuses: ({ group }) => group === '写作',
      tell: () => done.push('told'),
    });
    expect(searchCommands(registry.list(), '', [], pinyin).map(({ id }) => id)).toEqual(['export']);
    for (const one of registry.list()) runCommand(one);
    again();
    for (const one of registry.list()) runCommand(one);
    expect(done).toEqual(['told', 'export', 'bold', 'export']);
  });
});

describe('isPressed', () => {
  it('takes letters by their place and signs by what they are', () => {
    expect(isPressed(press({ key: 'е', code: 'KeyE', ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+E')).toBe(
      true,
    );
    expect(isPressed(press({ key: 'e', code: 'KeyE', ctrlKey: true }), 'Ctrl+Shift+E')).toBe(false);
    expect(isPressed(press({ key: '=', code: 'Equal', ctrlKey: true }), 'Ctrl++')).toBe(true);
    expect(isPressed(press({ key: '+', code: 'Equal', ctrlKey: true, shiftKey: true }), 'Ctrl++')).toBe(true);
    expect(isPressed(press({ key: '0', code: 'Numpad0', metaKey: true }), 'Ctrl+0')).toBe(true);
    expect(isPressed(press({ key: '？', code: 'Slash', shiftKey: true }), 'F1 ?')).toBe(true);
    expect(isPressed(press({ key: 'F6', shiftKey: true }), 'F6')).toBe(false);
    expect(isPressed(press({ key: 'k', code: 'KeyK', ctrlKey: true, isComposing: true }), 'Ctrl+K')).toBe(
      false,
    );
  });

  it('names the parts', () => {
    expect(partsOf('Ctrl++')).toEqual(['Ctrl', '+']);
    expect(partsOf('Ctrl+Alt+B')).toEqual(['Ctrl', 'Alt', 'B']);
    expect(partsOf('↑')).toEqual(['↑']);
    expect(partsOf('+')).toEqual(['+']);
  });
});
