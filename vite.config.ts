import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const page: UserConfig = {
  root: at('renderer'),
  // Relative, so that the same files work under app:// and under a random port.
  base: './',
  // Nothing is copied: what the page needs it imports.
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    // The content security policy lets fonts and pictures come from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One page, loaded from this very machine: a large file costs nothing.
    chunkSizeWarningLimit: 4000,
  },
};

/** A part of the desktop program: one file, with only Electron and the database driver left outside. */
const desktopPart = (entry: string, file: string, format: 'es' | 'cjs'): UserConfig => ({
  root: at('.'),
  publicDir: false,
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    ssr: at(entry),
    outDir: at(file.slice(0, file.lastIndexOf('/'))),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      external: ['electron', 'better-sqlite3'],
      output: {
        format,
        entryFileNames: file.slice(file.lastIndexOf('/') + 1),
        codeSplitting: false,
      },
    },
  },
});

const parts: Record<string, UserConfig> = {
  main: desktopPart('electron/main/main.ts', 'out/main/main.js', 'es'),
  // A sandboxed preload is CommonJS.
  preload: desktopPart('electron/preload/preload.ts', 'out/preload/preload.cjs', 'cjs'),
  // A thread of the backend: see electron/backend/store/care/run-task.ts.
  care: desktopPart('electron/backend/store/care/worker.ts', 'out/care/worker.js', 'es'),
  utility: desktopPart('electron/shells/ipc/utility.ts', 'out/backend/utility.js', 'es'),
  reader: desktopPart('electron/shells/ipc/reader.ts', 'out/reader/reader.js', 'es'),
};

export default defineConfig(({ mode }) => parts[mode] ?? page);
