import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

import { noteBundled } from './scripts/licences/bundled.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The script that tells a browser which is too old for all others: as it is written, before them. */
const tooOld = (): Plugin => ({
  name: 'too-old',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'assets/too-old.js',
      source: readFileSync(at('renderer/app/too-old.js'), 'utf8'),
    });
  },
  transformIndexHtml: () => [{ tag: 'script', attrs: { src: './assets/too-old.js' }, injectTo: 'body' }],
});

const page: UserConfig = {
  root: at('renderer'),
  // Relative, so that the same files work under app:// and under a random port.
  base: './',
  // Nothing is copied: what the page needs it imports.
  publicDir: false,
  plugins: [react(), tooOld(), noteBundled(at('.'), 'page')],
  worker: { plugins: () => [noteBundled(at('.'), 'page-worker')] },
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    // The lowest browser that README, help and too-old.js name.
    target: 'chrome109',
    // The content security policy lets fonts and pictures come from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One page, loaded from this very machine: a large file costs nothing.
    chunkSizeWarningLimit: 4000,
  },
};

const OUTSIDE = ['electron', 'better-sqlite3'];

/** A part of the desktop program: one file, with only Electron and the database driver left outside. */
const desktopPart = (entry: string, file: string, format: 'es' | 'cjs'): UserConfig => ({
  root: at('.'),
  publicDir: false,
  plugins: [noteBundled(at('.'), file.slice(file.indexOf('/') + 1).replace('/', '-'))],
  ssr: { noExternal: true, external: OUTSIDE },
  build: {
    ssr: at(entry),
    outDir: at(file.slice(0, file.lastIndexOf('/'))),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      external: OUTSIDE,
      output: {
        format,
        entryFileNames: file.slice(file.lastIndexOf('/') + 1),
        codeSplitting: false,
      },
    },
  },
});

/**
 * The command line: `main` for plain Node, `run` for Electron, which brings its own surroundings. What both need, and
 * what only some commands need, lies in files beside them.
 */
const commandLine = (): UserConfig => {
  const part = desktopPart('electron/shells/cli/run.ts', 'out/cli/run.js', 'es');
  return {
    ...part,
    // Playwright drives an installed browser under plain Node; a bundle of it does not run.
    ssr: { ...part.ssr, external: [...OUTSIDE, 'playwright'] },
    build: {
      ...part.build,
      ssr: true,
      rolldownOptions: {
        external: [...OUTSIDE, 'playwright'],
        input: { main: at('electron/shells/cli/main.ts'), run: at('electron/shells/cli/run.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' },
      },
    },
  };
};

/** Electron's main; it fetches the command line when it is asked for a command, from the bundle beside its own. */
const mainPart = (): UserConfig => ({
  ...desktopPart('electron/main/main.ts', 'out/main/main.js', 'es'),
  plugins: [
    noteBundled(at('.'), 'main'),
    {
      name: 'command-line-beside',
      enforce: 'pre',
      resolveId: (source) =>
        source.endsWith('/shells/cli/run.ts') ? { id: '../cli/run.js', external: true } : null,
    },
  ],
});

/** The shell for an installed browser, for machines that Electron has no program for (scripts/pack/portable.ts). */
const loopback = (): UserConfig => {
  const part = desktopPart('electron/shells/loopback/main.ts', 'out/loopback/main.js', 'es');
  return {
    ...part,
    ssr: { ...part.ssr, external: [...OUTSIDE, 'playwright'] },
    build: {
      ...part.build,
      rolldownOptions: { ...part.build?.rolldownOptions, external: [...OUTSIDE, 'playwright'] },
    },
  };
};

const parts: Record<string, UserConfig> = {
  main: mainPart(),
  // A sandboxed preload is CommonJS.
  preload: desktopPart('electron/preload/preload.ts', 'out/preload/preload.cjs', 'cjs'),
  // A thread of the backend: see electron/backend/store/care/run-task.ts.
  care: desktopPart('electron/backend/store/care/worker.ts', 'out/care/worker.js', 'es'),
  utility: desktopPart('electron/shells/ipc/utility.ts', 'out/backend/utility.js', 'es'),
  cli: commandLine(),
  loopback: loopback(),
  // What a process that reads foreign files begins with under plain Node; the one below does under Electron.
  'node-reader': desktopPart('electron/shells/reader.ts', 'out/node-reader/reader.js', 'es'),
  reader: desktopPart('electron/shells/ipc/reader.ts', 'out/reader/reader.js', 'es'),
};

export default defineConfig(({ mode }) => parts[mode] ?? page);
