import { changeOf, type Token } from '../review/tokens.ts';
import type { Conflict, Revision } from '../review/types.ts';
import { tableOfCell } from './flatten.ts';
import { blockAt, stretchFor, type Ground } from './ground.ts';
import { isSamePerson, type Deletion, type Groups, type Insertion } from './groups.ts';

/** At most so much of what was moved is quoted. */
const MOST = 300;

/**
 * Words that one person moves away and another one deletes, or moves elsewhere: both changes are kept, and would leave
 * them in two places, or in one that somebody deleted. That is told, whichever copy comes first.
 * @param rows the changes that the report has
 * @param unknown who stands for those whose names are not known: they may be several
 * @param reshaped moves that are none: a table whose cells were joined or parted, in place of what it was
 */
export function movedTwice(
  deletions: readonly Deletion[],
  { map, now, tokens, textOf }: Ground,
  rows: ReadonlyMap<string, Revision>,
  reshaped: ReadonlySet<string>,
  unknown: string,
): ReadonlyMap<Deletion, Conflict> {
  const found = new Map<Deletion, Conflict>();
  for (const deletion of deletions) {
    const { tokens: went, revision } = deletion;
    for (const token of went) {
      const at = map[token] ?? -1;
      const here = now[at];
      const was = tokens[token];
      const del = here && changeOf(here).del;
      const other = del === undefined ? undefined : rows.get(del);
      if (
        !other ||
        del === (was && changeOf(was).del) ||
        isSamePerson(other.author, revision.author, unknown)
      )
        continue;
      if (revision.move === undefined && other.move === undefined) continue;
      const isTable = went.length === 1 && was?.is === 'table';
      const words = went
        .flatMap((one) => tokens[one] ?? [])
        .map((one) => textOf(one))
        .join('')
        .slice(0, MOST);
      found.set(deletion, {
        block: blockAt(now, at) ?? '',
        author: revision.author,
        base: words,
        theirs: saidOf(revision, reshaped, isTable),
        ours: saidOf(other, reshaped, isTable),
      });
      break;
    }
  }
  return found;
}

function saidOf({ move }: Revision, reshaped: ReadonlySet<string>, isTable: boolean): string {
  if (move === undefined) return isTable ? '（删去表格）' : '（删去）';
  return reshaped.has(move) ? '（合并或拆分了单元格）' : '（移到别处）';
}

/** The same where nobody has signed: what is taken out by nobody is taken out once, and may have come twice. */
export function movedByNobody(
  insertions: readonly Insertion[],
  ground: Ground,
  rows: ReadonlyMap<string, Revision>,
  reshaped: ReadonlySet<string>,
): Conflict[] {
  const known = new Set(
    [...rows.values()].flatMap(({ kind, move }) => (kind === 'insert' ? (move ?? []) : [])),
  );
  return insertions.flatMap(({ gap, revisions, tokens: came }) =>
    revisions.flatMap((revision): Conflict[] => {
      const { id, move, author } = revision;
      if (rows.has(id) || move === undefined || reshaped.has(move) || !known.has(move)) return [];
      const words = came.filter(({ token }) => changeOf(token).ins === id);
      const said = saidOf(revision, reshaped, false);
      return [
        {
          block: blockAt(ground.now, stretchFor(ground, gap).from - 1) ?? '',
          author,
          base: words
            .map(({ token }) => ground.textOf(token))
            .join('')
            .slice(0, MOST),
          theirs: said,
          ours: said,
        },
      ];
    }),
  );
}

/** The links of tables whose cells were joined or parted with what they were. */
export function reshapedTables(
  tokens: readonly Token[],
  rows: ReadonlyMap<string, Revision>,
): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token) => {
      if (token.is !== 'table' || token.block.replaces === undefined) return [];
      return rows.get(token.block.pIns ?? '')?.move ?? [];
    }),
  );
}

/** Words of a table that was deleted here, moved, or given other cells, since the copy was sent: both are told of. */
export function changedInGone(
  { insertions, deletions }: Pick<Groups, 'insertions' | 'deletions'>,
  { map, now, tokens, textOf }: Ground,
  rows: ReadonlyMap<string, Revision>,
  reshaped: ReadonlySet<string>,
  unknown: string,
): Conflict[] {
  const found = new Map<string, Conflict>();
  /** By sent token: the table that its cell is of. */
  const tableOf = new Map<number, number>();
  let table = -1;
  tokens.forEach((token, at) => {
    if (token.is === 'table') table = at;
    else if (token.is === 'start' && tableOfCell(token.block.id) === null) table = -1;
    else if (table >= 0) tableOf.set(at, table);
  });
  const tell = (token: number, author: string, said: string): void => {
    const of = tableOf.get(token);
    const was = of === undefined ? undefined : tokens[of];
    const here = of === undefined ? undefined : now[map[of] ?? -1];
    if (was?.is !== 'table' || here?.is !== 'table') return;
    const { id, pDel } = here.block;
    const gone = pDel === undefined || pDel === was.block.pDel ? undefined : rows.get(pDel);
    if (!gone || isSamePerson(gone.author, author, unknown)) return;
    const known = found.get(id);
    if (known) known.theirs = `${known.theirs}；${said}`.slice(0, MOST);
    else
      found.set(id, {
        block: id,
        author,
        base: textOf(was).slice(0, MOST),
        theirs: said.slice(0, MOST),
        ours: saidOf(gone, reshaped, true),
      });
  };
  const words = (of: readonly Token[]): string => of.map((token) => textOf(token)).join('');
  for (const { tokens: went, revision } of deletions)
    tell(went[0] ?? -1, revision.author, `删去“${words(went.flatMap((at) => tokens[at] ?? []))}”`);
  for (const { gap, tokens: came, revisions } of insertions)
    tell(gap - 1, revisions[0]?.author ?? '', `增加“${words(came.map(({ token }) => token))}”`);
  return [...found.values()];
}
