import { child, elementsOf, type Element } from './xml.ts';

/** All elements of these names, however deep, but none within another one. */
export const deep = (parent: Element, is: RegExp): Element[] =>
  elementsOf(parent).flatMap((inner) => (is.test(inner.localName) ? [inner] : deep(inner, is)));

/** What is read in an element once its changes are accepted. @param between paragraphs */
export function textIn(parent: Element | null, between = ''): string {
  if (!parent) return '';
  let text = '';
  for (const element of elementsOf(parent)) {
    switch (element.localName) {
      case 't':
        text += element.textContent;
        break;
      case 'tab':
      case 'br':
      case 'cr':
        text += ' ';
        break;
      case 'del':
      case 'moveFrom':
      case 'pPr':
      case 'rPr':
      case 'instrText':
      case 'rt':
        break;
      case 'AlternateContent':
        text += textIn(child(element, 'Choice') ?? element, between);
        break;
      case 'p':
        text += textIn(element, between) + between;
        break;
      default:
        text += textIn(element, between);
    }
  }
  return text;
}
