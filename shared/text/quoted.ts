/** The beginning of a text in quotation marks, with a sign where it goes on; no character is cut in two. */
export function quoted(text: string, most: number): string {
  const characters = Array.from(text);
  return `“${characters.slice(0, most).join('')}${characters.length > most ? '…' : ''}”`;
}
