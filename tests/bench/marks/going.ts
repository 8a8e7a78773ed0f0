import type { Page } from 'playwright';

/**
 * Presses keys that go to another mark, and takes the time from the key to the frame in which that mark is lit up within
 * the window, in milliseconds.
 */
export async function timeToMark(page: Page, keys: string): Promise<number> {
  const time = await page.evaluateHandle(() => {
    // In here: it runs in the page.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const lit = (): Element | null => document.querySelector('.page .active');
    const before = lit();
    const taken = new Promise<number>((resolve) => {
      addEventListener(
        'keydown',
        ({ timeStamp }) => {
          const look = (): void => {
            const mark = lit();
            const box = mark === before ? undefined : mark?.getBoundingClientRect();
            if (!box || box.top < 0 || box.bottom > innerHeight) requestAnimationFrame(look);
            else setTimeout(() => resolve(performance.now() - timeStamp));
          };
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
    return { taken };
  });
  await page.keyboard.press(keys);
  return time.evaluate(({ taken }) => taken);
}
