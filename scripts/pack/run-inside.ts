import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { extractAll } from '@electron/asar';

import { projectNode, root } from '../lib/paths.mjs';
import type { Layout } from './targets.ts';

const INSIDE = join(root, 'scripts', 'pack', 'inside');

export type Ran = { did: string[]; problem: string | null };

/** Runs a program with nothing of this process's surroundings, and collects what it writes. */
function runAlone(
  args: readonly string[],
  cwd: string,
  home: string,
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(existsSync(projectNode) ? projectNode : process.execPath, args, {
      cwd,
      env: {
        HOME: home,
        USERPROFILE: home,
        TMPDIR: home,
        ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', (error) => (err += error.message));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/**
 * Takes the archive of a package apart in an empty folder, and runs what is in it as an office would use it: under plain
 * Node, with an empty environment and an empty home.
 * @param work an empty folder for it
 * @param driver this computer's driver, put in beside the package's own where that is for another system; null: the
 * package's own is used
 * @param browser a Chromium that prints, or null: then the page alone is looked at
 */
export async function runInside(
  layout: Layout,
  work: string,
  driver: string | null,
  browser: string | null,
): Promise<Ran> {
  const app = join(work, 'app');
  const home = join(work, 'home');
  const run = join(work, 'run');
  mkdirSync(home, { recursive: true });
  cpSync(INSIDE, run, { recursive: true });
  extractAll(join(layout.resources, 'app.asar'), app);
  if (driver) {
    const prebuilds = join(app, 'node_modules', 'better-sqlite3', 'prebuilds');
    mkdirSync(prebuilds, { recursive: true });
    copyFileSync(driver, join(prebuilds, `${process.platform}-${process.arch}.node`));
  }
  const asked = { app, resources: join(layout.resources, 'resources'), data: join(work, 'data'), browser };
  const { code, out, err } = await runAlone([join(run, 'main.mjs'), JSON.stringify(asked)], run, home);
  rmSync(app, { recursive: true, force: true });
  if (code !== 0)
    return { did: [], problem: err.trim().split('\n').slice(0, 12).join('\n') || `以 ${code} 结束` };
  try {
    return { did: (JSON.parse(out) as { did: string[] }).did, problem: null };
  } catch {
    return { did: [], problem: `没有做完：${out}${err}` };
  }
}
