import { memo } from 'react';

import type { ComparedPiece, ComparedRow, Part } from '../../../shared/compare/types.ts';
import { figureNote } from './compare-model.ts';

type Side = 'a' | 'b' | 'merged';

/** The text of a row on one side, or of both in one, with what differs marked. */
export const RowText = memo(function RowText({ row, side }: { row: ComparedRow; side: Side }) {
  const part = side === 'a' ? row.a : side === 'b' ? row.b : (row.b ?? row.a);
  if (!part) return null;
  if (row.kind === 'moved-away') {
    return (
      <Frame part={part} row={row} side={side}>
        <del className="moved">{part.text}</del>
        <span className="cmp-note">移到“{row.place}”</span>
      </Frame>
    );
  }
  return (
    <Frame part={part} row={row} side={side}>
      {row.kind === 'moved' && side !== 'a' && <span className="cmp-note">移自“{row.place}”</span>}
      {part.cells ? <Cells row={row} side={side} /> : <Pieces pieces={row.pieces} side={side} />}
    </Frame>
  );
});

type FrameProps = { part: Part; row: ComparedRow; side: Side; children: React.ReactNode };

function Frame({ part, row, side, children }: FrameProps) {
  const label = part.label;
  const gone = side === 'merged' && !row.b;
  const kind = part.type === 'heading' ? `heading level-${part.level ?? 1}` : part.type;
  return (
    <div className={`cmp-part ${kind} ${part.starts ? 'starts' : 'runs-on'} ${part.role ?? ''}`}>
      {label && (gone ? <del>{label}</del> : <span className="label">{label}</span>)}
      {children}
    </div>
  );
}

function Pieces({ pieces, side }: { pieces: readonly ComparedPiece[]; side: Side }) {
  return pieces.map((piece, index) => {
    if (side === 'a' && piece.kind === 'insert') return null;
    if (side === 'b' && piece.kind === 'delete') return null;
    // Pieces of a row never move.
    // oxlint-disable-next-line react/no-array-index-key
    return <PieceText key={index} piece={piece} />;
  });
}

function PieceText({ piece }: { piece: ComparedPiece }) {
  if (piece.kind === 'same') return piece.text;
  const className = [piece.rolled && 'rolled', piece.moved && 'moved', piece.figure && 'figure']
    .filter(Boolean)
    .join(' ');
  const note = figureNote(piece);
  const Tag = piece.kind === 'delete' ? 'del' : 'ins';
  return (
    <>
      <Tag className={className || undefined}>{piece.text}</Tag>
      {note && <span className={`cmp-figure tabular ${note.startsWith('-') ? 'down' : ''}`}>{note}</span>}
    </>
  );
}

/** A table's row: its cells side by side, each marked where it differs. */
function Cells({ row, side }: { row: ComparedRow; side: Side }) {
  const columns = Math.max(row.a?.cells?.length ?? 0, row.b?.cells?.length ?? 0);
  return (
    <span className="cmp-cells" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {Array.from({ length: columns }, (_, at) => {
        const before = row.a?.cells?.[at] ?? '';
        const after = row.b?.cells?.[at] ?? '';
        const same = before === after;
        return (
          // Cells have no other name than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at} className="tabular">
            {same && after}
            {!same && side !== 'b' && before && <del>{before}</del>}
            {!same && side !== 'a' && after && <ins>{after}</ins>}
          </span>
        );
      })}
    </span>
  );
}
