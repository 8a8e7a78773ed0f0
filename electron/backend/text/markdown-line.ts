import type { HeadingLevel } from '../../../shared/document/types.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';

/**
 * A line of Markdown as a source line: `#` marks become what they mean. Emphasis is taken away only where it wraps the
 * whole line; inside a line `**` is how this genre masks names.
 */
export function readMarkdownLine(line: string): SourceLine {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  const text = unwrapped(heading?.[2] ?? line);
  const depth = heading?.[1]?.length ?? 0;
  if (depth === 1) return { text, title: true };
  if (depth > 1 && depth <= 5) return { text, heading: (depth - 1) as HeadingLevel };
  return { text };
}

function unwrapped(text: string): string {
  return /^\*\*([^*]+)\*\*$/.exec(text.trim())?.[1] ?? text;
}
