import { expect, it } from 'vitest';

import { startApp } from './app.ts';

/** What a browser of that age has not. */
const WITHOUT: Record<string, () => void> = {
  'findLast (97)': () => void Reflect.deleteProperty(Array.prototype, 'findLast'),
  ':has (105)': () => {
    const own = CSS.supports.bind<(...args: string[]) => boolean>(CSS);
    CSS.supports = (...args: string[]) => !args[0]?.includes(':has') && own(...args);
  },
  'highlights (105)': () => Object.defineProperty(CSS, 'highlights', { value: undefined }),
};

it('says in an old browser which one is wanted, and runs in one that lacks only what it brings itself', async () => {
  const app = await startApp();
  try {
    for (const [name, take] of Object.entries(WITHOUT)) {
      const page = await app.context.newPage();
      await page.addInitScript(take);
      await page.goto(app.server.origin);
      await page.getByRole('heading', { name: '这个浏览器太旧，年述打不开' }).waitFor();
      expect(await page.locator('body').innerText(), name).toMatch(/内核 109 或更新。现在这个是 \d+。/);
      expect(await page.locator('.app').count(), name).toBe(0);
      const shots = process.env['NIANSHU_SHOTS'];
      if (shots) await page.screenshot({ path: `${shots}/too-old.png` });
      await page.close();
    }
    const page = await app.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    // Chromium 109 as far as it can be had here: before `toSorted` (110), `Map.groupBy` (117) and the newer caret (128).
    await page.addInitScript(() => {
      for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with'])
        Reflect.deleteProperty(Array.prototype, name);
      for (const name of ['groupBy']) Reflect.deleteProperty(Map, name);
      for (const name of ['withResolvers', 'try']) Reflect.deleteProperty(Promise, name);
      for (const name of ['parse', 'canParse']) Reflect.deleteProperty(URL, name);
      for (const name of ['union', 'difference', 'intersection', 'isSubsetOf', 'isSupersetOf'])
        Reflect.deleteProperty(Set.prototype, name);
      Reflect.deleteProperty(Document.prototype, 'caretPositionFromPoint');
      Reflect.deleteProperty(Array, 'fromAsync');
      Reflect.deleteProperty(AbortSignal, 'any');
    });
    await page.goto(`${app.server.origin}/#/demo`);
    const editor = page.locator('[data-slate-editor][aria-label="正文"]');
    await editor.waitFor();
    await page.getByRole('tab', { name: /检查/ }).click();
    await editor.locator('p, [data-block-id]').nth(3).click();
    await page.keyboard.type('写一句');
    await page.locator('.save-state.saved').waitFor();
    await page.keyboard.press('Control+Alt+v');
    await page.locator('.preview-pages canvas').first().waitFor({ timeout: 60_000 });
    await page.getByText(/共 \d+ 页/).waitFor();
    expect(errors).toEqual([]);
  } finally {
    await app.close();
  }
});
