import { memo, useMemo, useRef, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react';

import { NOTE_NAMES, noteSign } from '../../../shared/document/notes.ts';
import { markSize } from '../../../shared/edition/line-layout.ts';
import { textOfRuns } from '../../../shared/edition/gate.ts';
import type { EditionBlock, EditionDocument, EditionHead } from '../../../shared/edition/types.ts';
import { notesIn, runsIn } from '../../../shared/edition/write-text.ts';
import { usePreferences } from '../../base/preferences.ts';
import { heightOfRows, heightOfWords } from '../../editor/elements/strip-element.tsx';
import { selectAllOf } from '../../editor/select-all.ts';
import { Sheets } from '../../editor/sheets.tsx';
import { selectedPublic, type PublicCopy } from './copy-public.ts';
import { PublicBlock } from './public-blocks.tsx';

import '../../../resources/print/page-fonts.css';
import '../../editor/page.css';
import '../../editor/highlights.css';
import './public.css';

type Props = {
  doc: EditionDocument;
  zoom: number;
  /** Whether what is selected may be copied; who says no says why. */
  mayCopy: (copy: PublicCopy) => boolean;
  /** Somebody tries to write. */
  onTyped: () => void;
};

/** Blocks in a strip, of which those in sight are laid out. */
const STRIP = 8;

/**
 * The public edition as the gate has made it, and nothing else of the report: read-only, in the look of the page. What
 * it shows is what every public export prints.
 */
export const PublicPage = memo(function PublicPage({ doc, zoom, mayCopy, onTyped }: Props) {
  const { view } = usePreferences();
  const paged = view === 'pages';
  const page = useRef<HTMLElement>(null);
  const strips = useMemo(() => inStrips(doc.blocks), [doc]);

  /** True where something was put on the clipboard: nothing else may, the browser knows no questions. */
  const fill = (data: DataTransfer): boolean => {
    const copy = page.current && selectedPublic(page.current, doc);
    if (!copy || !mayCopy(copy)) return false;
    data.setData('text/plain', copy.text);
    data.setData('text/html', copy.html);
    return true;
  };
  const copied = (event: ClipboardEvent) => {
    event.preventDefault();
    fill(event.clipboardData);
  };
  const dragged = (event: DragEvent) => {
    const { dataTransfer } = event;
    dataTransfer.clearData();
    if (fill(dataTransfer)) dataTransfer.effectAllowed = 'copy';
    else event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    selectAllOf(event);
    if (writes(event)) onTyped();
  };

  return (
    <div className={`page-frame public-frame ${paged ? 'paged' : ''}`} style={{ zoom }}>
      <div className="paper">
        {paged && <Sheets />}
        {/* To be read and copied from without a mouse, too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <article
          ref={page}
          className={paged ? 'page public-page' : 'page public-page unrolled'}
          aria-label="公开版正文，只读"
          lang="zh-CN"
          data-public-page
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPaste={onTyped}
          onCopy={copied}
          onCut={(event) => {
            copied(event);
            onTyped();
          }}
          onDragStart={dragged}
        >
          {doc.draft && <p className="public-draft">征求意见稿</p>}
          {doc.head && <Head head={doc.head} />}
          {strips.map(({ blocks, from, height }) => (
            <div
              key={blocks[0]?.id}
              className="strip lowest"
              style={{ containIntrinsicBlockSize: `auto ${height}pt` }}
            >
              {blocks.map((block, at) => (
                <PublicBlock key={block.id} block={block} before={doc.blocks[from + at - 1]} />
              ))}
            </div>
          ))}
        </article>
      </div>
      <Notes doc={doc} mayCopy={mayCopy} />
    </div>
  );
});

type Strip = { blocks: EditionBlock[]; from: number; height: number };

function inStrips(blocks: readonly EditionBlock[]): Strip[] {
  const strips: Strip[] = [];
  for (let from = 0; from < blocks.length; from += STRIP) {
    const own = blocks.slice(from, from + STRIP);
    strips.push({ blocks: own, from, height: Math.round(own.reduce((sum, one) => sum + heightOf(one), 0)) });
  }
  return strips;
}

function heightOf(block: EditionBlock): number {
  if (block.type === 'table') return heightOfRows(block.rows.length);
  const images = runsIn(block).reduce((sum, { image }) => sum + (image?.height ?? 0), 0);
  return heightOfWords(textOfRuns(runsIn(block)).length) + images;
}

/** Keys that would write something where something can be written; those of an input method, too. */
function writes({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  // Space turns the page.
  return (key.length === 1 && key !== ' ') || ['Enter', 'Backspace', 'Delete', 'Process'].includes(key);
}

/** 版头, as it is printed. */
function Head({ head }: { head: EditionHead }) {
  const grades = [head.copy, head.secrecy, head.urgency].filter((text) => text !== '');
  return (
    <header className="public-head">
      {grades.map((text) => (
        <p key={text} className="grade">
          {text}
        </p>
      ))}
      <p className="mark" style={{ fontSize: `${markSize(head.mark)}pt` }}>
        {head.mark}
      </p>
      <p className="number">{head.number}</p>
    </header>
  );
}

/** The words of the notes, on a sheet of their own as on the page that is written on. */
function Notes({ doc, mayCopy }: { doc: EditionDocument; mayCopy: Props['mayCopy'] }) {
  const notes = useMemo(() => notesIn(doc.blocks), [doc]);
  const copy = (event: ClipboardEvent) => {
    const text = getSelection()?.toString() ?? '';
    event.preventDefault();
    if (text !== '' && mayCopy({ text, html: '', blocks: null }))
      event.clipboardData.setData('text/plain', text);
  };
  if (notes.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="note-list"
      aria-label="公开版的脚注和尾注"
      data-public-page
      onCopy={copy}
      onCut={copy}
      onDragStart={(event) => event.preventDefault()}
    >
      <p className="note-list-head">脚注和尾注</p>
      <ol>
        {notes.map(({ kind, number, body }) => (
          <li key={`${kind}${number}`} aria-label={`${NOTE_NAMES[kind]}${noteSign(kind, number)}`}>
            <span className="sign">{noteSign(kind, number)}</span>
            <span>
              {body.map(({ text, bold, sup }, at) => (
                <span
                  // oxlint-disable-next-line react/no-array-index-key -- the leaves of a note have no names
                  key={at}
                  className={[bold && 'bold', sup && 'sup'].filter(Boolean).join(' ') || undefined}
                >
                  {text}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
