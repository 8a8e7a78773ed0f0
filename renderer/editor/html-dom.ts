import type { HtmlElement, HtmlNode } from '../../shared/paste/html-node.ts';

/** HTML from the clipboard as a tree to be read. Nothing in it is loaded or run. */
export function parseHtml(html: string): HtmlElement {
  return elementOf(new DOMParser().parseFromString(html, 'text/html').documentElement);
}

function elementOf(element: Element): HtmlElement {
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attributes) attributes[name] = value;
  const children: HtmlNode[] = [];
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) children.push(child.nodeValue ?? '');
    else if (child.nodeType === Node.ELEMENT_NODE) children.push(elementOf(child as Element));
  }
  return { tag: element.localName, attributes, children };
}
