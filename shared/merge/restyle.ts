import { formatNames, formatsOf, withFormats } from '../document/formats.ts';
import type { FormatMarks, FormatsBefore } from '../document/types.ts';
import { formatOf, type Token } from '../review/tokens.ts';
import type { Conflict } from '../review/types.ts';
import { blockAt, stretchFor, type Ground } from './ground.ts';
import { isWordId, type Restyling } from './groups.ts';

/**
 * Gives words the formats that they have in the copy, as a tracked change; a conflict where they have others here by now,
 * or are gone.
 * @param marked tokens of the report as it is now that are changed, by place
 */
export function restyle(
  { tokens, to, revision }: Restyling,
  ground: Ground,
  marked: Map<number, Token>,
): Conflict[] {
  const { map, now, textOf } = ground;
  const first = ground.tokens[tokens[0] ?? 0];
  const before = formatsOf(marksOf(first) ?? {});
  let failed = false;
  let ours: FormatsBefore | null = null;
  for (const token of tokens) {
    const at = map[token] ?? -1;
    const here = marked.get(at) ?? now[at];
    const next = here && restyled(ground.tokens[token] as Token, here, to, revision.id);
    if (next) marked.set(at, next);
    else if (next === undefined) failed = true;
    const look = here && marksOf(here);
    if (look && next === null) {
      const is = formatsOf(look);
      // Others have it look otherwise: somebody should look.
      if (is !== to && !isContested(ground.tokens[token] as Token, here)) {
        failed = true;
        ours = is;
      }
    }
  }
  if (!failed) return [];
  const words = tokens
    .map((token) => textOf(ground.tokens[token] as Token))
    .join('')
    .slice(0, MOST);
  const place = map[tokens[0] ?? 0] ?? -1;
  return [
    {
      block: blockAt(now, place >= 0 ? place : stretchFor(ground, tokens[0] ?? 0).from - 1) ?? '',
      author: revision.author,
      base: `${words}（${formatNames(before)}）`,
      theirs: `${words}（${formatNames(to)}）`,
      ours: ours === null ? '' : `${words}（${formatNames(ours)}）`,
    },
  ];
}

/** At most so much of the words of a conflict. */
const MOST = 300;

const marksOf = (token: Token | undefined): FormatMarks | null =>
  token?.is === 'char' ? token.marks : token?.is === 'void' ? token.node : null;

/** What the formats were in the copy that was sent. */
const baseOf = (sent: Token): FormatsBefore => formatsOf(marksOf(sent) ?? {});

/** A change that another copy of this version made. */
function isContested(sent: Token, here: Token): boolean {
  const { fmt, was } = formatOf(here);
  return fmt !== undefined && isWordId(fmt) && formatOf(sent).fmt === undefined && was === baseOf(sent);
}

/** The token with the change; null where it stays as it is. */
function restyled(sent: Token, here: Token, to: FormatsBefore, id: string): Token | null {
  const [was, is] = [marksOf(sent), marksOf(here)];
  // A change of formats that was open when it was sent is decided first: until then somebody should look.
  if (!was || !is || formatOf(sent).fmt !== undefined) return null;
  const change = formatOf(here);
  // Two copies gave it other formats: the one whose change comes first has it, whichever copy came first.
  const wins = isContested(sent, here)
    ? id < (change.fmt ?? '')
    : change.fmt === undefined && formatsOf(is) === formatsOf(was);
  if (!wins) return null;
  const put = <N extends FormatMarks>(node: N): N => ({
    ...withFormats(node, to),
    fmt: id,
    was: baseOf(sent),
  });
  if (here.is === 'char') return { ...here, marks: put(here.marks) };
  return here.is === 'void' ? { ...here, node: put(here.node) } : null;
}
