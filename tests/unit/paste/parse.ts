import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

import type { HtmlElement, HtmlNode } from '../../../shared/paste/html-node.ts';

/** HTML as a browser parses it, without a browser. */
export function parseHtml(html: string): HtmlElement {
  const root = parse(html).childNodes.find((node) => node.nodeName === 'html');
  return elementOf(root as Tree.Element);
}

function elementOf(element: Tree.Element): HtmlElement {
  const children = element.childNodes.flatMap((child): HtmlNode[] => {
    if (child.nodeName === '#text') return [(child as Tree.TextNode).value];
    return 'tagName' in child ? [elementOf(child)] : [];
  });
  const attributes = Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
  return { tag: element.tagName, attributes, children };
}
