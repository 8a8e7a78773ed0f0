import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** Themes in which a colour of one's own is the first to be unreadable. */
const DARK_THEMES = ['dark', 'contrast-dark'];

/** The same in light, and what a theme can break in the others. */
export async function axeInThemes(page: Page): Promise<string[]> {
  const found = await axeFindings(page);
  for (const theme of DARK_THEMES) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    found.push(...(await axeFindings(page, ['color-contrast'])).map((one) => `${theme}: ${one}`));
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  return found;
}

/** Serious and critical findings of accessibility on what is shown, each with what it is about. */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
    );
}
