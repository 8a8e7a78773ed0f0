import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

import type { HtmlElement, HtmlNode } from '../../../shared/paste/html-node.ts';

/** A browser lets nothing lie deeper: what would, lies beside it (Blink: kMaximumHTMLParserDOMTreeDepth). */
const DEEPEST = 512;

/** HTML as a browser parses it, without a browser. */
export function parseHtml(html: string): HtmlElement {
  const root = parse(html).childNodes.find((node) => node.nodeName === 'html') as Tree.Element;
  const top = elementOf(root);
  // Not by calling itself: what lies too deep is found only on the way there.
  const open = [{ left: root.childNodes.toReversed(), into: top.children, depth: 1 }];
  for (let at = open.at(-1); at; at = open.at(-1)) {
    const { into, depth } = at;
    const node = at.left.pop();
    if (!node) open.pop();
    else if (node.nodeName === '#text') into.push((node as Tree.TextNode).value);
    else if ('tagName' in node) {
      const element = elementOf(node);
      into.push(element);
      const isDeepest = depth === DEEPEST;
      open.push({
        left: node.childNodes.toReversed(),
        into: isDeepest ? into : element.children,
        depth: isDeepest ? depth : depth + 1,
      });
    }
  }
  return top;
}

function elementOf({ tagName, attrs }: Tree.Element): HtmlElement & { children: HtmlNode[] } {
  return {
    tag: tagName,
    attributes: Object.fromEntries(attrs.map(({ name, value }) => [name, value])),
    children: [],
  };
}
