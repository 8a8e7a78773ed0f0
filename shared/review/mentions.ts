/** A part begins at `at`. A comment's body is plain text in which `[[block id|heading]]` mentions a section. */
export type BodyPart = { at: number } & ({ text: string } | { block: string; heading: string });

const MENTION = /\[\[([\w-]+)\|([^\]]*)\]\]/g;

export function partsOfBody(body: string): BodyPart[] {
  const parts: BodyPart[] = [];
  let at = 0;
  for (const match of body.matchAll(MENTION)) {
    if (match.index > at) parts.push({ at, text: body.slice(at, match.index) });
    parts.push({ at: match.index, block: match[1] ?? '', heading: match[2] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < body.length) parts.push({ at, text: body.slice(at) });
  return parts;
}

export function mentionOf(block: string, heading: string): string {
  return `[[${block}|${heading.replaceAll(/[[\]|]/g, '')}]]`;
}

/** The body as it reads: for Word, for paper, for search. */
export function plainBody(body: string): string {
  return partsOfBody(body)
    .map((part) => ('text' in part ? part.text : `“${part.heading}”`))
    .join('');
}
