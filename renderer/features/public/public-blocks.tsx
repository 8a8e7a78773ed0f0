import { memo, type CSSProperties } from 'react';

import { NOTE_NAMES, noteSign } from '../../../shared/document/notes.ts';
import { textOfRuns } from '../../../shared/edition/gate.ts';
import { titleIndent } from '../../../shared/edition/line-layout.ts';
import type { EditionBlock, EditionImage, EditionRun } from '../../../shared/edition/types.ts';
import { useAsset } from '../../client/assets.ts';

type Props = { block: EditionBlock; before: EditionBlock | undefined };

/** A block of the public edition in the look of the page. Its lines are marked for copying and finding (`lines.ts`). */
export const PublicBlock = memo(function PublicBlock({ block, before }: Props) {
  switch (block.type) {
    case 'table':
      return <Table block={block} />;
    case 'heading':
      return (
        <div
          {...common(block, `heading level-${block.level}`)}
          {...headingOf(block.level + 1)}
          data-number={block.number}
        >
          <Line id={block.id} runs={block.runs} />
          {block.runIn && <Line id={block.id} runs={block.runIn} runIn />}
        </div>
      );
    case 'annex':
      return (
        <div {...common(block, 'annex')} {...headingOf(2)} data-number={block.number}>
          <Line id={block.id} runs={block.runs} />
        </div>
      );
    case 'title': {
      const indent = titleIndent(textOfRuns(block.runs));
      const style = { paddingInline: `calc(var(--block-room) + ${indent}em)` };
      return (
        <div {...common(block, 'title')} {...headingOf(1)} style={style}>
          <Line id={block.id} runs={block.runs} />
        </div>
      );
    }
    case 'signature':
      return (
        <div {...common(block, `signature ${block.role}`)}>
          <Line id={block.id} runs={block.runs} />
        </div>
      );
    case 'paragraph': {
      const further =
        block.role === 'attachment' && before?.type === 'paragraph' && before.role === 'attachment';
      const picture =
        block.runs.some(({ image }) => image) &&
        block.runs.every(({ image, text }) => image ?? text.trim() === '');
      return (
        <div
          {...common(
            block,
            `paragraph ${block.role}${further ? ' further' : ''}${picture ? ' picture' : ''}`,
          )}
        >
          <Line id={block.id} runs={block.runs} />
        </div>
      );
    }
  }
});

/** Plain `div`s, as on the page that is written on. */
const headingOf = (level: number) => ({ role: 'heading', 'aria-level': level });

const common = ({ id, pageBreak }: EditionBlock, looks: string) => ({
  'data-public-id': id,
  className: `block ${looks}${pageBreak ? ' new-page' : ''}`,
});

function Line({ id, runs, runIn = false }: { id: string; runs: readonly EditionRun[]; runIn?: boolean }) {
  return (
    <span data-line={id} data-run-in={runIn || undefined} className={runIn ? 'run-in' : undefined}>
      <Runs runs={runs} />
    </span>
  );
}

function Runs({ runs }: { runs: readonly EditionRun[] }) {
  // Runs have no names.
  // oxlint-disable-next-line react/no-array-index-key
  return runs.map((run, at) => <Run key={at} run={run} />);
}

function Run({ run: { text, blank, bold, sup, note, image } }: { run: EditionRun }) {
  if (note) {
    const sign = noteSign(note.kind, note.number);
    return (
      <span className="note-sign" data-aside aria-label={`${NOTE_NAMES[note.kind]}${sign}`}>
        {sign}
      </span>
    );
  }
  if (image) return <Picture image={image} />;
  const looks = [bold && 'bold', sup && 'sup', blank && 'blank'].filter(Boolean).join(' ');
  return looks ? <span className={looks}>{text}</span> : text;
}

function Picture({ image: { asset, width, height, alt } }: { image: EditionImage }) {
  const { url, state } = useAsset(asset);
  const style = { width: `${width}pt`, aspectRatio: `${width} / ${height}` };
  if (url !== undefined)
    return <img className="public-image" src={url} alt={alt} draggable={false} style={style} data-aside />;
  return (
    <span className="image-gap" style={style} data-aside>
      <span>{state === 'missing' ? '图片没有找到' : '图片载入中…'}</span>
      {alt !== '' && <span>{alt}</span>}
    </span>
  );
}

function Table({ block }: { block: Extract<EditionBlock, { type: 'table' }> }) {
  const { widths, rows } = block;
  const total = widths?.every((width) => width !== null)
    ? widths.reduce((sum: number, width) => sum + (width ?? 0), 0)
    : null;
  return (
    <div {...common(block, 'table')}>
      <table
        className={total === null ? undefined : 'measured'}
        style={total === null ? undefined : { width: `${total}pt` }}
      >
        {widths && (
          <colgroup>
            {widths.map((width, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- columns have no names
              <col key={at} style={width === null ? undefined : { width: `${width}pt` }} />
            ))}
          </colgroup>
        )}
        <tbody>
          {rows.map(({ header, cells }, r) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no names either
            <tr key={r} className={header ? 'header' : undefined}>
              {cells.map(({ covered, runs, colSpan, rowSpan, align }, c) => {
                if (covered) return null;
                const style: CSSProperties | undefined = align && { textAlign: align };
                const Cell = header ? 'th' : 'td';
                return (
                  <Cell
                    // oxlint-disable-next-line react/no-array-index-key
                    key={c}
                    colSpan={colSpan}
                    rowSpan={rowSpan}
                    style={style}
                    scope={header ? 'col' : undefined}
                    data-line={block.id}
                    data-cell={`${r},${c}`}
                  >
                    <Runs runs={runs} />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
