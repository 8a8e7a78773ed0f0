import type { Page } from 'playwright';

/**
 * Watches which nodes of the report React draws, in the production build too: React tells whoever stands in for its
 * developer tools of every commit. To be called before the page is loaded.
 */
export async function watchRendering(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Fiber = {
      tag: number;
      flags: number;
      child: Fiber | null;
      sibling: Fiber | null;
      alternate: Fiber | null;
      memoizedProps: { element?: { id?: string; type?: string } } | null;
    };
    const PERFORMED_WORK = 1;
    const rendered: string[] = [];
    const visit = (fiber: Fiber | null): void => {
      for (let next = fiber; next; next = next.sibling) {
        const before = next.alternate;
        const element = next.memoizedProps?.element;
        // Functions only: what the browser draws has no work of its own.
        const isComponent = [0, 11, 14, 15].includes(next.tag);
        if (isComponent && element?.type && (!before || (next.flags & PERFORMED_WORK) !== 0))
          rendered.push(element.id ?? element.type);
        // A branch that nothing happened in is the very same one as before.
        if (!before || before.child !== next.child) visit(next.child);
      }
    };
    Object.assign(globalThis, {
      rendered,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        checkDCE: () => undefined,
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        onCommitFiberRoot: (_: number, root: { current: Fiber }) => visit(root.current),
      },
    });
  });
}

/** Ids of the blocks and fields (types of others) that were drawn since the last call. */
export function renderedSince(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { rendered } = globalThis as unknown as { rendered: string[] };
    return [...new Set(rendered.splice(0))];
  });
}
