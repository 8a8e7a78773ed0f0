import type { HeadingLevel } from '../../../shared/document/types.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';

/**
 * A line of Markdown as a source line: `#` marks become what they mean. Emphasis is taken away only where it wraps the
 * whole line; inside a line `**` is how this genre masks names.
 */
export function readMarkdownLine(line: string): SourceLine {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  const text = unwrapped(heading ? withoutClosing(heading[2] ?? '') : line);
  const depth = heading?.[1]?.length ?? 0;
  if (depth === 1) return { text, title: true };
  if (depth > 1 && depth <= 5) return { text, heading: (depth - 1) as HeadingLevel };
  return { text };
}

/** A heading may end with marks as it begins. From the end: a pattern would begin anew at every character. */
function withoutClosing(text: string): string {
  const whole = text.trimEnd();
  let end = whole.length;
  while (whole.charAt(end - 1) === '#') end -= 1;
  return whole.slice(0, end).trimEnd();
}

function unwrapped(text: string): string {
  return /^\*\*([^*]+)\*\*$/.exec(text.trim())?.[1] ?? text;
}
