const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as it stands in XML or HTML, between tags or in an attribute in double quotes. Half a surrogate pair, which no
 * file can hold, becomes U+FFFD, and U+0000, which neither allows, goes. Other control characters stay.
 */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
