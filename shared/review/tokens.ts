import { isText } from '../document/guards.ts';
import type {
  Block,
  FormatMarks,
  FormatsBefore,
  Inline,
  InlineVoid,
  TableBlock,
  TextBlock,
} from '../document/types.ts';
import { commentKey, isCommentKey, threadsOn } from '../document/marks.ts';
import { tidy } from '../document/resolve.ts';

/**
 * A report as a row of tokens, in which editing is a difference of two rows: the break that begins a block, a
 * character, an item's ordinal or a field, a table as a whole.
 */
export type Token =
  | { is: 'start'; block: TextBlock }
  | { is: 'table'; block: TableBlock }
  | { is: 'char'; text: string; marks: Marks }
  | { is: 'void'; node: InlineVoid };

export type Marks = {
  secret?: true;
  ins?: string;
  del?: string;
  [comment: `c_${string}`]: true;
} & FormatMarks;

export function tokensOf(blocks: readonly Block[]): Token[] {
  const tokens: Token[] = [];
  for (const block of blocks) {
    if (block.type === 'table') tokens.push({ is: 'table', block });
    else {
      tokens.push({ is: 'start', block });
      addInlines(tokens, block.children);
    }
  }
  return tokens;
}

export function inlineTokens(nodes: readonly Inline[]): Token[] {
  const tokens: Token[] = [];
  addInlines(tokens, nodes);
  return tokens;
}

function addInlines(tokens: Token[], nodes: readonly Inline[]): void {
  for (const node of nodes) {
    if (!isText(node)) {
      tokens.push({ is: 'void', node });
      continue;
    }
    const { text, ...marks } = node;
    for (const char of text) tokens.push({ is: 'char', text: char, marks });
  }
}

/** Blocks of tokens. A row that begins without a start gives its first words to `open`. */
export function blocksOfTokens(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  let open: { block: TextBlock; nodes: Inline[] } | null = null;
  const close = (): void => {
    if (open) blocks.push({ ...open.block, children: tidy(open.nodes) });
    open = null;
  };
  for (const token of tokens) {
    if (token.is === 'table') {
      close();
      blocks.push(token.block);
    } else if (token.is === 'start') {
      close();
      open = { block: token.block, nodes: [] };
    } else {
      if (!open) throw new Error('words outside of a block');
      addToken((open as { nodes: Inline[] }).nodes, token);
    }
  }
  close();
  return blocks;
}

export function inlinesOfTokens(tokens: readonly Token[]): Inline[] {
  const nodes: Inline[] = [];
  for (const token of tokens) if (token.is === 'char' || token.is === 'void') addToken(nodes, token);
  return tidy(nodes);
}

function addToken(nodes: Inline[], token: Token): void {
  if (token.is === 'void') nodes.push(token.node);
  else if (token.is === 'char') {
    const last = nodes.at(-1);
    // One leaf grows while its marks are the same object or say the same.
    if (last && isText(last) && sameMarks(last, token.marks)) last.text += token.text;
    else nodes.push({ text: token.text, ...token.marks });
  }
}

function sameMarks(leaf: object, marks: Marks): boolean {
  const keys = Object.keys(marks);
  if (Object.keys(leaf).length !== keys.length + 1) return false;
  return keys.every((key) => (leaf as Record<string, unknown>)[key] === marks[key as keyof Marks]);
}

/** ins and del of a token; the break's own of a start. */
export function changeOf(token: Token): { ins: string | undefined; del: string | undefined } {
  switch (token.is) {
    case 'char':
      return { ins: token.marks.ins, del: token.marks.del };
    case 'void':
      return { ins: token.node.ins, del: token.node.del };
    case 'start':
    case 'table':
      return { ins: token.block.pIns, del: token.block.pDel };
  }
}

/** The tracked change of formats on a token. */
export function formatOf(token: Token): { fmt: string | undefined; was: FormatsBefore } {
  const { fmt, was = '' }: FormatMarks =
    token.is === 'char' ? token.marks : token.is === 'void' ? token.node : {};
  return { fmt, was };
}

/** The token with these changes in place of its own. */
export function withChange(
  token: Token,
  change: { ins?: string | undefined; del?: string | undefined },
): Token {
  const set = <T extends object>(object: T, ins: string, del: string): T => {
    const next = { ...object } as Record<string, unknown>;
    for (const [key, value] of [
      [ins, change.ins],
      [del, change.del],
    ] as const) {
      if (value === undefined) delete next[key];
      else next[key] = value;
    }
    return next as T;
  };
  switch (token.is) {
    case 'char':
      return { ...token, marks: set(token.marks, 'ins', 'del') };
    case 'void':
      return { ...token, node: set(token.node, 'ins', 'del') };
    case 'start':
      return { ...token, block: set(token.block, 'pIns', 'pDel') };
    case 'table':
      return { ...token, block: set(token.block, 'pIns', 'pDel') };
  }
}

/** What a character or a void carries; null for a break and a table. */
export function marksOfToken(token: Token): Marks | null {
  if (token.is === 'char') return token.marks;
  return token.is === 'void' ? token.node : null;
}

/** The token with this tracked change of formats in place of its own. */
export function withFormatMarks(token: Token, { fmt, was }: Pick<FormatMarks, 'fmt' | 'was'>): Token {
  const put = <T extends FormatMarks>(object: T): T => {
    const { fmt: _fmt, was: _was, ...rest } = object;
    return (fmt === undefined ? rest : { ...rest, fmt, was }) as T;
  };
  if (token.is === 'char') return { ...token, marks: put(token.marks) };
  return token.is === 'void' ? { ...token, node: put(token.node) } : token;
}

/** Ids of the threads that lie on a token. */
export function threadsOfToken(token: Token): string[] {
  if (token.is === 'char') return threadsOn(token.marks);
  return token.is === 'void' ? threadsOn(token.node) : [];
}

/** The token with these threads in place of those that lie on it. */
export function withThreads(token: Token, threads: readonly string[]): Token {
  const put = <T extends object>(object: T): T => {
    const own = Object.entries(object).filter(([key]) => !isCommentKey(key));
    return Object.fromEntries([...own, ...threads.map((thread) => [commentKey(thread), true])]) as T;
  };
  if (token.is === 'char') return { ...token, marks: put(token.marks) };
  return token.is === 'void' ? { ...token, node: put(token.node) } : token;
}
