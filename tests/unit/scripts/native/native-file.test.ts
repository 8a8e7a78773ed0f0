import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readNativeFile } from '../../../../scripts/native/native-file.ts';
import { aboveFloor, compareVersions } from '../../../../scripts/native/versions.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const module = (...path: string[]): string => join(root, 'node_modules', ...path);
const driver = (target: string): string => module('better-sqlite3', 'prebuilds', `${target}.node`);
const unzip = (target: string): string => module('@electron-internal', 'extract-zip', `index.${target}.node`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianshu-native-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function made(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('what a native file asks of a machine', () => {
  // As `readelf --version-info --dynamic`, `objdump -p` and `otool -L -l` print it of the same files.
  it('tells versions and libraries of the prebuilt driver for Linux', () => {
    expect(readNativeFile(driver('linux-x64'))).toEqual({
      format: 'elf',
      machine: 'x64',
      machines: ['x64'],
      glibc: '2.34',
      glibcxx: '3.4.29',
      cxxabi: '1.3.9',
      system: null,
      needed: ['libstdc++.so.6', 'libm.so.6', 'libc.so.6', 'ld-linux-x86-64.so.2'],
    });
    expect(readNativeFile(driver('linux-arm64'))).toMatchObject({
      machine: 'arm64',
      glibc: '2.34',
      glibcxx: '3.4.29',
    });
  });

  it('finds no glibc in what was built for musl', () => {
    expect(readNativeFile(driver('linuxmusl-arm64'))).toMatchObject({
      machine: 'arm64',
      glibc: null,
      glibcxx: null,
      needed: ['libstdc++.so.6', 'libc.musl-aarch64.so.1'],
    });
  });

  it('reads programs of 32 bits, so that one in the wrong package is named', () => {
    expect(readNativeFile(unzip('linux-ia32-gnu'))).toMatchObject({ format: 'elf', machine: 'ia32' });
    expect(readNativeFile(unzip('linux-arm-gnueabihf'))).toMatchObject({ format: 'elf', machine: 'arm' });
    expect(readNativeFile(unzip('linux-ia32-gnu'))?.needed).toContain('libc.so.6');
  });

  it('tells machine, libraries and lowest system of those for Windows', () => {
    const x64 = readNativeFile(driver('win32-x64'));
    expect(x64).toMatchObject({ format: 'pe', machine: 'x64', system: '6.0', glibc: null });
    expect(x64?.needed).toEqual(['KERNEL32.dll', 'node.exe']);
    expect(readNativeFile(driver('win32-arm64'))).toMatchObject({ format: 'pe', machine: 'arm64' });
  });

  it('tells machine, libraries and lowest system of those for macOS, and all machines of a universal one', () => {
    expect(readNativeFile(driver('darwin-arm64'))).toMatchObject({
      format: 'mach-o',
      machine: 'arm64',
      system: '11.0',
      needed: ['/usr/lib/libc++.1.dylib', '/usr/lib/libSystem.B.dylib'],
    });
    expect(readNativeFile(driver('darwin-x64'))).toMatchObject({ machine: 'x64', system: '10.7' });
    expect(readNativeFile(unzip('darwin-universal'))).toMatchObject({
      machine: 'universal',
      machines: ['x64', 'arm64'],
    });
  });

  it('says null for what is none, also for a Java class, which begins like a universal program', () => {
    expect(readNativeFile(join(root, 'package.json'))).toBeNull();
    expect(readNativeFile(made('empty', new Uint8Array()))).toBeNull();
    expect(readNativeFile(made('A.class', Buffer.from('cafebabe0000003d0010', 'hex')))).toBeNull();
  });
});

describe('a native file that is damaged', () => {
  it('is refused by name wherever it is cut off, and never read for ever', () => {
    for (const source of [driver('linux-x64'), driver('win32-x64'), unzip('darwin-universal')]) {
      const whole = readFileSync(source);
      for (const length of [8, 20, 63, 64, 200, 500, 1000]) {
        const path = made('cut.node', whole.subarray(0, length));
        expect(() => readNativeFile(path)).toThrow(`读不出这个程序文件：${path}（内容不完整）`);
      }
    }
  });

  it('is refused when its list of commands does not go on', () => {
    const bytes = Buffer.from(readFileSync(driver('darwin-x64')));
    bytes.writeUInt32LE(0, 32 + 4);
    bytes.writeUInt32LE(0xffffffff, 16);
    expect(() => readNativeFile(made('still.node', bytes))).toThrow('内容不完整');
  });

  it('is refused when it is big-endian, or an old DOS program', () => {
    const bytes = Buffer.from(readFileSync(driver('linux-x64')));
    bytes[5] = 2;
    expect(() => readNativeFile(made('big.node', bytes))).toThrow('大端序');
    const dos = Buffer.alloc(128);
    dos.write('MZ');
    expect(() => readNativeFile(made('dos.exe', dos))).toThrow('不是 Windows 程序');
  });
});

describe('the floor', () => {
  it('is compared number by number', () => {
    expect(compareVersions('2.9', '2.28')).toBeLessThan(0);
    expect(compareVersions('2.28', '2.28')).toBe(0);
    expect(compareVersions('2.2.5', '2.2')).toBeGreaterThan(0);
  });

  it('names what a file asks for above it', () => {
    expect(aboveFloor(readNativeFile(driver('linux-x64'))!)).toEqual(['GLIBC_2.34', 'GLIBCXX_3.4.29']);
    expect(aboveFloor(readNativeFile(driver('win32-x64'))!)).toEqual([]);
    expect(aboveFloor({ glibc: '2.28', glibcxx: '3.4.25', cxxabi: '1.3.11' })).toEqual([]);
    expect(aboveFloor({ glibc: '2.4', glibcxx: '3.4.26', cxxabi: '1.3.12' })).toEqual([
      'GLIBCXX_3.4.26',
      'CXXABI_1.3.12',
    ]);
  });
});
