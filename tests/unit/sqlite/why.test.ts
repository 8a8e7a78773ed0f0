import { describe, expect, it } from 'vitest';

import { choose, driverInWords, noDriver } from '../../../electron/backend/sqlite/driver.ts';
import { whyNot } from '../../../electron/backend/sqlite/why.ts';

/** As the loaders say it: glibc, Windows, macOS, Node. */
const SAID: [why: string, message: string, code?: string][] = [
  [
    '系统太旧，缺少 GLIBC_2.34',
    "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /opt/nianshu/linux-x64.node)",
    'ERR_DLOPEN_FAILED',
  ],
  [
    '系统太旧，缺少 GLIBCXX_3.4.29',
    "/lib/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by /opt/a.node)",
    'ERR_DLOPEN_FAILED',
  ],
  [
    '系统缺少 libstdc++.so.6',
    'libstdc++.so.6: cannot open shared object file: No such file or directory',
    'ERR_DLOPEN_FAILED',
  ],
  ['文件已损坏，或不是给这种处理器用的', '/opt/a.node: invalid ELF header', 'ERR_DLOPEN_FAILED'],
  ['文件已损坏，或不是给这种处理器用的', '/opt/a.node: file too short', 'ERR_DLOPEN_FAILED'],
  [
    '文件已损坏，或不是给这种处理器用的',
    String.raw`\\?\C:\nianshu\win32-x64.node is not a valid Win32 application.`,
    'ERR_DLOPEN_FAILED',
  ],
  [
    '文件已损坏，或不是给这种处理器用的',
    "dlopen(/a.node, 0x0001): tried: '/a.node' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
    'ERR_DLOPEN_FAILED',
  ],
  [
    '安装包里没有适合这种处理器的文件',
    "Cannot find module '/opt/build/Release/better_sqlite3.node'",
    'MODULE_NOT_FOUND',
  ],
  ['运行环境里没有', 'No such built-in module: node:sqlite', 'ERR_UNKNOWN_BUILTIN_MODULE'],
  ['缺少全文检索', 'no such module: fts5'],
  ['打不开', 'something else'],
];

describe('why a driver can not be loaded', () => {
  it.each(SAID)('%s: %s', (why, message, code) => {
    expect(whyNot(Object.assign(new Error(message), { code }))).toBe(why);
  });

  it('is told with what was kept and what to do', () => {
    const text = noDriver([
      { name: 'better-sqlite3', why: '系统太旧，缺少 GLIBC_2.34', error: null },
      { name: 'node:sqlite', why: '运行环境里没有', error: null },
    ]);
    expect(text).toContain('数据一点没有改动');
    expect(text).toContain('better-sqlite3 系统太旧，缺少 GLIBC_2.34；node:sqlite 运行环境里没有');
    expect(text).toContain('请换用');
  });

  it('is told to whoever asks which one is in use', () => {
    const chosen = choose(['node:sqlite']);
    expect(driverInWords(chosen)).toMatch(/^数据库组件 node:sqlite（SQLite 3\.\d+\.\d+）$/);
    const refused = [{ name: 'better-sqlite3', why: '打不开', error: null }] as const;
    expect(driverInWords({ ...chosen, refused })).toMatch(/（SQLite 3\.\d+\.\d+；better-sqlite3 打不开）$/);
  });
});
