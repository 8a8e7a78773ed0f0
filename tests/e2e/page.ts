import type { CDPSession, Locator, Page } from 'playwright';

/** The report's page: where it is written, or, once it is signed, read. */
export const pageOf = (page: Page): Locator => page.locator('[data-slate-editor][aria-label="正文"]');

/**
 * Leads the window to a report and waits until its page has come. The page that was there before is marked, so that
 * another report of the same words is not taken for this one.
 */
export async function showReport(page: Page, id: string): Promise<void> {
  await page.evaluate((to) => {
    for (const left of document.querySelectorAll('[data-slate-editor]')) left.setAttribute('data-left', '');
    location.hash = `#/report/${to}`;
  }, id);
  await page.locator('[data-slate-editor][aria-label="正文"]:not([data-left])').waitFor();
}

/** Waits until the program says that everything is on disk. */
export async function saved(page: Page): Promise<void> {
  await page.locator('.save-state.saved').waitFor();
}

/** A block of the page by some of its words. */
export const block = (page: Page, words: string): Locator =>
  pageOf(page).locator('[data-block-id]', { hasText: words }).last();

/** Puts the caret behind the first place where these words stand in the page's text, or before it. */
export async function caretAt(page: Page, words: string, side: 'before' | 'after' = 'after'): Promise<void> {
  await pageOf(page).evaluate(
    (root, [wanted, where]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0 || node.parentElement?.closest('[contenteditable="false"]')) continue;
        (root as HTMLElement).focus();
        node.parentElement?.scrollIntoView({ block: 'center' });
        getSelection()?.collapse(node, where === 'after' ? at + wanted.length : at);
        return;
      }
      throw new Error(`the page has no text “${wanted}”`);
    },
    [words, side] as const,
  );
  // The editor takes the selection over in a task of its own; a key pressed before that would go elsewhere.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Selects from the first of these words to the second, in one text or across blocks. */
export async function select(page: Page, from: string, to: string): Promise<void> {
  await caretAt(page, from, 'before');
  await pageOf(page).evaluate((root, words) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at < 0 || node.parentElement?.closest('[contenteditable="false"]')) continue;
      getSelection()?.extend(node, at + words.length);
      return;
    }
    throw new Error(`the page has no text “${words}”`);
  }, to);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Types through an input method: letters are composed, then the words are chosen. */
export async function compose(cdp: CDPSession, letters: string, words: string): Promise<void> {
  for (let n = 1; n <= letters.length; n += 1) {
    await cdp.send('Input.imeSetComposition', {
      text: letters.slice(0, n),
      selectionStart: n,
      selectionEnd: n,
    });
  }
  await cdp.send('Input.insertText', { text: words });
}

/** Marks that hold the caret beside what can't be typed in, and white space. */
const UNREAD = /[\u200B\uFEFF\s]/g;

/** The labels of the items in the page or in a block of it, in order. */
export async function ordinals(within: Locator): Promise<string[]> {
  const labels = await within.locator('.ordinal').allTextContents();
  return labels.map((label) => label.replace(UNREAD, ''));
}

/**
 * What the page reads like, without the marks that hold the caret and what is folded away. What is out of sight counts:
 * the browser, which leaves it undrawn, would not name it among the element's text.
 */
export async function textOf(locator: Locator): Promise<string> {
  const text = await locator.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let shown = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.parentElement?.checkVisibility({ visibilityProperty: true })) shown += node.textContent;
    return shown;
  });
  return text.replace(UNREAD, '');
}
