import { use } from 'react';
import type { RenderElementProps } from 'slate-react';

import { NOTE_NAMES, textOfNote } from '../../../shared/document/notes.ts';
import type { Note } from '../../../shared/document/types.ts';
import { useLive, usePage } from '../page-context.ts';
import { looksOf, useMarks } from './marks.ts';
import { Stops, stopAfter } from './stops.ts';
import { VoidElement } from './void-element.tsx';

/** A footnote's or an endnote's sign at its place; its words are in its card, and below the text (note-list.tsx). */
export function NoteElement({ attributes, children, element }: RenderElementProps) {
  const page = usePage();
  const note = element as unknown as Note;
  const sign = useLive((live) => live.noteSign(note));
  const marks = useMarks(note);
  const words = textOfNote(note.body);
  return (
    <VoidElement
      attributes={attributes}
      spacer={children}
      className={`note ${words === '' ? 'empty' : ''} ${looksOf(note)} ${marks.className}`}
      label={`${NOTE_NAMES[note.kind]}${sign}：${words || '还没有内容'}`}
      title={[`${NOTE_NAMES[note.kind]}${sign}`, words || '还没有内容，点一下写', marks.title]
        .filter(Boolean)
        .join('\n')}
      data={{
        'data-void-id': note.id,
        'data-stop': stopAfter(use(Stops), note.id),
        'data-threads': marks.threads,
        'data-changes': marks.changes,
      }}
      onPress={() => page.openCard(note.id)}
    >
      {sign}
    </VoidElement>
  );
}
