import type { CDPSession, Page } from 'playwright';

import type { Probe } from './probe.ts';

/** One action: milliseconds to the frame that shows it, and how much of them the page's thread was at work. */
export type Taken = { wall: number; work: number };

export type Sample = {
  opening: number;
  keys: Taken[];
  enters: Taken[];
  composing: Taken[];
  paste: Taken;
  /** Work a key altogether, in milliseconds: to its frame, and what panels and saving do in the pauses. */
  workPerKey: number;
  /** Megabytes of JavaScript heap after collecting garbage. */
  memory: number;
};

/** How many times the editors take turns, so that whatever else the machine does hits all alike. */
export const ROUNDS = 6;
const KEYS = 8;
const ENTERS = 1;
const COMPOSITIONS = 1;
/** Milliseconds between keys: a fast writer. Panels and saving do their work in between, and now and then meanwhile. */
const PACE = 90;
/** Milliseconds of rest at the end of a round, in which the panels follow. */
const REST = 700;

type InPage = { probe: Probe; gc?: () => void };
const PASTED = Array.from({ length: 25 }, () => '一段从别处粘贴来的文字，'.repeat(16)).join('\n');

/** Somebody who writes in one editor. Several of them write in turns. */
export class Writer {
  readonly page: Page;
  readonly #cdp: CDPSession;
  readonly #keys: Taken[] = [];
  readonly #enters: Taken[] = [];
  readonly #composing: Taken[] = [];
  #opening = 0;
  #paste: Taken = { wall: Number.NaN, work: Number.NaN };
  #workPerKey: number[] = [];
  #memory = Number.NaN;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  static async create(page: Page): Promise<Writer> {
    const cdp = await page.context().newCDPSession(page);
    // Time in which the thread really ran: other programs on the machine don't count.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Writer(page, cdp);
  }

  /** @param open draws the editor; answers with how long it took, in milliseconds */
  async open(open: () => Promise<number>): Promise<void> {
    this.#opening = await open();
    await this.#caretInMiddle();
    // The first keys find code that was never run.
    for (let n = 0; n < 8; n += 1) {
      await this.page.keyboard.press('a');
      await this.#pause(PACE);
    }
    await this.#pause(REST);
  }

  async round(): Promise<void> {
    const before = await this.work();
    for (let n = 0; n < KEYS; n += 1) {
      this.#keys.push(await this.#timeOf(() => this.page.keyboard.press('a')));
      await this.#pause(PACE);
    }
    await this.#pause(REST);
    this.#workPerKey.push(((await this.work()) - before) / KEYS);
    for (let n = 0; n < ENTERS; n += 1) {
      this.#enters.push(await this.#timeOf(() => this.page.keyboard.press('Enter')));
      await this.#pause(PACE);
      await this.page.keyboard.insertText('接着写一句。');
      await this.#pause(PACE);
    }
    for (let n = 0; n < COMPOSITIONS; n += 1) {
      for (const text of ['n', 'ni', 'nih', 'niha', 'nihao']) {
        const compose = () =>
          this.#cdp.send('Input.imeSetComposition', {
            text,
            selectionStart: text.length,
            selectionEnd: text.length,
          });
        this.#composing.push(await this.#timeOf(compose));
      }
      this.#composing.push(await this.#timeOf(() => this.#cdp.send('Input.insertText', { text: '你好' })));
      await this.#pause(PACE);
    }
    await this.#pause(REST);
  }

  async finish(): Promise<void> {
    const written = await this.page.evaluate(
      () => document.querySelector('[contenteditable="true"]')?.textContent ?? '',
    );
    if (!written.includes('aaaaaaaa') || !written.includes('接着写一句。你好'))
      throw new Error('what was typed is not there');
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), PASTED);
    this.#paste = await this.#timeOf(() => this.page.keyboard.press('Control+v'), 'paste');
    await this.#pause(1000);
    this.#memory = await this.page.evaluate(() => {
      (globalThis as unknown as InPage).gc?.();
      const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
      return memory.usedJSHeapSize / 2 ** 20;
    });
  }

  sample(): Sample {
    const works = this.#workPerKey;
    return {
      opening: this.#opening,
      keys: this.#keys,
      enters: this.#enters,
      composing: this.#composing,
      paste: this.#paste,
      workPerKey: works.reduce((sum, work) => sum + work, 0) / works.length,
      memory: this.#memory,
    };
  }

  /** Does something in the page and takes the time to the frame that shows it. */
  async #timeOf(action: () => Promise<unknown>, kind?: string): Promise<Taken> {
    await this.page.evaluate((first) => (globalThis as unknown as InPage).probe.arm(first), kind);
    const before = await this.work();
    await action();
    const wall = await this.page.evaluate(() => (globalThis as unknown as InPage).probe.taken());
    return { wall, work: (await this.work()) - before };
  }

  /** Milliseconds for which the page's thread has worked until now. */
  async work(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  }

  #pause(time: number): Promise<void> {
    return this.page.waitForTimeout(time);
  }

  /** Puts the caret into the paragraph in the middle of the editor. */
  async #caretInMiddle(): Promise<void> {
    await this.page.evaluate(() => {
      const root = document.querySelector<HTMLElement>('[contenteditable="true"]');
      if (!root) throw new Error('no editor');
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if ((node.textContent?.length ?? 0) > 20 && !node.parentElement?.closest('[contenteditable="false"]'))
          texts.push(node);
      const text = texts[Math.floor(texts.length / 2)];
      if (!text) throw new Error('no text');
      root.focus();
      text.parentElement?.scrollIntoView({ block: 'center' });
      getSelection()?.collapse(text, 10);
    });
    await this.#pause(400);
  }
}
