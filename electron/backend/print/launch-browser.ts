import { existsSync } from 'node:fs';

import type { Browser } from 'playwright';

import { AppError } from '../../../shared/errors/app-error.ts';
import { findBrowser } from './find-browser.ts';

/** Gives the path of a browser of the Chromium family, or null where there is none. */
export type FindBrowser = () => string | null | Promise<string | null>;

const FLAGS = [
  // The PDF says who made it: the program, not the browser's version and the machine's system.
  '--user-agent=Nianshu',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync',
  '--no-first-run',
];

/** Page numbers and the draft mark are page margin boxes, which Chromium has had since this version. */
const OLDEST = 131;

/** An installed browser, else the one that `playwright install` has brought. */
export async function findAnyBrowser(): Promise<string | null> {
  const installed = findBrowser(process.env, process.platform, OLDEST);
  if (installed) return installed;
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** Starts the browser without a window. Throws AppError('no-printer') that says what to do. */
export async function launchBrowser(find: FindBrowser): Promise<Browser> {
  const path = await find();
  if (!path) {
    throw new AppError(
      'no-printer',
      '没有导出 PDF：这台电脑上没有找到 Chrome、Edge 或 Chromium 浏览器。请安装其中之一，或在环境变量 NIANSHU_BROWSER 里写明它的位置；Word 和文本仍可导出，报告没有改动。',
    );
  }
  const browser = await start(path);
  const version = browser.version();
  if (!isTooOld(version)) return browser;
  await browser.close();
  throw new AppError(
    'no-printer',
    `没有导出 PDF：浏览器（${path}）的版本 ${version} 太旧，打印不出页码。请升级到 ${OLDEST} 或更高版本，或先导出 Word；报告没有改动。`,
  );
}

/** A browser that prints without page numbers: worse than none, because nobody is told. */
export function isTooOld(version: string): boolean {
  const major = Number.parseInt(version, 10);
  return Number.isFinite(major) && major < OLDEST;
}

async function start(executablePath: string): Promise<Browser> {
  // Only needed for a PDF, and slow to load.
  const { chromium } = await import('playwright');
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      args: FLAGS,
      // Chromium does not start as root with its sandbox; the page is our own and runs no script.
      chromiumSandbox: process.getuid?.() !== 0,
      // The shells close the printer themselves when they are told to stop.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new AppError(
      'no-printer',
      `没有导出 PDF：浏览器没有启动（${executablePath}）。请先确认它能打开，再重试；报告没有改动。`,
      { cause: error },
    );
  }
}
