/**
 * The small part of Markdown that the help pages use: headings, paragraphs, lists (also nested by two spaces),
 * tables, code blocks, quotes, and inside a line **strong**, `code` and [links](page.md). The result is data, so
 * that no text of a page ever becomes markup.
 */
export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

export type ListItem = { spans: Span[]; children: ListItem[]; ordered: boolean };

export type Node =
  | { kind: 'heading'; level: number; spans: Span[] }
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; ordered: boolean; items: ListItem[] }
  | { kind: 'table'; head: Span[][]; rows: Span[][][] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; spans: Span[] };

const HEADING = /^(#{1,4})\s+(.+?)\s*#*$/;
const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export function parseMarkdown(source: string): Node[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const nodes: Node[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') {
      at += 1;
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((other, index) => index > at && other.startsWith('```'));
      const to = end < 0 ? lines.length : end;
      nodes.push({ kind: 'code', text: lines.slice(at + 1, to).join('\n') });
      at = to + 1;
    } else if (heading) {
      nodes.push({ kind: 'heading', level: heading[1]?.length ?? 1, spans: parseSpans(heading[2] ?? '') });
      at += 1;
    } else if (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? '')) {
      const from = at + 2;
      let to = from;
      while ((lines[to] ?? '').includes('|')) to += 1;
      nodes.push({ kind: 'table', head: cellsOf(line), rows: lines.slice(from, to).map(cellsOf) });
      at = to;
    } else if (ITEM.test(line)) {
      let to = at;
      // A list goes on over its items and the indented lines that belong to them.
      while (ITEM.test(lines[to] ?? '') || (to > at && /^\s+\S/.test(lines[to] ?? ''))) to += 1;
      nodes.push(parseList(lines.slice(at, to)));
      at = to;
    } else if (line.startsWith('>')) {
      let to = at;
      while ((lines[to] ?? '').startsWith('>')) to += 1;
      const text = joinLines(lines.slice(at, to).map((one) => one.replace(/^>\s?/, '')));
      nodes.push({ kind: 'quote', spans: parseSpans(text) });
      at = to;
    } else {
      let to = at + 1;
      while (to < lines.length && !startsBlock(lines, to)) to += 1;
      nodes.push({ kind: 'paragraph', spans: parseSpans(joinLines(lines.slice(at, to))) });
      at = to;
    }
  }
  return nodes;
}

function startsBlock(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return (
    line.trim() === '' ||
    HEADING.test(line) ||
    ITEM.test(line) ||
    line.startsWith('```') ||
    line.startsWith('>') ||
    (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? ''))
  );
}

/** Lines of one paragraph: Chinese ones join without a space, words of Latin letters with one. */
function joinLines(lines: readonly string[]): string {
  let out = '';
  for (const line of lines.map((one) => one.trim())) {
    const glue = /[A-Za-z0-9.,;:]$/.test(out) && /^[A-Za-z0-9]/.test(line) ? ' ' : '';
    out += glue + line;
  }
  return out;
}

function cellsOf(line: string): Span[][] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => parseSpans(cell.trim()));
}

function parseList(lines: readonly string[]): Node {
  const roots: ListItem[] = [];
  const stack: { indent: number; item: ListItem }[] = [];
  let texts: string[] = [];
  const finish = () => {
    const open = stack.at(-1);
    if (open && texts.length > 0) open.item.spans = parseSpans(joinLines(texts));
    texts = [];
  };
  for (const line of lines) {
    const match = ITEM.exec(line);
    if (!match) {
      texts.push(line);
      continue;
    }
    finish();
    const indent = match[1]?.length ?? 0;
    const item: ListItem = { spans: [], children: [], ordered: match[2] !== undefined };
    while (stack.length > 0 && (stack.at(-1)?.indent ?? 0) >= indent) stack.pop();
    (stack.at(-1)?.item.children ?? roots).push(item);
    stack.push({ indent, item });
    texts.push(match[3] ?? '');
  }
  finish();
  return { kind: 'list', ordered: roots[0]?.ordered ?? false, items: roots };
}

export function parseSpans(text: string): Span[] {
  const spans: Span[] = [];
  const pattern = /`([^`]+)`|\*\*(\S(?:[^*]*\S)?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > last) spans.push({ kind: 'text', text: text.slice(last, match.index) });
    if (match[1] !== undefined) spans.push({ kind: 'code', text: match[1] });
    else if (match[2] !== undefined) spans.push({ kind: 'strong', text: match[2] });
    else spans.push({ kind: 'link', text: match[3] ?? '', href: match[4] ?? '' });
    last = match.index + match[0].length;
  }
  if (last < text.length) spans.push({ kind: 'text', text: text.slice(last) });
  return spans;
}

export function plainSpans(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}
