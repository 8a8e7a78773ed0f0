/** What finding and dropping ask of a page, though nothing is drawn; the answer takes it away again. */
export function standInForPage(): () => void {
  const listening = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const page = {
    requestAnimationFrame: () => 0,
    window: listening,
    document: { ...listening, getSelection: () => null },
  };
  Object.assign(globalThis, page);
  return () => {
    for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
  };
}
