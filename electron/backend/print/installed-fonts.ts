/** What it uses of a page: the rest of this program runs under Node, where there is no DOM. */
type PageGlobals = {
  document: { createElement(name: 'canvas'): { getContext(kind: '2d'): TextMeasure | null } };
};
type TextMeasure = { font: string; measureText(text: string): { width: number } };

/**
 * Runs in a page. A family is there when text set in it is as wide whatever the family behind it; one that is
 * missing takes the width of the one behind it. Chinese faces are all one em wide, so Latin letters are measured.
 */
export function findInstalled(families: readonly string[]): string[] {
  const { document } = globalThis as unknown as PageGlobals;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return [];
  const width = (font: string): number => {
    context.font = `72px ${font}`;
    return context.measureText('Wmgil10年述').width;
  };
  return families.filter((family) => {
    const name = `"${family.replaceAll('"', '')}"`;
    const first = width(`${name}, monospace`);
    return first === width(`${name}, serif`) && first === width(`${name}, sans-serif`);
  });
}
