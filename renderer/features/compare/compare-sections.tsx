import { MoveVertical } from 'lucide-react';
import { memo, useMemo } from 'react';

import { differencesOf } from '../../../shared/compare/count.ts';
import type { ComparedRow, ComparedSection, Comparison, Part } from '../../../shared/compare/types.ts';
import { nameOf, percentText, shownRows, sideName, type CompareView } from './compare-model.ts';
import { RowText } from './compare-text.tsx';

type Props = { comparison: Comparison; view: CompareView; onlyChanges: boolean };

/** Both reports, a pair of sections under the other. One scroller holds both columns: they can't drift apart. */
export const CompareSections = memo(function CompareSections({ comparison, view, onlyChanges }: Props) {
  return (
    <div className={`cmp-sheet ${view}`}>
      {view === 'both' && (
        <div className="cmp-columns" aria-hidden>
          <span className="tabular">{sideName(comparison, 'a')}</span>
          <span className="tabular">{sideName(comparison, 'b')}</span>
        </div>
      )}
      {comparison.sections.map((section) => (
        <Section key={section.key} section={section} view={view} onlyChanges={onlyChanges} />
      ))}
    </div>
  );
});

type SectionProps = { section: ComparedSection; view: CompareView; onlyChanges: boolean };

const Section = memo(function Section({ section, view, onlyChanges }: SectionProps) {
  const rows = useMemo(() => shownRows(section, view, onlyChanges), [section, view, onlyChanges]);
  if (rows.length === 0) return null;
  const name = nameOf(section.b ?? section.a);
  return (
    <section className="cmp-section" aria-label={name} data-section={section.key}>
      <SectionNotes section={section} name={isHead(rows[0]?.b ?? rows[0]?.a) ? null : name} />
      {rows.map((row, index) => (
        // Rows come anew with each comparison.
        // oxlint-disable-next-line react/no-array-index-key
        <Row key={index} row={row} view={view} />
      ))}
    </section>
  );
});

/** A heading, or the title of an annex: it names its section itself. */
const isHead = (part: Part | null | undefined): boolean => part?.type === 'heading' || part?.type === 'annex';

/** `name` where the heading itself is not on the screen. */
function SectionNotes({ section, name }: { section: ComparedSection; name: string | null }) {
  const { a, b, renamed, moved, reuse } = section;
  const notes = [
    !a && '新增一节',
    !b && '已无此节',
    renamed && `原为“${nameOf(a)}”`,
    reuse !== null && `沿用 ${percentText(reuse)}`,
  ].filter((note): note is string => typeof note === 'string');
  if (notes.length === 0 && !moved && name === null) return null;
  return (
    <p className="cmp-notes tabular">
      {name !== null && <strong>{name}</strong>}
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
      {moved && (
        <span>
          <MoveVertical size={12} aria-hidden />
          位置变了
        </span>
      )}
    </p>
  );
}

const KINDS: Record<ComparedRow['kind'], string | undefined> = {
  same: undefined,
  changed: '有改动',
  added: '新增',
  removed: '删去',
  moved: '移来',
  'moved-away': '移走',
};

function Row({ row, view }: { row: ComparedRow; view: CompareView }) {
  const differs = differencesOf(row) > 0;
  const mark = differs ? { 'data-difference': '', tabIndex: -1 } : {};
  const name = differs ? KINDS[row.kind] : undefined;
  if (view !== 'both') {
    return (
      <div className={`cmp-row ${row.kind}`} {...mark}>
        {name && <span className="visually-hidden">{name}：</span>}
        <RowText row={row} side={view} />
      </div>
    );
  }
  return (
    <div className={`cmp-row ${row.kind}`} {...mark}>
      {name && <span className="visually-hidden">{name}：</span>}
      <div className="cmp-side a">{row.kind !== 'moved' && <RowText row={row} side="a" />}</div>
      <div className="cmp-side b">{row.kind !== 'moved-away' && <RowText row={row} side="b" />}</div>
    </div>
  );
}
