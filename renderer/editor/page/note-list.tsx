import { useMemo } from 'react';

import { inlinesOf, isNote } from '../../../shared/document/guards.ts';
import { NOTE_NAMES, textOfNote } from '../../../shared/document/notes.ts';
import type { Block, Note } from '../../../shared/document/types.ts';
import { useLive } from '../page-context.ts';

type Props = {
  /** As the panels see them: they follow when the hands rest. */
  blocks: readonly Block[];
  /** Leads to the note; left out where it can only be read. */
  onOpen?: (id: string) => void;
};

/**
 * The words of the notes, footnotes first, on a sheet of their own below the text: as they are read at the end of it. In
 * Word footnotes stand at the foot of their pages.
 */
export function NoteList({ blocks, onOpen }: Props) {
  const notes = useMemo(() => {
    const all = blocks.flatMap((block) => inlinesOf(block).filter((node) => isNote(node)));
    return [...all.filter(({ kind }) => kind === 'foot'), ...all.filter(({ kind }) => kind === 'end')];
  }, [blocks]);
  if (notes.length === 0) return null;
  return (
    <section className="note-list" aria-label="脚注和尾注">
      <p className="note-list-head">脚注和尾注</p>
      <ol>
        {notes.map((note) => (
          <Entry key={note.id} note={note} {...(onOpen ? { onOpen } : {})} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ note, onOpen }: { note: Note; onOpen?: (id: string) => void }) {
  const sign = useLive((live) => live.noteSign(note));
  const words = textOfNote(note.body);
  const body = note.body.map(({ text, bold, sup }, at) => (
    // The leaves of a note have no names.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={at} className={[bold && 'bold', sup && 'sup'].filter(Boolean).join(' ') || undefined}>
      {text}
    </span>
  ));
  return (
    <li className={note.del === undefined ? undefined : 'gone'}>
      <span className="sign">{sign}</span>
      {onOpen ? (
        <button
          type="button"
          aria-label={`${NOTE_NAMES[note.kind]}${sign}：${words || '还没有内容'}`}
          onClick={() => onOpen(note.id)}
        >
          {words === '' ? '还没有内容' : body}
        </button>
      ) : (
        <span>{body}</span>
      )}
    </li>
  );
}
