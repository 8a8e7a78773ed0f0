import type { Page } from 'playwright';

import { pageOf } from './page.ts';

// A block is written as it reads, with the caret as a bar: `一是完善|制度`, and a selection as two. Ordinals and fields
// count as their words.

/** A place in the page: the block's index and the characters that are read before it. */
export type Spot = { block: number; at: number };

type Part = { node: Text | null; from: number; to: number };

type Tools = {
  /** The block's text nodes, and one entry a void, in order. */
  parts(block: Element): Part[];
  block(index: number): Element;
};

/** Runs in the page. */
function install(): void {
  // All of it travels into the page together.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const words = (node: Node): string => (node.textContent ?? '').replaceAll('\uFEFF', '');
  const tools: Tools = {
    parts: (block) => {
      const parts: Part[] = [];
      let at = 0;
      const add = (node: Text | null, length: number): void => {
        parts.push({ node, from: at, to: at + length });
        at += length;
      };
      const walk = (node: Node): void => {
        if (node instanceof Text) add(node, words(node).length);
        else if (node instanceof Element && node.classList.contains('void')) add(null, words(node).length);
        else node.childNodes.forEach(walk);
      };
      walk(block);
      return parts;
    },
    block: (index) => {
      const block = document.querySelectorAll('.page [data-block-id]')[index];
      if (!block) throw new Error(`no block ${index}`);
      return block;
    },
  };
  Object.assign(globalThis, { caretTools: tools });
}

async function prepare(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'caretTools' in globalThis))) await page.evaluate(install);
}

/** Two frames: the editor takes the selection over in a task of its own, and draws in another. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Puts the caret (or, with two bars, the selection) into the block at `index`. */
export async function place(page: Page, index: number, words: string): Promise<void> {
  const [before = '', inside = '', after] = words.split('|');
  const at = before.length;
  await placeAt(
    page,
    { block: index, at },
    { block: index, at: after === undefined ? at : at + inside.length },
  );
  await expectView(page, index, words);
}

/** Selects from one place to another. */
export async function placeAt(page: Page, from: Spot, to: Spot = from): Promise<void> {
  await prepare(page);
  await pageOf(page).evaluate(
    (root, spots) => {
      const { caretTools: tools } = globalThis as unknown as { caretTools: Tools };
      const [a, b] = spots.map(({ block, at }): [Text, number] => {
        const part = tools
          .parts(tools.block(block))
          .find((one) => one.node && one.from <= at && at <= one.to);
        if (!part?.node) throw new Error(`no place ${at} in block ${block}`);
        const lead = part.node.data.startsWith('\uFEFF') ? 1 : 0;
        return [part.node, at - part.from + lead];
      }) as [[Text, number], [Text, number]];
      (root as HTMLElement).focus();
      a[0].parentElement?.scrollIntoView({ block: 'center' });
      getSelection()?.setBaseAndExtent(a[0], a[1], b[0], b[1]);
      // The editor follows the selection at its leisure, but before any input at once; this input does nothing else.
      root.dispatchEvent(
        new InputEvent('beforeinput', { inputType: 'formatUnderline', bubbles: true, cancelable: true }),
      );
    },
    [from, to],
  );
  await settle(page);
}

/** How the block reads, with bars for the caret or the ends of the selection that lie in it. */
export async function view(page: Page, index: number): Promise<string> {
  await prepare(page);
  return page.evaluate((at) => {
    const { caretTools: tools } = globalThis as unknown as { caretTools: Tools };
    const block = tools.block(at);
    const parts = tools.parts(block);
    const selection = getSelection();
    const spot = (node: Node | null | undefined, offset: number): number[] => {
      const part = parts.find((one) => one.node !== null && one.node === node);
      return part?.node ? [part.from + part.node.data.slice(0, offset).replaceAll('\uFEFF', '').length] : [];
    };
    const spots = new Set([
      ...spot(selection?.anchorNode, selection?.anchorOffset ?? 0),
      ...spot(selection?.focusNode, selection?.focusOffset ?? 0),
    ]);
    let text = (block.textContent ?? '').replaceAll('\uFEFF', '');
    for (const one of [...spots].toSorted((a, b) => b - a)) text = `${text.slice(0, one)}|${text.slice(one)}`;
    return text;
  }, index);
}

/** Waits until the block reads so, with the caret there. */
export async function expectView(page: Page, index: number, wanted: string): Promise<void> {
  const deadline = Date.now() + 4000;
  for (let seen = await view(page, index); seen !== wanted; seen = await view(page, index)) {
    if (Date.now() > deadline) throw new Error(`block ${index} reads\n  ${seen}\nnot\n  ${wanted}`);
    await settle(page);
  }
}
