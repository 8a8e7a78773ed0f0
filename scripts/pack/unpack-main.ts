import { Arch, build, Platform } from 'electron-builder';

import { configFile } from './builder-config.ts';
import { root } from '../lib/paths.mjs';
import type { Platform as Name } from './targets.ts';

// Packs a platform for both kinds of machine, without an installer around it. A process of its own: electron-builder
// writes what it does to standard output, and ends in ways of its own.
const [platform, electronDist, output] = process.argv.slice(2) as [Name, string, string];
const system = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[platform];
await build({
  projectDir: root,
  targets: system.createTarget('dir', Arch.x64, Arch.arm64),
  config: {
    extends: configFile(platform),
    electronDist,
    directories: { output },
  },
  publish: 'never',
});
