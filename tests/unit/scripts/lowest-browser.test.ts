import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { LOWEST_BROWSER } from '../../../electron/backend/print/find-browser.ts';

const text = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('is the same for the build, the page that refuses, the README and the help', () => {
  expect(text('vite.config.ts')).toContain(`target: 'chrome${LOWEST_BROWSER}'`);
  expect(text('renderer/app/too-old.js')).toContain(`内核 ${LOWEST_BROWSER} 或更新`);
  expect(text('README.md')).toMatch(new RegExp(`Chromium ${LOWEST_BROWSER}\\b`));
  expect(text('resources/help/90-files.md')).toContain(`内核 ${LOWEST_BROWSER} 或更新`);
});
