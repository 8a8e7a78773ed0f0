/** As much of a parsed HTML page as reading it takes. Comments are not part of it. */
export type HtmlNode = HtmlElement | string;

export type HtmlElement = {
  /** In small letters, with its prefix: `p`, `o:p`, `v:imagedata`. */
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly HtmlNode[];
};

/** Value of a style property as it is written on the element itself; '' where it is not. */
export function styleOf(element: HtmlElement, property: string): string {
  const style = element.attributes['style'] ?? '';
  for (const part of style.split(';')) {
    const at = part.indexOf(':');
    if (at > 0 && part.slice(0, at).trim().toLowerCase() === property) return part.slice(at + 1).trim();
  }
  return '';
}

export function hasClass(element: HtmlElement, name: RegExp): boolean {
  return (element.attributes['class'] ?? '').split(/\s+/).some((one) => name.test(one));
}

/** All the text inside, as it stands in the source. */
export function textInside(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map((child) => textInside(child)).join('');
}
